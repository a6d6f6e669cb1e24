// The rules that Ninefold renders, before promtool: each alert fires when it must and not otherwise.
import { beforeAll, describe, expect, test } from 'vitest';

import { parse } from 'yaml';
import { z } from 'zod';

import { contractFrom } from '../src/model/contracts.test.data.ts';
import { ruleFile } from '../src/slo/rule-file.ts';
import { ruleGroupsOf, sloGroups } from '../src/slo/rule-groups.ts';
import { slosOf } from '../src/slo/slo.ts';
import type { Slo } from '../src/slo/slo.ts';
import { checkRules, hasPromtool, testRules, testRulesOfEach } from './promtool.ts';
import type { RuleTest } from './promtool.ts';

const ruleFileShape = z.object({
  groups: z.array(
    z.object({ rules: z.array(z.object({ record: z.string().optional(), expr: z.string() })) }),
  ),
});

const app = `app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`;
const plain = `service: checkout\npromise: { availability: 99.9% }\n${app}`;
const noRemedies = { mend: [], failover: [] };

function sloOf(text: string, name: string): Slo {
  const slo = slosOf(contractFrom(text)).find((one) => one.name === name);
  if (slo === undefined) throw new RangeError(`no SLO ${name}`);
  return slo;
}

/** The rules that are evaluated every minute, of one SLO: pages. */
function fastRules(text: string, name = 'availability'): string {
  return ruleFile(sloGroups(sloOf(text, name), noRemedies).slice(0, 1), {});
}

/** The rules that are evaluated every 5 minutes, and what they read: tickets. */
function slowRules(text: string, name = 'availability'): string {
  const [fast, slow] = sloGroups(sloOf(text, name), noRemedies);
  if (fast === undefined || slow === undefined) throw new RangeError('two groups an SLO');
  return ruleFile([{ ...fast, alerts: [] }, slow], {});
}

function engineRules(text: string): string {
  return ruleFile(ruleGroupsOf(contractFrom(text)).slice(-1), {});
}

function expectFast(rules: string, ...tests: readonly RuleTest[]): void {
  const { ok, output } = testRules(rules, '1m', tests);
  expect(ok, output).toBe(true);
}

function expectSlow(rules: string, ...tests: readonly RuleTest[]): void {
  const { ok, output } = testRules(rules, '5m', tests);
  expect(ok, output).toBe(true);
}

const events = (outcome: string, more = ''): string =>
  `ninefold_sli_events_total{service="checkout",sli="availability",outcome="${outcome}"${more}}`;

/** 6,000 events a minute; phases of minutes and the share of events that fail in them. */
function traffic(
  ...phases: readonly (readonly [minutes: number, failing: number])[]
): RuleTest['series'] {
  const [good, bad]: [number[], number[]] = [[0], [0]];
  for (const [minutes, failing] of phases) {
    for (let minute = 0; minute < minutes; minute += 1) {
      good.push((good.at(-1) ?? 0) + 6000 * (1 - failing));
      bad.push((bad.at(-1) ?? 0) + 6000 * failing);
    }
  }
  return {
    [events('good')]: good.map((value) => value.toFixed(3)).join(' '),
    [events('bad')]: bad.map((value) => value.toFixed(3)).join(' '),
  };
}

const page = 'ErrorBudgetBurn page';
const ticket = 'ErrorBudgetBurn ticket';
const spent = 'ErrorBudgetSpent ticket';
const missing = 'SloDataMissing page';

