import { expect, test } from 'vitest';
import { contractFrom } from '../model/contracts.test.data.ts';
import { importOpenSlo } from './openslo-import.ts';

const promise = `service: checkout
promise: { availability: 99.9% }
app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`;

function imported(text: string): { readonly text: string; readonly notes: readonly string[] } {
  const result = importOpenSlo(text, 'slo.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

/** As others write it; each line that a test changes stands alone. */
const foreign = `apiVersion: openslo/v1
kind: SLI
metadata: { name: orders-ok }
spec:
  ratioMetric:
    counter: true
    good: { metricSource: { type: Prometheus, spec: { query: 'orders_total{ok="true"}' } } }
    total: { metricSource: { spec: { query: "sum(rate(orders_total[5m]))" } } }
---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: Orders
spec:
  service: shop
  indicatorRef: orders-ok
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - targetPercent: 99.95
---
apiVersion: openslo/v1
kind: AlertPolicy
metadata: { name: page-us }
`;

test('an SLO of others is read, with the SLI it refers to and a window for its queries', () => {
  const { text, notes } = imported(foreign);
  expect(contractFrom(promise + text).slo.indicators).toEqual([
    {
      name: 'orders',
      objective: 0.9995,
      measure: {
        kind: 'ratio',
        counts: 'good',
        part: 'sum(rate(orders_total{ok="true"}[{{window}}]))',
        total: 'sum(rate(orders_total[{{window}}]))',
      },
    },
  ]);
  expect(notes).toEqual([
    'AlertPolicy page-us is passed over: a contract has its own',
    "the window is the promise's: availability: { window: 28d }",
  ]);
});

test('a threshold is a share of time', () => {
  const text = foreign
    .replace(
      'indicatorRef: orders-ok',
      'indicator: { spec: { thresholdMetric: { metricSource: { spec: { query: queue_age } } } } }',
    )
    .replace(
      '- targetPercent: 99.95',
      '- { op: lte, value: 60, target: 0.99, timeSliceTarget: 1, timeSliceWindow: 1 }',
    )
    .replace('Occurrences', 'Timeslices');
  expect(contractFrom(promise + imported(text).text).slo.indicators[0]).toMatchObject({
    objective: 0.99,
    measure: { part: 'sum(avg_over_time(((queue_age) > bool 60)[{{window}}:1m]))' },
  });
});

test.each([
  ['kind: SLI', 'kind: SLI\nkind: SLI', '3:1', 'there twice'],
  ['apiVersion: openslo/v1', 'apiVersion: openslo/v2', '1:13', '"openslo/v2" is not read here'],
  [
    '  indicatorRef: orders-ok',
    '  indicatorRef: orders',
    '16:17',
    'there is no SLI "orders" in this file',
  ],
  ['28d', '1M', '18:17', 'a rolling window has a fixed length'],
  ['28d', 'month', '18:17', '"month" is not a duration of OpenSLO'],
  ['isRolling: true', 'isRolling: false', '18:7', 'nothing says when the periods'],
  [
    'isRolling: true',
    'calendar: { startTime: 2024-01-01 00:00:00, timeZone: UTC }',
    '18:17',
    'no such calendar period',
  ],
  [
    'budgetingMethod: Occurrences',
    'budgetingMethod: Timeslices',
    '20:20',
    'a ratio is counted by its events',
  ],
  ['targetPercent: 99.95', 'target: 99.95', '22:15', '99.95 is not a number here'],
  ['targetPercent: 99.95', 'displayName: none', '22:7', 'an objective has one target'],
  ['type: Prometheus', 'type: Datadog', '7:35', 'Datadog is not Prometheus'],
  ['orders_total{ok="true"}', 'sum(a) / sum(b)', '7:63', 'this query is over no window'],
  ['orders_total{ok="true"}', 'rate(((a[5m]', '7:74', 'this PromQL ends too early'],
  ['sum(rate(orders_total[5m]))', 'sum(rate(orders_total))', '8:55', 'needs a range'],
  ['type: Prometheus', 'metricSourceRef: central', '7:46', 'no DataSource "central"'],
  ['metadata: { name: orders-ok }', 'metadata: {}', '3:1', '"name" is missing in "metadata"'],
  ['openslo/v1', 'openslo/v1alpha', '1:13', '"openslo/v1alpha" is not read here'],
  [
    'targetPercent: 99.95',
    '{ target: 0.9, timeSliceTarget: 0.95 }',
    '22:39',
    'timeSliceTarget is not of Occurrences',
  ],
  ['name: Orders', 'name: "-"', '13:9', '"" is not the name of an indicator'],
])('%s instead of %s is told where it stands', (right, wrong, place, message) => {
  const result = importOpenSlo(foreign.replace(right, wrong), 'slo.yaml');
  if (result.ok) throw new Error('no problem was found');
  const [problem] = result.problems;
  expect([`${problem?.line}:${problem?.column}`, problem?.message]).toEqual([
    place,
    expect.stringContaining(message),
  ]);
});

test.each([
  ['agreement', 'abc', 'is not a ratio'],
  ['agreement', '99.99%', 'is stricter than the objective'],
  ['indicator', 'Orders', 'is not the name of an indicator'],
  ['measure', 'abc', 'this is no measure of a contract'],
  ['measure', '\'{"objective":"99%"}\'', 'this is no measure of a contract'],
  ['measure', '\'{"probe":"a b"}\'', 'this is no measure of a contract'],
  ['window', '29d', '29d is not the window of this SLO, 28d'],
])('the annotation ninefold/%s: %s is told where it stands', (key, value, message) => {
  const line = `name: Orders\n  annotations:\n    ninefold/${key}: ${value}`;
  expect(importOpenSlo(foreign.replace('name: Orders', line), 'slo.yaml')).toMatchObject({
    problems: [{ line: 15, column: 16 + key.length, message: expect.stringContaining(message) }],
  });
});

test('the type may be said by a DataSource, and must be Prometheus', () => {
  const source = (type: string): string =>
    `---\napiVersion: openslo/v1\nkind: DataSource\nmetadata: { name: central }\nspec: { type: ${type} }\n`;
  const text = foreign.replace('type: Prometheus', 'metricSourceRef: central');
  expect(imported(text + source('Prometheus')).text).toBe(imported(foreign).text);
  expect(importOpenSlo(text + source('Datadog'), 'slo.yaml')).toMatchObject({
    problems: [{ line: 7, column: 46, message: 'central is Datadog, not Prometheus' }],
  });
});

test('a threshold is of Prometheus too, and its slices are minutes', () => {
  const threshold = (objective: string, source = 'spec: { query: age }'): string =>
    foreign
      .replace(
        'indicatorRef: orders-ok',
        `indicator: { spec: { thresholdMetric: { metricSource: { ${source} } } } }`,
      )
      .replace('- targetPercent: 99.95', `- { op: lte, value: 60, target: 0.99, ${objective} }`)
      .replace('Occurrences', 'Timeslices');
  for (const [text, told] of [
    [threshold('timeSliceTarget: 0.95, timeSliceWindow: 1m'), ['timeSliceTarget: 1']],
    [threshold('timeSliceTarget: 1, timeSliceWindow: 5m'), ['timeSliceWindow: 1m']],
    [threshold('timeSliceTarget: 1'), ['timeSliceWindow: 1m']],
    [
      threshold('timeSliceTarget: 1, timeSliceWindow: 1', 'type: Datadog, spec: { query: age }'),
      ['Prometheus'],
    ],
    [
      threshold('timeSliceTarget: 1, timeSliceWindow: 1', 'spec: { query: "max(age" }'),
      ['the rest of it'],
    ],
  ] as const) {
    const result = importOpenSlo(text, 'slo.yaml');
    expect(result.ok ? [] : result.problems.map(({ expected }) => expected)).toEqual(told);
  }
});

test('what has no place in a contract is told', () => {
  const text = foreign
    .replace('- targetPercent', '- value: 1\n      targetPercent')
    .replace('  objectives:', '  alertPolicies: [page-us]\n  objectives:');
  expect(imported(text).notes).toEqual([
    'AlertPolicy page-us is passed over: a contract has its own',
    'alert policies of Orders are passed over: a contract has its own',
    'op and value of Orders are passed over: a ratio has no threshold',
    "the window is the promise's: availability: { window: 28d }",
  ]);
});

test('any text gives an answer', () => {
  for (const text of ['', '---\n---\n', '[', 'a: &a [*a]', '42']) {
    expect(importOpenSlo(text, 'slo.yaml')).toHaveProperty('ok');
  }
});

test.each(['', '# nothing\n', foreign.slice(0, foreign.indexOf('---'))])(
  'a file without an SLO is told so: %j',
  (text) => {
    expect(importOpenSlo(text, 'slo.yaml')).toMatchObject({
      ok: false,
      problems: [{ file: 'slo.yaml', line: 1, message: 'there is no SLO in this file' }],
    });
  },
);
