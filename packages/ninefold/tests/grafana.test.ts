import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

import { NINEFOLD } from './ninefold-command.ts';
import { hasPrometheus, startPrometheus } from './running-prometheus.ts';
import { type Scene, newScene } from './scene.ts';
import { constantSeries, eventSeries, openMetrics } from './synthetic-day.ts';
import type { SyntheticSeries } from './synthetic-day.ts';

const minuteMs = 60_000;
const endMs = Math.floor(Date.now() / minuteMs) * minuteMs;
const fromMs = endMs - 60 * minuteMs;

const CONTRACT = `service: checkout
promise:
  availability: { objective: 99.9%, agreement: 99.5%, window: 30d }
  latency: { objective: 99%, below: 300ms }
  rto: 1m
topology: multi-region
regions: [eu, us]
app: { run: [node, server.js], replicas: 3 }
stores: { orders: { engine: postgres, members: 3 } }
workload: { write: { path: /orders }, read: { path: "/orders/{{id}}" } }
`;

interface Shown {
  readonly panel: string;
  readonly expr: string;
}

describe.skipIf(!hasPrometheus)('the dashboard, with Debian’s prometheus', () => {
  let scene: Scene;
  let url: string;
  let dashboard: Dashboard;

  beforeAll(async () => {
    scene = newScene();
    const path = scene.write('ninefold.yaml', CONTRACT);
    const rendered = spawnSync(
      process.execPath,
      [NINEFOLD, 'render', path, '--target', 'grafana', '--out', scene.path('out')],
      { encoding: 'utf8' },
    );
    expect(rendered.stderr + String(rendered.status)).toMatch(/0$/);
    const file = scene.path('out/monitoring/etc/grafana/dashboards/checkout.json');
    dashboard = JSON.parse(readFileSync(file, 'utf8')) as Dashboard;
    url = await startPrometheus(scene, { samples: openMetrics(samples()) });
  });

  function shown(): readonly Shown[] {
    const panels = dashboard.panels ?? [];
    return panels.flatMap((panel) =>
      'targets' in panel
        ? (panel.targets ?? []).map((target) => ({
            panel: panel.title ?? '',
            expr: (target as { readonly expr?: string }).expr ?? '',
          }))
        : [],
    );
  }

  async function ask(expr: string, atMs = endMs): Promise<Record<string, number>> {
    const query = expr.replaceAll('$__rate_interval', '5m');
    const search = new URLSearchParams({ query, time: String(atMs / 1000) });
    const answer = (await (await fetch(`${url}/api/v1/query?${search.toString()}`)).json()) as {
      readonly status: string;
      readonly error?: string;
      readonly data?: {
        readonly result: readonly {
          readonly metric: Readonly<Record<string, string>>;
          readonly value: readonly [number, string];
        }[];
      };
    };
    expect(answer.error, query).toBeUndefined();
    return Object.fromEntries(
      (answer.data?.result ?? []).map(({ metric, value }) => [
        metric['service'] ?? metric['region'] ?? metric['instance'] ?? '',
        Number(value[1]),
      ]),
    );
  }

  it('has a name that the links of alerts lead to, and a datasource that is chosen in it', () => {
    expect(dashboard.uid).toBe('ninefold-checkout');
    const uids = new Set(
      (dashboard.panels ?? []).flatMap((panel) =>
        'targets' in panel ? [panel.datasource?.uid] : [],
      ),
    );
    expect([...uids]).toEqual(['${datasource}']);
  });

  it('asks nothing that Prometheus does not understand, and nothing that gives nothing', async () => {
    expect(shown().length).toBeGreaterThan(25);
    for (const { panel, expr } of shown()) {
      expect(Object.keys(await ask(expr)), `${panel}: ${expr}`).not.toEqual([]);
    }
  });

  it.each([
    ['This window', 'checkout', 0.9995],
    ['Monthly SLA', 'checkout', 0.9995],
    ['Budget left', 'checkout', 0.5],
    ['Budget left in minutes', 'checkout', 21.6],
    ['Burn rate, 1h', 'checkout', 2],
    ['Availability by service', 'checkout', 0.999],
    ['Availability by region', 'us', 0.98],
    ['Replicas up', '', 2],
    ['Latency: P50, P95, P99', '', 0.05],
  ])('shows %s as the data have it', async (title, key, value) => {
    const one = shown().find(({ panel }) => panel === title);
    expect((await ask(one?.expr ?? 'absent(x)'))[key]).toBeCloseTo(value, 6);
  });

  it('shows no perfect score where there are no data', async () => {
    const dayBefore = fromMs - 1440 * minuteMs;
    const scores = ['This window', 'Monthly SLA', 'Budget left', 'Data', 'Availability by service'];
    for (const title of scores) {
      const one = shown().find(({ panel }) => panel === title);
      expect(await ask(one?.expr ?? 'vector(1)', dayBefore), title).toEqual({});
    }
  });

  it('marks a failover once, with the new primary, and neither start nor silence as one', async () => {
    const list = dashboard.annotations.list ?? [];
    const failovers = list.find(({ name }) => name === 'Failovers of orders')?.expr ?? '';
    const at = (minute: number): Promise<object> => ask(failovers, fromMs + minute * minuteMs);
    expect(await at(3)).toEqual({});
    expect(await at(20)).toEqual({});
    expect(await at(32)).toEqual({ 'orders-1': expect.any(Number) });
    expect(await at(45)).toEqual({});
    const alerts = list.find(({ name }) => name === 'Alerts')?.expr ?? '';
    expect(await ask(alerts)).toEqual({ checkout: 1 });
  });
});

