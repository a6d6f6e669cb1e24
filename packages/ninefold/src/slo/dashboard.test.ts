import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, test } from 'vitest';

import { contractFrom } from '../model/contracts.test.data.ts';
import { dashboardOf } from './dashboard.ts';
import { alertsOf, ruleGroupsOf } from './rule-groups.ts';

const app = `app: { run: [node, server.js], replicas: 3 }
workload: { write: POST /o, read: 'GET /o/{{id}}' }
`;
const head = `service: checkout
promise: { availability: { objective: 99.9%, agreement: 99.5% }, latency: { objective: 99%, below: 250ms }, rto: 30s, rpo: 20s }
`;
const CONTRACTS = {
  'a rolling window': `${head}${app}`,
  'a calendar month': `${head}${app}slo: { calendar: month }\n`,
  regions: `${head}${app}topology: multi-region\nregions: [eu, us]\n`,
  'the built-in balancer': `${head}${app}slo: { source: balancer }\n`,
  'an indicator of its own': `${head}${app}slo: { indicators: { outside: { objective: 99%, probe: probe_success } } }\n`,
  'an objective too loose to burn': `${head.replace('99.9%, agreement: 99.5%', '10%, window: 1d').replace('99%, below', '10%, below')}${app}`,
  'a store alone':
    'service: carts\npromise: { availability: 99.9% }\nstores: { carts: postgres }\n',
};

/** `slo:budget_left:ratio service="a" slo="b"`: what rules record, and what queries read. */
type Series = string;

const seriesOf = (name: string, labels: Readonly<Record<string, string>>): Series =>
  `${name} service="${labels['service']}" slo="${labels['slo']}"`;

function recordedBy(text: string): ReadonlySet<Series> {
  const records = ruleGroupsOf(contractFrom(text)).flatMap((group) => group.records);
  return new Set(records.map(({ record, labels }) => seriesOf(record, labels)));
}

/** Recorded series that a query reads; one without a service or an SLO reads all of that name. */
function readBy(query: string): readonly { name: string; series?: Series }[] {
  const found: { name: string; series?: Series }[] = [];
  parser.parse(query).iterate({
    enter({ type, from, to }) {
      if (type.isError) throw new Error(`no PromQL at ${from}: ${query}`);
      if (type.name !== 'VectorSelector') return;
      const selector = query.slice(from, to);
      const [name = ''] = /^[\w:]*/.exec(selector) ?? [];
      if (!name.startsWith('slo:')) return;
      const of = (label: string): string | undefined =>
        new RegExp(`\\b${label}="([^"]*)"`).exec(selector)?.[1];
      const [service, slo] = [of('service'), of('slo')];
      found.push({
        name,
        ...(service === undefined || slo === undefined
          ? {}
          : { series: seriesOf(name, { service, slo }) }),
      });
    },
  });
  return found;
}

/** What is read and nothing records. */
function unrecorded(queries: readonly string[], recorded: ReadonlySet<Series>): readonly string[] {
  const names = new Set([...recorded].map((series) => series.split(' ')[0]));
  return queries.flatMap(readBy).flatMap(({ name, series }) => {
    const isThere = series === undefined ? names.has(name) : recorded.has(series);
    return isThere ? [] : [series ?? name];
  });
}

function shownBy(text: string): readonly string[] {
  const { panels = [], annotations } = dashboardOf(contractFrom(text));
  const targets = panels.flatMap((panel) =>
    'targets' in panel ? (panel.targets ?? []) : [],
  ) as readonly { readonly expr?: string }[];
  return [...targets, ...(annotations.list ?? [])].map(({ expr = '' }) =>
    expr.replaceAll('$__rate_interval', '5m'),
  );
}

/** Queries of runbooks: lines that are no shell's. */
function runbookQueries(text: string): readonly string[] {
  return alertsOf(ruleGroupsOf(contractFrom(text)))
    .flatMap(({ runbook }) => [...runbook.confirm, ...runbook.mend, ...runbook.failover])
    .flatMap(({ run }) => (run === undefined ? [] : [run.join('\n')]))
    .filter((query) => query.includes('slo:'));
}

test.each([
  ['Budget left', 0.25],
  ['Budget left in minutes', 10.8],
])('%s turns orange when a quarter of the budget is left', (title, quarter) => {
  const { panels = [] } = dashboardOf(contractFrom(CONTRACTS['a rolling window']));
  const shown = panels.find((one) => one.title === title);
  expect(shown).toMatchObject({
    fieldConfig: {
      defaults: {
        thresholds: {
          steps: [
            { value: null, color: 'red' },
            { value: 0, color: 'orange' },
            { value: quarter, color: 'green' },
          ],
        },
      },
    },
  });
});

describe('what rules record', () => {
  test.each(Object.entries(CONTRACTS))('is all that panels read, of %s', (_what, text) => {
    const queries = shownBy(text);
    expect(queries.flatMap(readBy).length).toBeGreaterThan(5);
    expect(unrecorded(queries, recordedBy(text))).toEqual([]);
  });

  test.each(Object.entries(CONTRACTS))('is all that runbooks read, of %s', (_what, text) => {
    const queries = runbookQueries(text).flatMap((query) => query.split('\n'));
    expect(queries.length).toBeGreaterThan(3);
    expect(unrecorded(queries, recordedBy(text))).toEqual([]);
  });

  test.each(Object.entries(CONTRACTS))(
    'is all that alerts and other rules read, of %s',
    (_what, text) => {
      const queries = ruleGroupsOf(contractFrom(text)).flatMap(({ records, alerts }) =>
        [...records, ...alerts].map(({ expr }) => expr),
      );
      expect(unrecorded(queries, recordedBy(text))).toEqual([]);
    },
  );

  test.each([
    ['slo:budget_left:ratio{service="checkout",slo="availabilty"}', 'slo="availabilty"'],
    ['slo:error_ratio:7h{service="checkout",slo="availability"}', 'slo:error_ratio:7h'],
    ['max(slo:budget_left)', 'slo:budget_left'],
  ])('a query of what nobody records is seen: %s', (query, told) => {
    expect(unrecorded([query], recordedBy(CONTRACTS['a rolling window'])).join()).toContain(told);
  });
});
