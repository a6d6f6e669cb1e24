import { expect, test } from 'vitest';
import { contractFrom } from '../model/contracts.test.data.js';
import { openSloText } from './openslo-export.js';
import { importOpenSlo } from './openslo-import.js';
import { slosOf } from './slo.js';
const promise = `service: checkout
promise: { availability: 99.9% }
app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`;
function imported(text) {
    const result = importOpenSlo(text, 'slo.yaml');
    if (!result.ok)
        throw new Error(JSON.stringify(result.problems));
    return result;
}
test('what is exported and imported again measures the same', () => {
    const own = `slo:
  calendar: month
  indicators:
    search: { objective: 99.5%, agreement: 99%, ratio: { bad: 'sum(rate(bad[{{window}}]))', total: 'sum(rate(all[{{window}}]))' } }
    quick: { objective: 95%, latency: { histogram: search_seconds, below: 250ms } }
`;
    const before = contractFrom(promise + own);
    const { text, notes } = imported(openSloText(before));
    const after = contractFrom(promise + text);
    expect(after.slo.calendar).toBe('month');
    expect(notes).toEqual([expect.stringContaining('promise.availability itself')]);
    const shown = slosOf(after).map(({ name, objective, agreement }) => [name, objective, agreement]);
    expect(shown).toEqual([
        ['availability', 0.999, undefined],
        ['checkout-search', 0.995, 0.99],
        ['checkout-quick', 0.95, undefined],
    ]);
    expect(after.slo.indicators[1]?.measure).toMatchObject({
        counts: 'bad',
        part: expect.stringContaining('search_seconds_bucket{le="0.25"}[{{window}}]'),
    });
});
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
        .replace('indicatorRef: orders-ok', 'indicator: { spec: { thresholdMetric: { metricSource: { spec: { query: queue_age } } } } }')
        .replace('- targetPercent: 99.95', '- { op: lte, value: 60, target: 0.99 }')
        .replace('Occurrences', 'Timeslices');
    expect(contractFrom(promise + imported(text).text).slo.indicators[0]).toMatchObject({
        objective: 0.99,
        measure: { part: 'sum(avg_over_time(((queue_age) > bool 60)[{{window}}:1m]))' },
    });
});
test.each([
    ['kind: SLI', 'kind: SLI\nkind: SLI', '3:1', 'there twice'],
    [
        'apiVersion: openslo/v1',
        'apiVersion: openslo/v2',
        '1:13',
        '"openslo/v2" is not a known version of OpenSLO',
    ],
    [
        '  indicatorRef: orders-ok',
        '  indicatorRef: orders',
        '16:17',
        'there is no SLI "orders" in this file',
    ],
    ['28d', '1M', '18:17', 'a rolling window has a fixed length'],
    ['28d', 'month', '18:17', '"month" is not a duration of OpenSLO'],
    ['isRolling: true', 'isRolling: false', '18:17', 'no such calendar period'],
    [
        'budgetingMethod: Occurrences',
        'budgetingMethod: Timeslices',
        '20:20',
        'a ratio is counted by its events',
    ],
    ['targetPercent: 99.95', 'target: 99.95', '22:15', '99.95 is not a number here'],
    ['targetPercent: 99.95', 'displayName: none', '22:7', 'an objective has one target'],
    ['type: Prometheus', 'type: Datadog', '16:17', 'Datadog is not Prometheus'],
    ['orders_total{ok="true"}', 'sum(a) / sum(b)', '16:17', 'this query is over no window'],
])('%s instead of %s is told where it stands', (right, wrong, place, message) => {
    const result = importOpenSlo(foreign.replace(right, wrong), 'slo.yaml');
    if (result.ok)
        throw new Error('no problem was found');
    const [problem] = result.problems;
    expect([`${problem?.line}:${problem?.column}`, problem?.message]).toEqual([
        place,
        expect.stringContaining(message),
    ]);
});
test('any text gives an answer', () => {
    for (const text of ['', '---\n---\n', '[', 'a: &a [*a]', '42']) {
        expect(importOpenSlo(text, 'slo.yaml')).toHaveProperty('ok');
    }
});
test.each(['', '# nothing\n', foreign.slice(0, foreign.indexOf('---'))])('a file without an SLO is told so: %j', (text) => {
    expect(importOpenSlo(text, 'slo.yaml')).toMatchObject({
        ok: false,
        problems: [{ file: 'slo.yaml', line: 1, message: 'there is no SLO in this file' }],
    });
});
//# sourceMappingURL=openslo.test.js.map