describe.skipIf(!hasPromtool)('the alerts of an SLO, by promtool', () => {
  test('an outage pages within minutes, and the page ends minutes after it', () => {
    expectFast(fastRules(plain), {
      series: traffic([120, 0], [10, 1], [60, 0]),
      fires: { '2h': [], '2h3m': [page], '2h9m': [page], '2h50m': [] },
    });
  });

  test('a pace of 15 pages within the hour and one of 14 does not; a wrong factor is caught', () => {
    const paced = (pace: number): RuleTest['series'] => traffic([360, 0], [70, pace / 1000]);
    const rules = fastRules(plain);
    const must: RuleTest = { series: paced(15), fires: { '6h40m': [], '7h5m': [page] } };
    const mustNot: RuleTest = { series: paced(14), fires: { '6h40m': [], '7h5m': [] } };
    expectFast(rules, must, mustNot);
    const blunt = rules.replaceAll('> 0.0144', '> 0.0164');
    const jumpy = rules.replaceAll('> 0.0144', '> 0.0124');
    expect(testRules(blunt, '1m', [must]).ok).toBe(false);
    expect(testRules(jumpy, '1m', [mustNot])).toMatchObject({
      ok: false,
      output: expect.stringContaining('ErrorBudgetBurn'),
    });
  });

  test('a pace of 7 pages within 6 hours, one of 5 does not', () => {
    const paced = (pace: number): RuleTest['series'] => traffic([60, 0], [300, pace / 1000]);
    expectFast(
      fastRules(plain),
      { series: paced(7.5), fires: { '3h': [], '6h': [page] } },
      { series: paced(5), fires: { '3h': [], '6h': [] } },
    );
  });

  test('a pace of 3.5 for half a day is a ticket, one of 1.1 for long is too, and 0.9 never is', () => {
    const slow = (pace: number): RuleTest['series'] => ({
      [events('good')]: '0+6000x2100',
      [events('bad')]: `0+${6 * pace}x2100`,
    });
    const day = (pace: number): RuleTest['series'] => ({
      [events('good')]: '0+6000x2100',
      [events('bad')]: `0x1440 0+${6 * pace}x720`,
    });
    expectSlow(
      slowRules(plain),
      { series: day(3.5), fires: { '1d': [], '1d9h': [], '1d11h': [ticket] } },
      { series: slow(1.1), fires: { '1d9h': [ticket] } },
      { series: slow(0.9), fires: { '1h': [], '1d': [], '1d9h': [] } },
    );
  });

  test('a pace of 0.9 for days pages nobody either', () => {
    expectFast(fastRules(plain), {
      series: { [events('good')]: '0+6000x480', [events('bad')]: '0+5.4x480' },
      fires: { '10m': [], '1h': [], '8h': [] },
    });
  });

  test('no traffic is neither an error nor missing data', () => {
    const series = { [events('good')]: '500x300', [events('bad')]: '3x300' };
    expectFast(fastRules(plain), { series, fires: { '1h': [], '5h': [] } });
    expectSlow(slowRules(plain), { series, fires: { '1h': [], '5h': [] } });
  });

  test("one error in ten requests is nobody's business; an outage of a quiet service is", () => {
    const one = {
      [events('good')]: '0x30 1+1x8 9x120',
      [events('bad')]: '0x34 1x120',
    };
    expectFast(
      fastRules(plain),
      { series: one, fires: { '36m': [], '40m': [], '2h': [] } },
      {
        series: { [events('good')]: '0x100', [events('bad')]: '0x30 0+1x60' },
        fires: { '34m': [], '45m': [page] },
      },
    );
    expectSlow(slowRules(plain), { series: one, fires: { '40m': [], '2h': [] } });
    const eager = fastRules(plain).replaceAll('>= 5', '>= 0');
    expect(testRules(eager, '1m', [{ series: one, fires: { '36m': [] } }]).ok).toBe(false);
  });

  test('a restart sets counters back and is no error', () => {
    const series = {
      [events('good')]: '0+6000x60 0+6000x60 0+6000x60',
      [events('bad')]: '0+1x60 0+1x60 0+1x60',
    };
    expectFast(fastRules(plain), { series, fires: { '1h2m': [], '2h3m': [], '3h': [] } });
    expectSlow(slowRules(plain), { series, fires: { '1h5m': [], '3h': [] } });
  });

  test('a scrape gap of minutes is nothing; a longer one is missing data, and nothing else', () => {
    expectFast(fastRules(plain), {
      series: {
        [events('good')]: '0+6000x60 _x3 384000+6000x60 _x30 930000+6000x120',
        [events('bad')]: '0+1x60 _x3 64+1x60 _x30 155+1x120',
      },
      fires: { '1h3m': [], '1h8m': [], '2h20m': [missing], '2h50m': [], '4h': [] },
    });
  });

  test('a service that never was, and one that is gone, are missing data: absent is not perfect', () => {
    const nothing = (query: string) => ({ query, at: '1h', samples: {} });
    expectFast(
      fastRules(plain),
      { series: {}, fires: { '4m': [], '6m': [missing] } },
      { series: traffic([60, 0]), fires: { '1h': [], '1h20m': [missing] } },
    );
    expectSlow(slowRules(plain), {
      series: {},
      gives: [nothing('slo:budget_left:ratio'), nothing('slo:error_ratio:window')],
    });
  });

  test('a budget is spent after its minutes, and an agreement is near before its own are', () => {
    const text = plain.replace('99.9%', '{ objective: 99.9%, agreement: 99.8%, window: 5d }');
    const of = (series: string): string => `${series}{service="checkout", slo="availability"}`;
    // Budgets of 7.2 and 14.4 minutes; two outages of 8 and 6 minutes.
    expectSlow(slowRules(text), {
      series: traffic([7000, 0], [8, 1], [192, 0], [6, 1], [300, 0]),
      fires: {
        '4d20h': [],
        '4d22h': [spent],
        '5d2h': ['AgreementAtRisk ticket', spent],
      },
      gives: [
        {
          query: 'round(100 * slo:budget_left:ratio)',
          at: '4d22h',
          // 1 - 8 / 7.2.
          samples: { '{service="checkout", slo="availability"}': -11 },
        },
        { query: 'slo:agreement:ratio', at: '1h', samples: { [of('slo:agreement:ratio')]: 0.998 } },
        { query: 'slo:objective:ratio', at: '1h', samples: { [of('slo:objective:ratio')]: 0.999 } },
      ],
    });
  });

  test.each([
    [
      'a ratio by good events, also when none ever was',
      'search: { objective: 99%, ratio: { good: \'sum(rate(search_total{ok="yes"}[{{window}}]))\', total: "sum(rate(search_total[{{window}}]))" } }',
      'search',
      { 'search_total{ok="no"}': '0+60x60' },
      { 'search_total{ok="yes"}': '0+60x60', 'search_total{ok="no"}': '0x60' },
    ],
    [
      'freshness, by age',
      'exports: { objective: 99%, freshness: { timestamp: max(export_last), below: 10m } }',
      'exports',
      { export_last: '0x60' },
      { export_last: '0+60x60' },
    ],
    [
      'probes, by their samples',
      'outside: { objective: 99%, probe: \'probe_success{job="blackbox"}\' }',
      'outside',
      { 'probe_success{job="blackbox",instance="a"}': '1x20 0x40' },
      { 'probe_success{job="blackbox",instance="a"}': '1x60' },
    ],
    [
      'latency, by the bucket of the bound',
      'quick: { objective: 95%, latency: { histogram: search_seconds, below: 250ms } }',
      'quick',
      { 'search_seconds_bucket{le="0.25"}': '0+50x60', search_seconds_count: '0+100x60' },
      { 'search_seconds_bucket{le="0.25"}': '0+96x60', search_seconds_count: '0+100x60' },
    ],
  ])('%s', (_what, indicator, name, bad, good) => {
    const text = `${plain}slo: { indicators: { ${indicator} } }\n`;
    expectFast(
      fastRules(text, name),
      { series: bad, fires: { '50m': [page] } },
      { series: good, fires: { '50m': [] } },
      { series: {}, fires: { '50m': ['SloDataMissing ticket'] } },
    );
  });

  test('a bound that no bucket ends at is missing data, not success', () => {
    const text = `${plain}slo: { indicators: { quick: { objective: 95%, latency: { histogram: h, below: 200ms } } } }\n`;
    expectFast(fastRules(text, 'quick'), {
      series: { 'h_bucket{le="0.25"}': '0+100x60', h_count: '0+100x60' },
      fires: { '50m': ['SloDataMissing ticket'] },
    });
  });

  test('OpenTelemetry and HAProxy tell availability too, before anything has failed', () => {
    const otel = (code: string): string =>
      `http_server_request_duration_seconds_count{job="checkout",http_response_status_code="${code}"}`;
    const haproxy = (code: string): string =>
      `haproxy_backend_http_responses_total{job="checkout-balancer",proxy="app-replicas",code="${code}"}`;
    for (const [source, of] of [
      ['open-telemetry', otel],
      ['haproxy', haproxy],
    ] as const) {
      const [ok, failed] = source === 'haproxy' ? ['2xx', '5xx'] : ['200', '503'];
      expectFast(
        fastRules(`${plain}slo: { source: ${source} }\n`),
        {
          series: { [of(ok)]: '0+600x60' },
          fires: { '50m': source === 'haproxy' ? [missing] : [] },
        },
        {
          series: { [of(ok)]: '0+600x60', [of(failed)]: '0+0x20 0+60x40' },
          fires: { '50m': [page] },
        },
      );
    }
  });

  test('the series of a store alone say whether it has a primary', () => {
    const text = `service: ledger\npromise: { availability: 99.9% }\nstores: { ledger: patroni }\n`;
    const primary = (instance: string): string =>
      `patroni_primary{scope="ledger",instance="${instance}"}`;
    expectFast(
      fastRules(text),
      {
        series: { [primary('a')]: '1x30 0x30', [primary('b')]: '0x33 1x27' },
        fires: { '30m': [], '33m': [page] },
      },
      {
        series: { [primary('a')]: '1x30 0x30', [primary('b')]: '0x30 1x30' },
        fires: { '50m': [] },
      },
    );
  });

  test.each([
    ['week', '3d12h', 0],
    ['month', '45d', 31],
    ['quarter', '95d', 90],
  ] as const)('a %s of the calendar begins at midnight UTC', (calendar, at, startDay) => {
    // Time 0 is 1 January 1970, a Thursday, whose week began on 29 December.
    const start = calendar === 'week' ? -3 : startDay;
    const rules = slowRules(`${plain}slo: { calendar: ${calendar} }\n`);
    const { groups } = ruleFileShape.parse(parse(rules));
    const expression = groups
      .flatMap((group) => group.rules)
      .find(({ record }) => record === 'slo:window_start:timestamp_seconds')?.expr;
    if (expression === undefined) throw new RangeError('no start of the window');
    expectSlow('groups: []', {
      series: {},
      gives: [{ query: expression, at, samples: { '{}': start * 86_400 } }],
    });
  });
});

