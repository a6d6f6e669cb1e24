import { describe, expect, test } from 'vitest';
import { parseRateQuery } from '../contract/slo-query.ts';
import { rateQuery, valueQuery } from './openslo-query.ts';

describe('a query of others', () => {
  test.each([
    ['orders_total{path="/a/{id}"}', 'sum(rate(orders_total{path="/a/{id}"}[{{window}}]))'],
    ['sum((orders_total))', 'sum(rate(orders_total[{{window}}]))'],
    ['sum(rate(a[5m]))', 'sum(rate(a[{{window}}]))'],
    ['sum(rate(a[{{.window}}]))', 'sum(rate(a[{{window}}]))'],
    ['irate(a[1y] offset 1h)', 'irate(a[{{window}}] offset 1h)'],
    ['sum(rate(a[1h30m] offset 1d))', 'sum(rate(a[{{window}}] offset 1d))'],
    ['max_over_time(rate(a[1m])[5m:30s])', 'max_over_time(rate(a[1m])[{{window}}:30s])'],
    ['rate(a[{{ window }}]) * avg_over_time(b[1d])', 'rate(a[{{window}}]) * avg_over_time(b[1d])'],
    ['sum(increase(a[5m]))', 'sum(rate(a[{{window}}]))'],
    [
      'sum(increase(a[{{window}}])) - sum(increase(b[{{window}}]))',
      'sum(rate(a[{{window}}])) - sum(rate(b[{{window}}]))',
    ],
    ['sum(increase(a[{{window}}])) / {{seconds}}', 'sum(increase(a[{{window}}])) / {{seconds}}'],
    [
      'sum(count_over_time(up[5m])) # samples',
      '(sum(count_over_time(up[{{window}}]))) / {{seconds}}',
    ],
    ['sum( # all\n  rate(a{b="#"}[5m]))', 'sum( \n  rate(a{b="#"}[{{window}}]))'],
  ])('is a rate over the window: %s', (query, rate) => {
    const read = rateQuery(query, undefined);
    expect(read).toEqual({ ok: true, value: rate });
    expect(parseRateQuery(rate).ok).toBe(true);
  });

  test.each([
    ['rate(((a[5m]', ']', 'ends too early'],
    ['sum(rate(a[5m])', ')', 'ends too early'],
    ['sum:http.hits{*}.as_count()', '.', 'no PromQL'],
    ['sum(rate(a))', 'a', 'needs a range'],
    [
      'sum(rate(a[5m])) / sum(rate(b[1h]))',
      'sum(rate(a[5m])) / sum(rate(b[1h]))',
      'several windows: 5m, 1h',
    ],
    ['sum(rate(a[5m])) + sum(increase(b[5m]))', 'b[5m]', 'both'],
    ['sum by (code) (a_total)', 'sum by (code) (a_total)', 'over no window'],
    ['queue_length', 'queue_length', 'nothing says that this is a counter'],
  ])('is refused where it is wrong: %s', (query, part, message) => {
    const read = rateQuery(query, undefined);
    const [found] = read.ok ? [] : read.mistakes;
    const { offset = 0, length = 0 } = found?.span ?? {};
    expect([query.slice(offset, offset + length), found?.message]).toEqual([
      part,
      expect.stringContaining(message),
    ]);
  });

  test('is of a counter when it is said to be, and of none when that is said', () => {
    expect(rateQuery('requests', true)).toEqual({
      ok: true,
      value: 'sum(rate(requests[{{window}}]))',
    });
    expect(rateQuery('requests_total', false).ok).toBe(false);
  });

  test('of a value is as it is, but for comments', () => {
    expect(valueQuery('max(age) # seconds')).toEqual({ ok: true, value: 'max(age)' });
    expect(valueQuery('max(age').ok).toBe(false);
  });
});
