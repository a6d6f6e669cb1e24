import { expect, test } from 'vitest';
import { contractFrom } from '../model/contracts.test.data.ts';
import { indicatorOf } from './indicator.ts';
import { dashboardOf } from './dashboard.ts';
import { sloId, slosOf } from './slo.ts';
import { renderOpenSloTarget, renderPrometheusTarget } from './targets.ts';

const app = `app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`;
const plain = `service: checkout\npromise: { availability: 99.9% }\n${app}`;

test('a promise is an SLO each for availability and latency, and the SLA stands apart', () => {
  const text = plain.replace(
    'availability: 99.9%',
    'availability: { objective: 99.95%, agreement: 99.9% }, latency: { objective: 99%, below: 300ms }',
  );
  const slos = slosOf(contractFrom(text));
  expect(slos.map((slo) => [sloId(slo), slo.objective, slo.agreement])).toEqual([
    ['checkout-availability', 0.9995, 0.999],
    ['checkout-latency', 0.99, undefined],
  ]);
});

test('an agreement that is the objective is none', () => {
  expect(slosOf(contractFrom(plain))[0]).not.toHaveProperty('agreement');
});

test('each region has an availability of its own', () => {
  const slos = slosOf(contractFrom(`${plain}regions: [eu, us]\nstores: { orders: postgres }\n`));
  expect(slos.map(sloId)).toEqual([
    'checkout-availability',
    'checkout-availability-eu',
    'checkout-availability-us',
  ]);
  expect(slos[1]?.indicator).toMatchObject({ bad: expect.stringContaining('region="eu"') });
});

test('a store alone is available while it has a primary', () => {
  const text = `service: ledger\npromise: { availability: 99.9% }\nstores: { ledger: patroni }\n`;
  expect(slosOf(contractFrom(text))).toMatchObject([
    {
      floor: 0,
      indicator: { kind: 'slices', bad: 'max(patroni_primary{scope="ledger"}) < bool 1' },
    },
  ]);
});

test('words are of what is measured, everywhere', () => {
  const text = `service: ledger\npromise: { availability: 99.9% }\nstores: { books: patroni }\nslo: { source: haproxy }\n`;
  const contract = contractFrom(text);
  const [ledger] = slosOf(contract);
  expect(ledger?.description).toBe('99.9% of the time, books has a primary');
  const rendered = [renderPrometheusTarget, renderOpenSloTarget].flatMap((render) => {
    const result = render(contract);
    return result.ok ? result.files.map(({ text: file }) => file) : [];
  });
  const shown = [...rendered, JSON.stringify(dashboardOf(contract))].join('\n');
  expect(shown).toContain('The objective: 99.9% of the time, books has a primary.');
  expect(shown).toContain('of the time is bad; the objective allows 0.1%');
  expect(shown).not.toMatch(/of requests|of events fail/);
});

test('a primary is in one region, and no other is worse for it', () => {
  const text = `service: ledger\npromise: { availability: 99.9% }\nstores: { ledger: patroni }\nregions: [eu, us]\n`;
  expect(slosOf(contractFrom(text)).map(sloId)).toEqual(['ledger-availability']);
});

test('a bound that is whole seconds is found however its bucket is written', () => {
  const found = indicatorOf({ kind: 'latency', histogram: 'h', belowMs: 1000, type: 'classic' });
  expect(found).toMatchObject({
    bad: expect.stringContaining(String.raw`h_bucket{le=~"1(\\.0)?"}`),
  });
});

test('labels that a selector has stay, and the bucket joins them', () => {
  const histogram = 'h{job="a",}';
  const found = indicatorOf({ kind: 'latency', histogram, belowMs: 300, type: 'classic' });
  expect(found).toMatchObject({
    bad: 'sum(rate(h_count{job="a",}[{{window}}])) - sum(rate(h_bucket{job="a",le="0.3"}[{{window}}]))',
  });
});

test.each([
  ['sum(rate(a[{{window}}]))', 'sum(rate(a[{{window}}]))'],
  ['(sum(rate(a[{{window}}])) + max(b)) * 2', '(sum(rate(a[{{window}}])) + max(b)) * 2'],
  ['sum by (pod) (rate(a[{{window}}]))', 'sum(sum by (pod) (rate(a[{{window}}])))'],
  ['sum(rate(a[{{window}}])) + b', 'sum(sum(rate(a[{{window}}])) + b)'],
  ['topk(3, rate(a[{{window}}]))', 'sum(topk(3, rate(a[{{window}}])))'],
])('a query of one series is left as it is, others are summed: %s', (total, expected) => {
  const part = 'sum(rate(b[{{window}}]))';
  expect(indicatorOf({ kind: 'ratio', counts: 'bad', part, total })).toMatchObject({
    total: expected,
  });
});