describe.skipIf(!hasPromtool)('the alerts of engines, by promtool', () => {
  const everything = `service: checkout
promise: { availability: 99.9%, rto: 30s, rpo: 20s }
${app}regions: [eu, us]
balancer: haproxy
stores:
  orders: { engine: patroni, replication: synchronous, backup: { repository: /mnt/backup } }
logs: { events: {} }
`;
  const carts = `service: carts
promise: { availability: 99.9%, rto: 30s, rpo: 20s }
stores: { carts: postgres }
`;
  /** One can't be behind HAProxy together with the other. */
  const rules = ruleFile(
    [everything, carts].flatMap((text) => ruleGroupsOf(contractFrom(text)).slice(-1)),
    {},
  );
  const x120 = (value: number | string): string => `${value}x120`;
  /** All is well with everything. */
  const well: RuleTest['series'] = {
    ...Object.fromEntries(
      [1, 2, 3].flatMap((n) => [
        [`up{job="checkout",region="${n === 1 ? 'us' : 'eu'}",instance="a${n}"}`, x120(1)],
        [`up{job="events",region="eu",instance="k${n}"}`, x120(1)],
        [`pg_up{job="carts",instance="c${n}"}`, x120(1)],
        [`pg_replication_is_replica{job="carts",instance="c${n}"}`, x120(n === 1 ? 0 : 1)],
        [`pg_replication_lag_seconds{job="carts",instance="c${n}"}`, x120(n === 1 ? 0 : 1)],
        [`patroni_primary{scope="orders",instance="p${n}"}`, x120(n === 1 ? 1 : 0)],
        [`patroni_replica{scope="orders",instance="p${n}"}`, x120(n === 1 ? 0 : 1)],
        [`patroni_sync_standby{scope="orders",instance="p${n}"}`, x120(n === 2 ? 1 : 0)],
        [`patroni_postgres_running{scope="orders",instance="p${n}"}`, x120(1)],
        [`patroni_is_paused{scope="orders",instance="p${n}"}`, x120(0)],
        [`patroni_dcs_last_seen{scope="orders",instance="p${n}"}`, '0+60x120'],
        [`pg_stat_archiver_failed_count{job="orders",instance="p${n}"}`, x120(3)],
        [
          `pg_stat_archiver_archived_count{job="orders",instance="p${n}"}`,
          n === 1 ? '0+1x120' : x120(0),
        ],
        [
          `patroni_xlog_location{scope="orders",instance="p${n}"}`,
          n === 1 ? '0+60000x120' : x120(0),
        ],
        [
          `patroni_xlog_received_location{scope="orders",instance="p${n}"}`,
          n === 1 ? x120(0) : '0+60000x120',
        ],
      ]),
    ),
    'pg_stat_replication_pg_wal_lsn_diff{job="carts",instance="c1"}': x120(100),
    'haproxy_backend_active_servers{job="checkout-balancer",proxy="app-replicas",instance="b1"}':
      x120(3),
    'pgbackrest_backup_since_last_completion_seconds{stanza="orders",backup_type="full"}':
      x120(600_000),
    'pgbackrest_backup_since_last_completion_seconds{stanza="orders",backup_type="incr"}':
      x120(80_000),
    'kafka_controller_kafkacontroller_offlinepartitionscount{job="events",instance="k1"}': x120(0),
    'kafka_controller_kafkacontroller_activecontrollercount{job="events",instance="k1"}': x120(1),
    'kafka_server_replicamanager_underminisrpartitioncount{job="events",instance="k1"}': x120(0),
    'kafka_server_replicamanager_underreplicatedpartitions{job="events",instance="k1"}': x120(0),
    'probe_ssl_earliest_cert_expiry{service="checkout",instance="x"}': x120(8_640_000),
  };
  const patroni = (metric: string, n: number): string =>
    `patroni_${metric}{scope="orders",instance="p${n}"}`;
  const archiver = (what: string, n = 1): string =>
    `pg_stat_archiver_${what}_count{job="orders",instance="p${n}"}`;
  const kafka = (metric: string): string => `kafka_${metric}{job="events",instance="k1"}`;
  const replica = (n: number): string =>
    `up{job="checkout",region="${n === 1 ? 'us' : 'eu'}",instance="a${n}"}`;

  test('nothing fires while all is well', () => {
    expectFast(rules, { series: well, fires: { '1m': [], '20m': [], '2h': [] } });
  });

  const failures: readonly (readonly [string, RuleTest['series'], readonly string[]])[] = [
    ['a region is lost', { [replica(1)]: x120(0) }, ['RegionLost page', 'ReplicasLow ticket']],
    [
      'two replicas are lost',
      { [replica(2)]: x120(0), [replica(3)]: '_x120' },
      ['ReplicasLow page', 'ReplicasLow ticket'],
    ],
    [
      'the balancer has no server',
      {
        'haproxy_backend_active_servers{job="checkout-balancer",proxy="app-replicas",instance="b1"}':
          x120(0),
      },
      ['BalancerWithoutServers page'],
    ],
    [
      'the balancer is not there',
      {
        'haproxy_backend_active_servers{job="checkout-balancer",proxy="app-replicas",instance="b1"}':
          '_x120',
      },
      ['BalancerWithoutServers page'],
    ],
    ['Patroni has no leader', { [patroni('primary', 1)]: x120(0) }, ['NoPrimary page']],
    ['Patroni has two', { [patroni('primary', 2)]: x120(1) }, ['TwoPrimaries page']],
    [
      'there is no synchronous standby',
      { [patroni('sync_standby', 2)]: x120(0) },
      ['NoSynchronousStandby page'],
    ],
    [
      'synchronous standbys are a quorum',
      {
        [patroni('sync_standby', 2)]: x120(0),
        [patroni('quorum_standby', 1)]: x120(0),
        [patroni('quorum_standby', 2)]: x120(1),
        [patroni('quorum_standby', 3)]: x120(1),
      },
      [],
    ],
    [
      'the quorum has no standby',
      {
        [patroni('sync_standby', 2)]: x120(0),
        [patroni('quorum_standby', 1)]: x120(0),
        [patroni('quorum_standby', 2)]: x120(0),
      },
      ['NoSynchronousStandby page'],
    ],
    [
      'no member reaches etcd',
      Object.fromEntries([1, 2, 3].map((n) => [patroni('dcs_last_seen', n), '0+60x85 5100x40'])),
      ['DcsLost page', 'DcsLost ticket'],
    ],
    [
      'one member does not reach etcd',
      { [patroni('dcs_last_seen', 3)]: '0+60x80 4800x40' },
      ['DcsLost ticket'],
    ],
    ['a member has reached etcd late', { [patroni('dcs_last_seen', 3)]: '0 0+60x120' }, []],
    ['failover stays paused', { [patroni('is_paused', 1)]: x120(1) }, ['FailoverPaused ticket']],
    ['a member is away', { [patroni('postgres_running', 3)]: '_x120' }, ['MembersLow ticket']],
    [
      'standbys are 12 s behind',
      {
        [patroni('xlog_received_location', 2)]: '_ _ 108000+60000x120',
        [patroni('xlog_received_location', 3)]: '_ _ 108000+60000x120',
      },
      ['ReplicationLagSeconds ticket'],
    ],
    [
      'standbys are 60 s behind',
      {
        [patroni('xlog_received_location', 2)]: '_ 0+60000x120',
        [patroni('xlog_received_location', 3)]: '_ 0+60000x120',
      },
      ['ReplicationLagSeconds page', 'ReplicationLagSeconds ticket'],
    ],
    [
      'one standby is behind, another is not',
      { [patroni('xlog_received_location', 3)]: '_ 0+60000x120' },
      [],
    ],
    [
      'one standby lacks a segment',
      {
        [patroni('xlog_location', 1)]: '20000000+60000x120',
        [patroni('xlog_received_location', 2)]: '20000000+60000x120',
        [patroni('xlog_received_location', 3)]: x120(1),
      },
      ['ReplicationLagBytes ticket'],
    ],
    [
      'PostgreSQL has no primary',
      { 'pg_replication_is_replica{job="carts",instance="c1"}': x120(1) },
      ['NoPrimary page'],
    ],
    [
      'PostgreSQL has two',
      { 'pg_replication_is_replica{job="carts",instance="c2"}': x120(0) },
      ['TwoPrimaries page'],
    ],
    [
      'a member of PostgreSQL is away',
      { 'pg_up{job="carts",instance="c3"}': x120(0) },
      ['MembersLow ticket'],
    ],
    [
      'an idle PostgreSQL has an old last write',
      {
        'pg_replication_lag_seconds{job="carts",instance="c2"}': x120(900),
        'pg_replication_lag_seconds{job="carts",instance="c3"}': x120(900),
        'pg_stat_replication_pg_wal_lsn_diff{job="carts",instance="c1"}': x120(0),
      },
      [],
    ],
    [
      'PostgreSQL is behind',
      {
        'pg_replication_lag_seconds{job="carts",instance="c2"}': x120(15),
        'pg_replication_lag_seconds{job="carts",instance="c3"}': x120(900),
      },
      ['ReplicationLagSeconds ticket'],
    ],
    [
      'PostgreSQL lacks a segment',
      { 'pg_stat_replication_pg_wal_lsn_diff{job="carts",instance="c1"}': x120(20_000_000) },
      ['ReplicationLagBytes ticket'],
    ],
    [
      'a backup is old',
      {
        'pgbackrest_backup_since_last_completion_seconds{stanza="orders",backup_type="full"}':
          x120(700_000),
      },
      ['BackupOld ticket'],
    ],
    [
      'a full backup is young enough, and daily ones are missing',
      {
        'pgbackrest_backup_since_last_completion_seconds{stanza="orders",backup_type="incr"}':
          x120(180_000),
        'pgbackrest_backup_since_last_completion_seconds{stanza="orders",backup_type="full"}':
          x120(180_000),
      },
      ['BackupOld ticket'],
    ],
    [
      'WAL is not archived any more',
      {
        [archiver('failed')]: '3x70 3+3x50',
        [archiver('archived')]: '0+1x70 70x50',
      },
      ['WalArchiveFailing ticket'],
    ],
    [
      'WAL was not archived for more than an hour',
      {
        [archiver('failed')]: '3x20 3+3x100',
        [archiver('archived')]: '0+1x20 20x100',
      },
      ['WalArchiveFailing page', 'WalArchiveFailing ticket'],
    ],
    ['WAL is archived at the second attempt', { [archiver('failed')]: '3+1x120' }, []],
    ['an idle store archives nothing', { [archiver('archived')]: x120(7) }, []],
    [
      'nobody knows whether WAL is archived',
      Object.fromEntries([1, 2, 3].map((n) => [archiver('failed', n), '_x120'])),
      ['WalArchiveFailing ticket'],
    ],
    [
      'a backup never was',
      {
        'pgbackrest_backup_since_last_completion_seconds{stanza="orders",backup_type="full"}':
          '_x120',
        'pgbackrest_backup_since_last_completion_seconds{stanza="orders",backup_type="incr"}':
          '_x120',
      },
      ['BackupOld ticket'],
    ],
    [
      'partitions are offline',
      { [kafka('controller_kafkacontroller_offlinepartitionscount')]: x120(2) },
      ['PartitionsOffline page'],
    ],
    [
      'partitions are under min ISR',
      { [kafka('server_replicamanager_underminisrpartitioncount')]: x120(2) },
      ['PartitionsUnderMinIsr page'],
    ],
    [
      'partitions are under-replicated',
      { [kafka('server_replicamanager_underreplicatedpartitions')]: x120(2) },
      ['PartitionsUnderReplicated ticket'],
    ],
    [
      'partitions are under-replicated for a restart',
      { [kafka('server_replicamanager_underreplicatedpartitions')]: '0x85 2x8 0x20' },
      [],
    ],
    [
      'there is no controller',
      { [kafka('controller_kafkacontroller_activecontrollercount')]: x120(0) },
      ['NoController page'],
    ],
    [
      'a broker is away',
      { 'up{job="events",region="eu",instance="k2"}': x120(0) },
      ['BrokersLow ticket'],
    ],
    [
      'a certificate expires in two weeks',
      { 'probe_ssl_earliest_cert_expiry{service="checkout",instance="x"}': x120(1_209_600) },
      ['CertificateExpires ticket'],
    ],
    [
      'a certificate has expired, and its probe fails since',
      { 'probe_ssl_earliest_cert_expiry{service="checkout",instance="x"}': '3600x60 _x60' },
      ['CertificateExpires page', 'CertificateExpires ticket'],
    ],
    [
      'a certificate is not probed any more, and another is',
      {
        'probe_ssl_earliest_cert_expiry{service="checkout",instance="x"}': '8640000x20 _x100',
        'probe_ssl_earliest_cert_expiry{service="checkout",instance="y"}': x120(8_640_000),
      },
      ['CertificateExpires ticket'],
    ],
    [
      'a certificate was not probed for half an hour',
      {
        'probe_ssl_earliest_cert_expiry{service="checkout",instance="x"}':
          '8640000x40 _x30 8640000x50',
      },
      [],
    ],
    [
      'a certificate expires tomorrow',
      { 'probe_ssl_earliest_cert_expiry{service="checkout",instance="x"}': x120(86_400) },
      ['CertificateExpires page', 'CertificateExpires ticket'],
    ],
  ];
  /** Of each failure in turn, then of a case that must fail. */
  let answers: ReturnType<typeof testRulesOfEach> = [];
  beforeAll(() => {
    const tests = failures.map(([_what, changed, fires]) => ({
      series: { ...well, ...changed },
      fires: { '95m': fires },
    }));
    const wrong = { series: well, fires: { '95m': ['RegionLost page'] } };
    // Every 5 minutes: what is asked for has held for long, and it is a fifth of the work.
    answers = testRulesOfEach(rules, '5m', [...tests, wrong]);
  });

  test.each(failures.map(([what], index) => [what, index] as const))('%s', (_what, index) => {
    expect(answers[index]?.ok, answers[index]?.output).toBe(true);
  });

  test('an alert that is expected and does not fire is told of its own case', () => {
    expect(answers[failures.length]).toMatchObject({
      ok: false,
      output: expect.stringContaining('RegionLost'),
    });
  });

  /** At 1 kB/s of WAL the primary dies after 20 minutes; two minutes later p2 has its place. */
  const failedOver: RuleTest['series'] = {
    ...well,
    [patroni('xlog_location', 1)]: '5000000000+60000x20 stale',
    [patroni('primary', 1)]: '1x20 stale',
    [patroni('replica', 1)]: '0x20 stale',
    [patroni('xlog_received_location', 1)]: '0x20 stale',
    [patroni('xlog_location', 2)]: '0x21 5001200000+60000x97',
    [patroni('primary', 2)]: '0x21 1x97',
    [patroni('replica', 2)]: '1x21 0x97',
    [patroni('xlog_received_location', 2)]: '5000000000+60000x20 5001200000 0x97',
  };
  /** p3 follows nobody from then on. */
  const lost = {
    ...failedOver,
    [patroni('xlog_received_location', 3)]: '5000000000+60000x20 5001200000x98',
  };
  /** p3 follows p2. */
  const followed = {
    ...failedOver,
    [patroni('xlog_received_location', 3)]: '5000000000+60000x20 5001200000 5001200000+60000x97',
  };

  test('lag in seconds is right at once after a failover: a new primary’s location leaps from 0', () => {
    const exprs = ruleFileShape
      .parse(parse(rules))
      .groups.flatMap((group) => group.rules)
      .flatMap(({ expr }) => (expr.includes('patroni_xlog_location') ? [expr] : []));
    const lag = exprs.find((expr) => expr.endsWith(' > 20'))?.replace(/ > 20$/, '') ?? '';
    const gives = (at: string, seconds: number): NonNullable<RuleTest['gives']>[number] => ({
      query: `round(${lag})`,
      at,
      samples: { '{}': seconds },
    });
    const pages = (at: string, count: number): NonNullable<RuleTest['gives']>[number] => ({
      query:
        'count(ALERTS{alertname="ReplicationLagSeconds",severity="page",alertstate="firing"}) or vector(0)',
      at,
      samples: { '{}': count },
    });
    // A store that wrote for three of the last five minutes wrote 600 B/s.
    expectFast(
      rules,
      {
        series: lost,
        gives: [gives('24m', 200), gives('25m', 300), gives('40m', 1080), pages('25m', 1)],
      },
      {
        series: followed,
        gives: [gives('19m', 0), gives('24m', 0), gives('40m', 0), pages('25m', 0)],
      },
    );
    // What was rendered before: 5 GB within five minutes, and so no lag.
    const rate =
      'round((max(patroni_xlog_location) - max(patroni_xlog_received_location)) / max(rate(patroni_xlog_location[5m]) > 0))';
    expectFast(rules, {
      series: lost,
      gives: [{ query: rate, at: '25m', samples: { '{}': 0 } }],
    });
  });

  test('the watchdog is always on, and neither a page nor a ticket', () => {
    const [watchdog] = ruleGroupsOf(contractFrom(plain)).slice(-2, -1);
    expect(watchdog?.alerts.map(({ name }) => name)).toEqual(['Watchdog']);
    expectFast(ruleFile(watchdog === undefined ? [] : [watchdog], {}), {
      series: {},
      fires: { '0m': ['Watchdog none'], '2h': ['Watchdog none'] },
    });
  });

  test('a rollout that was paused is none that is stuck', () => {
    const kube = (what: string): string =>
      `kube_deployment_${what}{namespace="checkout",deployment="checkout"}`;
    const stuck = {
      [kube('status_replicas_updated')]: x120(1),
      [kube('spec_replicas')]: x120(3),
      'up{job="checkout",instance="a"}': x120(1),
      'up{job="checkout",instance="b"}': x120(1),
      'up{job="checkout",instance="c"}': x120(1),
    };
    expectFast(
      engineRules(`${plain}kubernetes: {}\n`),
      {
        series: { ...stuck, [kube('spec_paused')]: x120(0) },
        fires: { '20m': ['RolloutStuck ticket'] },
      },
      { series: { ...stuck, [kube('spec_paused')]: x120(1) }, fires: { '20m': [] } },
    );
  });

  test('every rule of every kind of contract is one that Prometheus takes', () => {
    for (const text of [
      `${plain}slo: { indicators: { quick: { objective: 95%, latency: { histogram: h, below: 1s, type: native } } } }\n`,
      plain,
      everything,
      `${plain}slo: { calendar: quarter, source: haproxy }\n`,
    ]) {
      const { ok, output } = checkRules(ruleFile(ruleGroupsOf(contractFrom(text)), {}));
      expect(ok, output).toBe(true);
    }
    expect(checkRules('groups: [{ name: a, rules: [{ alert: b, expr: "sum(" }] }]').ok).toBe(false);
  });
});
