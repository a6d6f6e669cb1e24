import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';

import { freePort } from './free-port.ts';
import { startEngine } from './running-engine.ts';
import type { Scene } from './scene.ts';

/** Debian's packages prometheus (with promtool) and prometheus-alertmanager. */
export const hasPrometheus: boolean = ['/usr/bin/prometheus', '/usr/bin/promtool'].every((path) =>
  existsSync(path),
);
export const hasAlertmanager: boolean = existsSync('/usr/bin/prometheus-alertmanager');

export interface PrometheusSetup {
  /** YAML of its configuration. Default: it scrapes nothing. */
  readonly config?: string;
  /** Samples in OpenMetrics text that it begins with. */
  readonly samples?: string;
  /** Further arguments. */
  readonly args?: readonly string[];
}

/** A real Prometheus on loopback, in the scene's folder; the URL it answers at. */
export async function startPrometheus(
  scene: Scene,
  { config = 'scrape_configs: []\n', samples, args = [] }: PrometheusSetup,
): Promise<string> {
  const data = scene.path('prometheus-data');
  mkdirSync(data);
  if (samples !== undefined) {
    const file = scene.write('samples.om', samples);
    const made = spawnSync(
      '/usr/bin/promtool',
      ['tsdb', 'create-blocks-from', 'openmetrics', file, data],
      {
        encoding: 'utf8',
      },
    );
    if (made.status !== 0) throw new Error(made.stderr);
  }
  const { port } = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await startEngine(
    '/usr/bin/prometheus',
    [
      `--config.file=${scene.write('prometheus.yml', config)}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=60d',
      `--web.listen-address=127.0.0.1:${port}`,
      ...args,
    ],
    `${url}/-/ready`,
    scene.path('prometheus.log'),
  );
  return url;
}

/** A real Alertmanager on loopback that tells nobody; the URL it answers at. */
export async function startAlertmanager(scene: Scene): Promise<string> {
  const data = scene.path('alertmanager-data');
  mkdirSync(data);
  const { port } = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n';
  await startEngine(
    '/usr/bin/prometheus-alertmanager',
    [
      `--config.file=${scene.write('alertmanager.yml', config)}`,
      `--storage.path=${data}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    `${url}/-/ready`,
    scene.path('alertmanager.log'),
  );
  return url;
}
