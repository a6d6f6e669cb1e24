import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { contractFrom } from '../src/model/contracts.test.data.ts';
import { dashboardOf } from '../src/slo/dashboard.ts';
import { ruleFile } from '../src/slo/rule-file.ts';
import { alertsOf, ruleGroupsOf } from '../src/slo/rule-groups.ts';
import { eventually } from './eventually.ts';
import { type RunningCommand, startNinefold } from './ninefold-command.ts';
import { untilNothingIsLeft } from './nothing-left.ts';
import { hasPrometheus } from './running-prometheus.ts';
import { startEngine } from './running-engine.ts';
import { type Scene, isRoot, newScene } from './scene.ts';
import { ORDER_SERVICE } from './small-apps.ts';

const ENGINES = [
  '/var/cache/ninefold/patroni-4.1.5/bin/patroni',
  '/usr/bin/etcd',
  '/usr/sbin/haproxy',
  '/usr/sbin/keepalived',
  '/usr/bin/openssl',
  '/usr/bin/prometheus-blackbox-exporter',
  '/usr/bin/prometheus-postgres-exporter',
];
const areInstalled = isRoot && hasPrometheus && ENGINES.every((path) => existsSync(path));

const PROMISE =
  'promise: { availability: 99.9%, rto: 15s, rpo: 1s, latency: { objective: 99%, below: 250ms } }';
const WORKLOAD = `workload:
  write: { path: /orders, headers: { Idempotency-Key: '"{{id}}"' }, json: { id: "{{id}}" }, acknowledged: [201] }
  read: { path: "/orders/{{id}}", present: [200], absent: [404] }
`;
/** Everything that runs here, and is booted. */
const HOSTED = `service: checkout
${PROMISE}
app: { run: [node, ${ORDER_SERVICE}], replicas: 2, startTimeout: 60s }
stores: { orders: { engine: patroni, members: 3 } }
balancer: haproxy
slo: { source: haproxy }
${WORKLOAD}`;
/** The same store, as postgres_exporter shows it. */
const EXPORTED = `service: carts
promise: { availability: 99.9%, rpo: 1s }
stores: { carts: postgres }
`;
/** The certificate is looked at by a target that has the label `service`. */
const TLS_PORT = 9443;
const BLACKBOX_PORT = 9115;
const PROMETHEUS_PORT = 9090;

interface Up {
  readonly urls: readonly string[];
  readonly members: readonly {
    readonly name: string;
    readonly pid: number;
    readonly log: string;
  }[];
}

interface PatroniYaml {
  readonly restapi: { readonly connect_address: string };
  readonly postgresql: { readonly connect_address: string };
}

