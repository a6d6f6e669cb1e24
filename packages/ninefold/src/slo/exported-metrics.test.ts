import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, test } from 'vitest';

import { contractFrom } from '../model/contracts.test.data.ts';
import { metricsPage } from './balancer-metrics.ts';
import { dashboardOf } from './dashboard.ts';
import { READ, SCRAPED } from './exported-metrics.test.data.ts';
import { ruleGroupsOf } from './rule-groups.ts';

interface Metric {
  readonly type: string;
  readonly labels: readonly string[];
}

/** Labels that Prometheus or who configures it gives a target (docs/slo.md says which). */
const OF_TARGETS = ['job', 'instance', 'region'];
/** A target of blackbox_exporter is given the label too, as a certificate knows no service. */
const MADE_BY_PROMETHEUS = 'up gauge\nALERTS gauge alertname,alertstate,severity,service';

function metricsIn(text: string): ReadonlyMap<string, Metric> {
  const lines = text.trim().split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [name = '', type = '', labels = ''] = line.split(' ');
      const known = { type, labels: labels === '' ? [] : labels.split(',') };
      if (type !== 'histogram') return [[name, known]];
      return ['_bucket', '_sum', '_count'].map((suffix) => [
        name + suffix,
        { type: 'counter', labels: [...known.labels, ...(suffix === '_bucket' ? ['le'] : [])] },
      ]);
    }),
  );
}

const exported = [...SCRAPED, ...READ].map(({ exporter, metrics }) => ({
  exporter,
  metrics: metricsIn(metrics),
}));
const known = new Map([
  ...metricsIn(MADE_BY_PROMETHEUS),
  ...exported.flatMap(({ metrics }) => [...metrics]),
]);

interface Selector {
  readonly metric: string;
  readonly labels: readonly string[];
  /** The function that takes its range, if any: `rate`. */
  readonly ranged?: string;
}

/** What a query selects. Throws when it is none. */
function selectorsOf(query: string): readonly Selector[] {
  const found: Selector[] = [];
  parser.parse(query).iterate({
    enter({ type, from, to, node }) {
      if (type.isError) throw new Error(`no PromQL at ${from}: ${query}`);
      if (type.name !== 'VectorSelector') return;
      const [metric = ''] = /^[\w:]*/.exec(query.slice(from, to)) ?? [];
      const labels = node
        .getChild('LabelMatchers')
        ?.getChildren('UnquotedLabelMatcher')
        .flatMap((matcher) => matcher.getChildren('LabelName'))
        .map((label) => query.slice(label.from, label.to));
      const call = node.parent?.name === 'MatrixSelector' ? node.parent.parent?.parent : undefined;
      const name = call?.getChild('FunctionIdentifier');
      found.push({
        metric,
        labels: labels ?? [],
        ...(name === undefined || name === null ? {} : { ranged: query.slice(name.from, name.to) }),
      });
    },
  });
  return found;
}

/** What no exporter would answer, in words; nothing when all is well. */
function mistakesOf(query: string): readonly string[] {
  return selectorsOf(query).flatMap(({ metric, labels, ranged }) => {
    if (metric.startsWith('slo:')) return [];
    const one = known.get(metric);
    if (one === undefined) return [`nothing exports ${metric}`];
    const own = [...one.labels, ...OF_TARGETS, ...(metric.startsWith('probe_') ? ['service'] : [])];
    const wrong = labels.filter((label) => !own.includes(label));
    const isRate = ['rate', 'increase', 'irate'].includes(ranged ?? '');
    return [
      ...wrong.map((label) => `${metric} has no label ${label}`),
      ...(isRate && one.type !== 'counter' ? [`${metric} is no counter`] : []),
    ];
  });
}

