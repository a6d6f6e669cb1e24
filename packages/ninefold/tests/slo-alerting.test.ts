// What is rendered, in a real Prometheus and a real Alertmanager with somebody who listens.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { LINKS, NO_LINKS } from '../src/contract/link.test.data.ts';
import { contractFrom } from '../src/model/contracts.test.data.ts';
import { alertmanagerConfig } from '../src/slo/alertmanager-config.ts';
import { targets } from '../src/render/targets.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { newScene } from './scene.ts';

const PROMETHEUS = '/usr/bin/prometheus';
const ALERTMANAGER = '/usr/bin/prometheus-alertmanager';
const AMTOOL = '/usr/bin/amtool';
const isThere = [PROMETHEUS, ALERTMANAGER, AMTOOL].every((path) => existsSync(path));

const processes: ChildProcess[] = [];
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  for (const child of processes.splice(0)) {
    if (child.exitCode !== null) continue;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
});

function start(program: string, ...args: readonly string[]): { readonly output: () => string } {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  processes.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString();
    });
  }
  return { output: () => output };
}

async function serve(answer: (request: IncomingMessage) => string): Promise<number> {
  const server = createServer((request, response) => {
    response.end(answer(request));
  });
  servers.push(server);
  return await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

const notified = z.object({
  alerts: z.array(z.object({ status: z.string(), labels: z.record(z.string(), z.string()) })),
});

/** Listens as a pager and as a tracker of tickets; keeps `page ErrorBudgetBurn availability`. */
async function listener(): Promise<{ readonly port: number; readonly heard: Set<string> }> {
  const heard = new Set<string>();
  const port = await serve((request) => {
    let body = '';
    request.on('data', (data: Buffer) => {
      body += data.toString();
    });
    request.on('end', () => {
      for (const { status, labels } of notified.parse(JSON.parse(body)).alerts) {
        if (status !== 'firing') continue;
        const what = labels['slo'] ?? labels['region'] ?? labels['store'] ?? '';
        heard.add(`${request.url} ${labels['alertname']} ${what}`);
      }
    });
    return '';
  });
  return { port, heard };
}

function contractText(port: number): string {
  return `service: checkout
promise: { availability: 99.9% }
app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
slo: { alerts: { page: 'http://127.0.0.1:${port}/page', ticket: 'http://127.0.0.1:${port}/ticket', watchdog: 'http://127.0.0.1:${port}/watchdog' } }
`;
}

function rendered(target: 'prometheus' | 'alertmanager', text: string): string {
  const result = targets[target]?.(contractFrom(text));
  if (result?.ok !== true) throw new Error(JSON.stringify(result));
  const file = result.files.find(({ path }) => path.includes('etc/prometheus'));
  if (file === undefined) throw new RangeError('no file');
  return file.text;
}

/** Alertmanager as rendered, but for how long it waits. */
async function startAlertmanager(listenerPort: number): Promise<number> {
  const scene = newScene();
  const { port } = await freePort();
  const config = rendered('alertmanager', contractText(listenerPort))
    .replaceAll(/group_wait: .*/g, 'group_wait: 300ms')
    .replaceAll(/group_interval: .*/g, 'group_interval: 500ms');
  scene.write('alertmanager.yml', config);
  const { output } = start(
    ALERTMANAGER,
    `--config.file=${scene.path('alertmanager.yml')}`,
    `--storage.path=${scene.path('data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  );
  await eventually(
    'Alertmanager',
    30_000,
    () => answers(`http://127.0.0.1:${port}/-/ready`),
    output,
  );
  return port;
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined);
  await response?.arrayBuffer();
  return response?.ok === true;
}

async function tell(port: number, ...alerts: readonly Record<string, string>[]): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts.map((labels) => ({ labels }))),
  });
  expect(response.status).toBe(200);
}

const shownAlerts = z.array(
  z.object({ labels: z.record(z.string(), z.string()), status: z.object({ state: z.string() }) }),
);

