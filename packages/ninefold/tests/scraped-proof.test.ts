import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';

import { historyFromJson } from '../src/history/history-json.ts';
import type { ReportJson } from '../src/report/json.ts';
import type { Status } from '../src/slo/status-text.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { EXAMPLES, ninefold } from './ninefold-command.ts';
import { hasPrometheus, startPrometheus } from './running-prometheus.ts';
import { newScene } from './scene.ts';

/**
 * The example's contract; the balancer counts, and Prometheus reads it there. A primary that is
 * frozen is given up after 3 s, and clients wait for 2 s: writes of a second at the least have failed.
 */
function contractText(metricsPort: number): string {
  const written = parse(readFileSync(join(EXAMPLES, 'checkout/ninefold.yaml'), 'utf8')) as {
    readonly promise: object;
    readonly app: object;
    readonly stores: { readonly orders: object };
    readonly workload: object;
  };
  return stringify({
    ...written,
    promise: { ...written.promise, rto: '20s' },
    app: { ...written.app, run: ['node', join(EXAMPLES, 'checkout/server.js')] },
    stores: { orders: { ...written.stores.orders, failover: { deadline: '3s' } } },
    balancer: { metrics: metricsPort },
    workload: { ...written.workload, rate: '60/s', timeout: '2s' },
    slo: { source: 'balancer' },
    proof: {
      trials: 1,
      recoveryTimeout: '30s',
      // Long after the failures: a request that ends just as its client gives up, or after the last
      // scrape, is one of many.
      faults: ['freeze store primary for 5s, then wait 45s, then kill app'],
    },
  });
}

describe.skipIf(!hasPrometheus)(
  'ninefold prove of examples/checkout under Debian’s prometheus',
  () => {
    it(
      'spends as much by Prometheus as by the history of its client',
      { timeout: 300_000 },
      async () => {
        const scene = newScene();
        const { port } = await freePort();
        const contract = scene.write('ninefold.yaml', contractText(port));
        const url = await startPrometheus(scene, {
          // So often that hardly anything happens after the last scrape.
          config: `global: { scrape_interval: 50ms, scrape_timeout: 50ms }
scrape_configs: [{ job_name: balancer, static_configs: [{ targets: ['127.0.0.1:${port}'] }] }]
`,
        });
        // Prometheus takes seconds to begin; what was counted before its first scrape is no increase to it.
        await eventually(
          'Prometheus to scrape',
          30_000,
          async () => (await valueNow(url, 'up')) !== undefined,
        );
        const proof = await ninefold(scene, ['prove', contract]);
        const file = scene.path('ninefold-report/report.json');
        // Whatever the verdict: a trial in which the client fell behind has its history, too.
        expect(existsSync(file), proof.stderr).toBe(true);
        const report = JSON.parse(readFileSync(file, 'utf8')) as ReportJson;
        const records = historyFromJson(report.history);
        const all = records.flatMap(({ operations }) => operations);
        const bad = all.filter(({ outcome }) => outcome !== 'ok').length;
        // A second at 60 a second, and room for a busy machine.
        expect(bad).toBeGreaterThan(30);

        const status = await ninefold(scene, ['status', contract, '--prometheus', url, '--json']);
        const { objectives } = JSON.parse(status.stdout) as Status;
        const seen = 1 - (objectives[0]?.current ?? Infinity);
        const counted = await valueNow(url, `sum(max_over_time(${SERIES}[10m]))`);
        const told = `Prometheus says ${seen} of ${counted} events, clients ${bad} of ${all.length}`;
        // All that clients sent, and nothing else.
        expect(Math.abs((counted ?? 0) - all.length), told).toBeLessThan(all.length * 0.01);
        expect(Math.abs(seen - bad / all.length), told).toBeLessThan(0.001);
      },
    );
  },
);

const SERIES = 'ninefold_balancer_events_total{service="checkout",sli="availability"}';

async function valueNow(url: string, query: string): Promise<number | undefined> {
  const search = new URLSearchParams({ query });
  const answer = (await (await fetch(`${url}/api/v1/query?${search.toString()}`)).json()) as {
    readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
  };
  const value = answer.data.result[0]?.value[1];
  return value === undefined ? undefined : Number(value);
}