describe.skipIf(!areInstalled)('what real engines export, in Debian’s prometheus', () => {
  let scene: Scene;
  let command: RunningCommand;
  let url = '';
  let door = '';
  const others: ChildProcess[] = [];

  beforeAll(async () => {
    scene = newScene();
    scene.write('ninefold.yaml', HOSTED);
    command = startNinefold(scene, ['up', '--json']);
    const line = await eventually(
      'ninefold up to say that it is up',
      120_000,
      () => command.stdout().includes('\n') && command.stdout(),
      () => command.stderr(),
    );
    const up = JSON.parse(line) as Up;
    const run = dirname(dirname(up.members[0]?.log ?? ''));
    const patronis = [0, 1, 2].map(
      (n) => parse(readFileSync(join(run, `orders-${n}/patroni.yaml`), 'utf8')) as PatroniYaml,
    );
    const haproxy = readFileSync(join(run, 'balancer-0/haproxy.cfg'), 'utf8');
    const own = /peer balancer0 ([\d.]+):/.exec(haproxy)?.[1] ?? '';
    const replicas = [...haproxy.matchAll(/server app\d+ ([\d.]+:8000)/g)].map(([, at]) => at);

    // HAProxy's metrics are for nobody but its host, and a store takes its superuser from its members alone:
    // what scrapes runs there, as agents do.
    const pidOf = (name: string): number => up.members.find((one) => one.name === name)?.pid ?? 0;
    const onHost = (program: string, host = 'balancer[0]'): readonly string[] => [
      `--target=${pidOf(host)}`,
      '--net',
      '--',
      program,
    ];
    const begin = (args: readonly string[], env: Readonly<Record<string, string>> = {}): void => {
      others.push(
        spawn('/usr/bin/nsenter', args, { env: { ...process.env, ...env }, stdio: 'ignore' }),
      );
    };
    const [key, certificate] = [scene.path('key.pem'), scene.path('certificate.pem')];
    const subject = ['-subj', '/CN=checkout', '-days', '40', '-nodes', '-newkey', 'rsa:2048'];
    execFileSync(
      '/usr/bin/openssl',
      ['req', '-x509', ...subject, '-keyout', key, '-out', certificate],
      {
        stdio: 'ignore',
      },
    );
    const tls = ['s_server', '-accept', `${TLS_PORT}`, '-www', '-quiet'];
    begin([...onHost('/usr/bin/openssl'), ...tls, '-key', key, '-cert', certificate]);
    const modules = scene.write(
      'blackbox.yml',
      'modules: { http_2xx: { prober: http, http: { tls_config: { insecure_skip_verify: true } } } }\n',
    );
    begin([...onHost('/usr/bin/prometheus-blackbox-exporter'), `--config.file=${modules}`]);
    const queries = scene.write('queries.yml', documented());
    const exporters = patronis.map(({ postgresql }, n) => {
      const [host = ''] = postgresql.connect_address.split(':');
      const member = `orders[${n}]`;
      const secret = environmentOf(pidOf(member))['PATRONI_SUPERUSER_PASSWORD'] ?? '';
      begin(
        [
          ...onHost('/usr/bin/prometheus-postgres-exporter', member),
          `--web.listen-address=${host}:9187`,
          `--extend.query-path=${queries}`,
        ],
        {
          DATA_SOURCE_NAME: `host=${host} user=postgres dbname=postgres sslmode=disable password=${secret}`,
        },
      );
      return `${host}:9187`;
    });
    // As they are rendered, but looked at every two seconds.
    const groups = [HOSTED, EXPORTED].flatMap((text) => ruleGroupsOf(contractFrom(text)));
    const rules = ruleFile(
      groups.map((group) => ({ ...group, intervalMs: 2000 })),
      {},
    );
    const targets = (list: readonly (string | undefined)[]): string =>
      `static_configs: [{ targets: ${JSON.stringify(list)} }]`;
    const config = `global: { scrape_interval: 2s, scrape_timeout: 2s }
rule_files: ['${scene.write('rules.yml', rules)}']
scrape_configs:
  - { job_name: checkout, ${targets(replicas)} }
  - { job_name: checkout-balancer, ${targets(['127.0.0.1:8404'])} }
  - { job_name: patroni, ${targets(patronis.map(({ restapi }) => restapi.connect_address))} }
  - { job_name: carts, ${targets(exporters)} }
  - job_name: blackbox
    metrics_path: /probe
    params: { module: [http_2xx], target: ['https://127.0.0.1:${TLS_PORT}'] }
    static_configs:
      - { targets: ['127.0.0.1:${BLACKBOX_PORT}'], labels: { service: checkout } }
      - { targets: ['127.0.0.1:${BLACKBOX_PORT}'], labels: { service: carts } }
`;
    // The address that clients have may be the other balancer's, which nobody scrapes here.
    door = `http://${own}:${new URL(up.urls[0] ?? '').port}`;
    url = `http://${own}:${PROMETHEUS_PORT}`;
    await startEngine(
      '/usr/bin/nsenter',
      [
        ...onHost('/usr/bin/prometheus'),
        `--config.file=${scene.write('prometheus.yml', config)}`,
        `--storage.tsdb.path=${scene.path('data')}`,
        `--web.listen-address=${own}:${PROMETHEUS_PORT}`,
      ],
      `${url}/-/ready`,
      scene.path('prometheus.log'),
    );
  }, 200_000);

  afterAll(async () => {
    for (const child of others) child.kill('SIGKILL');
    command.child.kill('SIGTERM');
    await command.ended;
    await untilNothingIsLeft(scene, 10_000);
  });

  /** Labels and values; and an order each time, so that there are events. */
  async function ask(query: string): Promise<readonly (readonly [string, number])[]> {
    await fetch(`${door}/orders/none`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    );
    const search = new URLSearchParams({ query: query.replaceAll('$__rate_interval', '5m') });
    const answer = (await (await fetch(`${url}/api/v1/query?${search.toString()}`)).json()) as {
      readonly data?: {
        readonly result: readonly {
          readonly metric: Readonly<Record<string, string>>;
          readonly value: readonly [number, string];
        }[];
      };
    };
    return (answer.data?.result ?? []).map(({ metric, value }) => [
      Object.values(metric).join(' '),
      Number(value[1]),
    ]);
  }

  async function expectData(what: string, queries: readonly string[]): Promise<void> {
    await Promise.all(
      queries.map((query) =>
        eventually(
          `data of ${what}: ${query}`,
          50_000,
          async () => (await ask(query)).some(([, value]) => !Number.isNaN(value)),
          () => readFileSync(scene.path('prometheus.log'), 'utf8').slice(-2000),
        ),
      ),
    );
  }

  it.each([
    ['every panel has data of HAProxy, Patroni and the app', HOSTED, ''],
    // Its objective is counted by whole minutes, which is another test's.
    ['every panel of a store has data of postgres_exporter', EXPORTED, 'carts: '],
  ])('%s', { timeout: 60_000 }, async (_what, text, about) => {
    const panels = (dashboardOf(contractFrom(text)).panels ?? []).flatMap((panel) =>
      'targets' in panel && (panel.title ?? '').startsWith(about) ? [panel] : [],
    );
    expect(panels.length).toBeGreaterThan(about === '' ? 15 : 1);
    for (const { title = '', targets = [] } of panels) {
      const queries = targets.map((target) => (target as { readonly expr?: string }).expr ?? '');
      expect(queries).not.toEqual([]);
      await expectData(title, queries);
    }
  });

  it.each([
    ['HAProxy, Patroni, the app and a certificate', HOSTED],
    ['postgres_exporter', EXPORTED],
  ])(
    'every series that an alert looks at is there, of %s',
    { timeout: 60_000 },
    async (_what, text) => {
      const [engines] = ruleGroupsOf(contractFrom(text)).slice(-1);
      const alerts = alertsOf(engines === undefined ? [] : [engines]);
      expect(alerts.length).toBeGreaterThan(4);
      for (const { name, expr } of alerts) {
        const selectors = new Set(expr.match(/[a-z_]+\{[^}]*\}/g));
        expect([...selectors], name).not.toEqual([]);
        await expectData(name, [...selectors]);
      }
    },
  );

  it('no alert is on while all is well, and what they say is so', { timeout: 90_000 }, async () => {
    let on: readonly string[] = [];
    await eventually(
      'no alert',
      40_000,
      async () => {
        on = (await ask('ALERTS{alertname!~"SloDataMissing|Watchdog"}')).map(([alert]) => alert);
        return on.length === 0;
      },
      () => on.join(', '),
    );
    const told = `sum(patroni_primary{scope="orders"}) == 1
      and sum(patroni_replica{scope="orders"}) == 2
      and count(pg_replication_is_replica{job="carts"} == 0) == 1
      and count(pg_up{job="carts"} == 1) == 3
      and sum(haproxy_backend_active_servers{job="checkout-balancer",proxy="app-replicas"}) == 2
      and max(probe_ssl_earliest_cert_expiry{service="checkout"}) - time() > 39 * 86400
      and max(probe_ssl_earliest_cert_expiry{service="checkout"}) - time() < 41 * 86400`;
    await eventually('what runs to be told', 40_000, async () => (await ask(told)).length === 1);
    expect(await ask(told.replace('== 3', '== 4'))).toEqual([]);
  });
});

/** What a process was started with. */
function environmentOf(pid: number): Readonly<Record<string, string>> {
  const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  return Object.fromEntries(lines.map((line) => [line.split('=')[0], line.replace(/^[^=]*=/, '')]));
}

/** The queries that docs/slo.md has for Debian's postgres_exporter. */
function documented(): string {
  const page = readFileSync(
    fileURLToPath(new URL('../../../docs/slo.md', import.meta.url)),
    'utf8',
  );
  return /```yaml\n(pg_replication:\n[^`]*)```/.exec(page)?.[1] ?? '';
}