/** `suppressed` or `active`, by `severity alertname slo`. */
async function states(port: number): Promise<Record<string, string>> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v2/alerts`);
  const alerts = shownAlerts.parse(await response.json());
  return Object.fromEntries(
    alerts.map(({ labels, status }) => [
      `${labels['severity']} ${labels['alertname']} ${labels['slo'] ?? labels['store'] ?? labels['region']}`,
      status.state,
    ]),
  );
}

describe.skipIf(!isThere)('Alertmanager, as rendered', () => {
  test('amtool takes the configuration, and routes by severity', () => {
    const scene = newScene();
    scene.write('alertmanager.yml', rendered('alertmanager', contractText(1)));
    const amtool = (...args: readonly string[]): string => {
      const config = `--config.file=${scene.path('alertmanager.yml')}`;
      const { stdout } = spawnSync(AMTOOL, [...args, config], { encoding: 'utf8' });
      return stdout.trim();
    };
    expect(spawnSync(AMTOOL, ['check-config', scene.path('alertmanager.yml')]).status).toBe(0);
    expect(amtool('config', 'routes', 'test', 'severity=page', 'slo=latency')).toBe('page');
    expect(amtool('config', 'routes', 'test', 'severity=ticket')).toBe('ticket');
    expect(amtool('config', 'routes', 'test', 'alertname=Watchdog', 'severity=none')).toBe(
      'watchdog',
    );
    expect(amtool('config', 'routes', 'test', 'alertname=SomebodyElses')).toBe('ticket');
  });

  test('a link that a contract may have is a webhook to amtool, and no other', () => {
    const refused = (url: string): boolean => {
      const file = newScene().write('alertmanager.yml', alertmanagerConfig({ page: url }));
      return spawnSync(AMTOOL, ['check-config', file]).status !== 0;
    };
    expect(LINKS.filter(refused)).toEqual([]);
    expect(NO_LINKS.filter(refused)).toEqual(NO_LINKS);
  });

  test('a page silences its ticket, and a lost region all that is told of it', async () => {
    const { port: listenerPort, heard } = await listener();
    const port = await startAlertmanager(listenerPort);
    const slo = (severity: string, name: string, more = {}): Record<string, string> => ({
      alertname: 'ErrorBudgetBurn',
      service: 'checkout',
      slo: name,
      severity,
      ...more,
    });
    const lost = { alertname: 'RegionLost', service: 'checkout', region: 'eu', severity: 'page' };
    const engine = (
      alertname: string,
      severity: string,
      store: string,
    ): Record<string, string> => ({
      alertname,
      severity,
      store,
      service: 'checkout',
    });
    await tell(
      port,
      slo('page', 'availability'),
      lost,
      engine('ReplicationLagSeconds', 'page', 'orders'),
    );
    await tell(
      port,
      slo('ticket', 'availability'),
      slo('ticket', 'latency'),
      slo('page', 'availability-eu', { region: 'eu' }),
      slo('page', 'availability-us', { region: 'us' }),
      engine('ReplicationLagSeconds', 'ticket', 'orders'),
      engine('ReplicationLagSeconds', 'ticket', 'carts'),
      engine('MembersLow', 'ticket', 'orders'),
    );
    const expected = [
      '/page ErrorBudgetBurn availability',
      '/page ErrorBudgetBurn availability-us',
      '/page RegionLost eu',
      '/page ReplicationLagSeconds orders',
      '/ticket ErrorBudgetBurn latency',
      '/ticket MembersLow orders',
      '/ticket ReplicationLagSeconds carts',
    ];
    await eventually(
      'all that is not silenced',
      30_000,
      () => expected.every((one) => heard.has(one)),
      () => [...heard].join('\n'),
    );
    expect([...heard].toSorted()).toEqual(expected);
    expect(await states(port)).toMatchObject({
      'ticket ErrorBudgetBurn availability': 'suppressed',
      'page ErrorBudgetBurn availability-eu': 'suppressed',
      'ticket ReplicationLagSeconds orders': 'suppressed',
      'page ErrorBudgetBurn availability': 'active',
      'page RegionLost eu': 'active',
    });
  });
});

const vector = z.object({
  data: z.object({
    result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })),
  }),
});

const shownRules = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({ name: z.string(), health: z.string(), lastError: z.string().optional() }),
        ),
      }),
    ),
  }),
});

describe.skipIf(!isThere)('Prometheus, with the rules as rendered', () => {
  test('the budget it computes is that of what happened, and a page reaches the pager', async () => {
    const scene = newScene();
    const { port: listenerPort, heard } = await listener();
    const alertmanagerPort = await startAlertmanager(listenerPort);
    let scrapes = 0;
    // 3 % of events fail: 30 times the pace of the budget.
    const appPort = await serve(() => {
      scrapes += 1;
      const line = (outcome: string, value: number): string =>
        `ninefold_sli_events_total{service="checkout",sli="availability",outcome="${outcome}"} ${value}\n`;
      return line('good', 970 * scrapes) + line('bad', 30 * scrapes);
    });
    // Sooner than once a minute, or the test takes minutes; ranges are as they are.
    const rules = rendered('prometheus', contractText(listenerPort)).replaceAll(
      /interval: [15]m/g,
      'interval: 1s',
    );
    scene.write('rules.yml', rules);
    scene.write(
      'prometheus.yml',
      `global: { scrape_interval: 500ms, evaluation_interval: 1s }
rule_files: [rules.yml]
alerting: { alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:${alertmanagerPort}'] }] }] }
scrape_configs: [{ job_name: checkout, static_configs: [{ targets: ['127.0.0.1:${appPort}'] }] }]
`,
    );
    const { port } = await freePort();
    const { output } = start(
      PROMETHEUS,
      `--config.file=${scene.path('prometheus.yml')}`,
      `--storage.tsdb.path=${scene.path('data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      // It fires before Alertmanager is known, and by default is sent again after a minute only.
      '--rules.alert.resend-delay=1s',
    );
    const base = `http://127.0.0.1:${port}`;
    await eventually('Prometheus', 60_000, () => answers(`${base}/-/ready`), output);
    const ask = async (query: string): Promise<number | undefined> => {
      const response = await fetch(`${base}/api/v1/query?query=${encodeURIComponent(query)}`);
      const [first] = vector.parse(await response.json()).data.result;
      return first === undefined ? undefined : Number(first.value[1]);
    };
    const ratio = await eventually(
      'a ratio of the window',
      60_000,
      async () => await ask('slo:error_ratio:window > 0'),
      output,
    );
    expect(Math.abs(ratio - 0.03)).toBeLessThan(0.001);
    await eventually(
      'a page',
      60_000,
      () => heard.has('/page ErrorBudgetBurn availability'),
      () => [...heard].join('\n') + output(),
    );
    const signal = '/watchdog Watchdog ';
    await eventually('a signal of life', 60_000, () => heard.has(signal), output);
    expect([...heard].filter((one) => one !== signal && one.includes('Watchdog'))).toEqual([]);
    const response = await fetch(`${base}/api/v1/rules`);
    const all = shownRules.parse(await response.json()).data.groups.flatMap((group) => group.rules);
    expect(all.filter(({ health }) => health !== 'ok' && health !== 'unknown')).toEqual([]);
    expect(all.length).toBeGreaterThan(20);
    expect(await ask('slo:objective:ratio')).toBe(0.999);
  });
});