/** An hour of what rules, service and engines would have given. Half an hour ago orders failed over. */
function samples(): readonly SyntheticSeries[] {
  const slo = (name: string, labels = ''): string => `service="checkout",slo="${name}"${labels}`;
  const always = (name: string, labels: string, value: number): SyntheticSeries =>
    constantSeries(name, labels, value, fromMs, endMs);
  const objective = (name: string, bad: number, labels = ''): SyntheticSeries[] => [
    always('slo:bad_events:rate5m', slo(name, labels), 10 * bad),
    always('slo:events:rate5m', slo(name, labels), 10),
    always('slo:bad_events:increase5m', slo(name, labels), 1.5),
    always('slo:events:increase5m', slo(name, labels), 3000),
    always('slo:error_ratio:window', slo(name, labels), 0.0005),
    always('slo:budget_left:ratio', slo(name, labels), 0.5),
    always('slo:coverage:ratio', slo(name, labels), 1),
    ...['5m', '30m', '1h', '2h', '6h', '1d', '3d'].map((window) =>
      always(`slo:error_ratio:${window}`, slo(name, labels), 0.002),
    ),
  ];
  const bucket = (le: string, value: number): SyntheticSeries =>
    growing('http_server_request_duration_seconds_bucket', `job="checkout",le="${le}"`, value);
  const halfway = fromMs + 30 * minuteMs;
  const role = (instance: string, from: number, to: number, value: number): SyntheticSeries =>
    constantSeries(
      'pg_replication_is_replica',
      `job="orders",instance="${instance}"`,
      value,
      from,
      to,
    );
  const joined = (first: SyntheticSeries, second: SyntheticSeries): SyntheticSeries => ({
    ...first,
    samples: [...first.samples, ...second.samples],
  });
  return [
    ...objective('availability', 0.001),
    ...objective('availability-eu', 0, ',region="eu"'),
    ...objective('availability-us', 0.02, ',region="us"'),
    ...objective('latency', 0.001),
    ...eventSeries({ service: 'checkout', rate: 10 }, fromMs, endMs),
    always('up', 'job="checkout",instance="app-0"', 1),
    always('up', 'job="checkout",instance="app-1"', 1),
    always('up', 'job="checkout",instance="app-2"', 0),
    bucket('0.1', 60),
    bucket('+Inf', 60),
    growing(
      'http_server_request_duration_seconds_count',
      'job="checkout",http_response_status_code="201"',
      60,
    ),
    joined(
      role('orders-0', fromMs, halfway - minuteMs, 0),
      role('orders-0', halfway + 2 * minuteMs, endMs, 1),
    ),
    joined(role('orders-1', fromMs, halfway - minuteMs, 1), role('orders-1', halfway, endMs, 0)),
    always('pg_up', 'job="orders",instance="orders-0"', 1),
    always('pg_stat_replication_pg_wal_lsn_diff', 'job="orders",application_name="orders-0"', 0),
    always(
      'ALERTS',
      'alertname="ErrorBudgetBurn",alertstate="firing",severity="page",service="checkout"',
      1,
    ),
  ];
}

function growing(name: string, labels: string, perMinute: number): SyntheticSeries {
  const constant = constantSeries(name, labels, 0, fromMs, endMs);
  return {
    ...constant,
    samples: constant.samples.map(([ms], index) => [ms, index * perMinute] as const),
  };
}