const app = `app: { run: [node, server.js], replicas: 3 }
workload: { write: POST /o, read: 'GET /o/{{id}}' }
`;
const head = `service: checkout
promise: { availability: 99.9%, latency: { objective: 99%, below: 250ms }, rto: 30s, rpo: 20s }
`;
const CONTRACTS = {
  'an app of @ninefold/service': `${head}${app}topology: multi-region\nregions: [eu, us]\n`,
  'an app of OpenTelemetry': `${head}${app}slo: { source: open-telemetry }\n`,
  'an app behind the built-in balancer': `${head}${app}balancer: { metrics: 9404 }\nslo: { source: balancer }\n`,
  'an app behind HAProxy': `${head}${app}balancer: haproxy\nslo: { source: haproxy }\n`,
  'an app in Kubernetes': `${head}${app}kubernetes: {}\n`,
  'Patroni with backups': `${head}${app}balancer: haproxy\nstores: { orders: { engine: patroni, replication: synchronous, backup: { repository: /mnt/backup } } }\n`,
  'Patroni alone':
    'service: ledger\npromise: { availability: 99.9%, rpo: 5s }\nstores: { ledger: { engine: patroni } }\nbalancer: haproxy\n',
  PostgreSQL:
    'service: carts\npromise: { availability: 99.9%, rpo: 5s }\nstores: { carts: postgres }\n',
  Kafka: `${head}${app}logs: { events: {} }\n`,
};

/** Every query that is rendered of a contract. */
function queriesOf(text: string): readonly string[] {
  const contract = contractFrom(text);
  const dashboard = dashboardOf(contract);
  const shown = (dashboard.panels ?? []).flatMap((panel) =>
    'targets' in panel ? (panel.targets ?? []) : [],
  ) as readonly { readonly expr?: string }[];
  return [
    ...ruleGroupsOf(contract).flatMap(({ records, alerts }) => [...records, ...alerts]),
    ...shown,
    ...(dashboard.annotations.list ?? []),
  ].map(({ expr = '' }) => expr.replaceAll('$__rate_interval', '5m'));
}

describe('what is asked of exporters', () => {
  test.each(Object.entries(CONTRACTS))('is what they export, of %s', (_what, text) => {
    const queries = queriesOf(text);
    expect(queries.length).toBeGreaterThan(20);
    expect(queries.flatMap(mistakesOf)).toEqual([]);
  });

  test('every version of Patroni that was scraped has it all', () => {
    const versions = exported.filter(({ exporter }) => exporter.startsWith('Patroni'));
    expect(versions.length).toBeGreaterThan(1);
    const asked = queriesOf(CONTRACTS['Patroni with backups'])
      .flatMap(selectorsOf)
      .map(({ metric }) => metric)
      // Added to what 3.0.2 has: it knows no quorum.
      .filter((metric) => metric.startsWith('patroni_') && metric !== 'patroni_quorum_standby');
    expect(asked).not.toEqual([]);
    for (const { exporter, metrics } of versions) {
      expect(
        asked.filter((metric) => !metrics.has(metric)),
        exporter,
      ).toEqual([]);
    }
  });

  test('what is said of the built-in balancer is what it answers', () => {
    const counted = (['availability', 'latency'] as const).flatMap((sli) =>
      ['eu', 'us'].map((region) => ({ region, sli, good: 1, bad: 0 })),
    );
    const page = metricsPage('checkout', counted);
    const [, name = '', type = ''] = /^# TYPE (\w+) (\w+)$/m.exec(page) ?? [];
    const samples = page.split('\n').filter((line) => line.startsWith(`${name}{`));
    expect(samples).toHaveLength(8);
    for (const sample of samples) {
      const labels = [...sample.matchAll(/(\w+)="/g)].map(([, label]) => label ?? '');
      expect({ type, labels: labels.toSorted() }).toEqual(known.get(name));
    }
  });

  test.each([
    ['count(patroni_master_of{scope="a"}) > 1', 'nothing exports patroni_master_of'],
    ['max(patroni_primary{cluster="a"})', 'patroni_primary has no label cluster'],
    ['rate(haproxy_backend_active_servers[5m])', 'haproxy_backend_active_servers is no counter'],
    ['sum(rate(http_server_request_duration_seconds[5m]))', 'nothing exports http_server_request'],
  ])('a mistake is seen: %s', (query, mistake) => {
    expect(mistakesOf(query).join()).toContain(mistake);
  });
});
