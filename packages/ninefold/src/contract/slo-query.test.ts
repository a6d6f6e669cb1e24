import { describe, expect, test } from 'vitest';
import { parseRateQuery, parseSelector } from './slo-query.ts';

describe('a rate', () => {
  test.each([
    'rate(a[{{window}}])',
    'sum(irate(a{b="x"}[{{window}}] offset 5m))',
    'avg_over_time(job:errors:rate5m[{{window}}])',
    'sum(avg_over_time((changes(a[5m]) > bool 0)[{{window}}:1m]))',
    'sum(increase(a[{{window}}])) / {{seconds}}',
    '(sum(count_over_time(a[{{window}}])) - sum(sum_over_time(a[{{window}}]))) / ({{seconds}})',
  ])('is taken: %s', (query) => {
    expect(parseRateQuery(query)).toEqual({ ok: true, value: query });
  });

  test.each([
    ['sum(increase(a[{{window}}]))', 'increase'],
    ['sum(increase(a[{{window}}] offset 1m))', 'increase'],
    ['sum(increase((a)[{{window}}:1m]))', 'increase'],
    ['sum(rate(a[{{window}}])) + sum(increase(b[{{window}}]))', 'increase'],
    ['{{seconds}} / sum(increase(a[{{window}}]))', 'increase'],
    ['sum(increase(a[{{window}}])) / 60', 'increase'],
    ['sum(increase(a[{{window}}])) * {{seconds}}', 'increase'],
    ['sum(count_over_time(a[{{window}}])) - sum(rate(a[{{window}}])) / {{seconds}}', 'count_over'],
    ['sum(sum_over_time(a[{{window}}]))', 'sum_over_time'],
  ])('is not an amount: %s', (query, named) => {
    const parsed = parseRateQuery(query);
    const [found] = parsed.ok ? [] : parsed.mistakes;
    expect(found?.message).toContain('not how many a second');
    expect(query.slice(found?.span?.offset)).toMatch(new RegExp(`^${named}`));
  });

  test.each(['rate(a[5m])', 'rate(a[5m] offset {{window}})', 'sum(a{b="{{window}}"})'])(
    'is over the window: %s',
    (query) => {
      expect(parseRateQuery(query).ok).toBe(false);
    },
  );

  test('has no comments, in which what is put around it would end', () => {
    const query = '\nsum( # all "of" them\n  rate(a{b="#"}[{{window}}])\n) # a second\n';
    expect(parseRateQuery(query)).toEqual({
      ok: true,
      value: 'sum(\n  rate(a{b="#"}[{{window}}])\n)',
    });
  });
});

describe('a selector', () => {
  test.each(['up', 'up{}', 'up{path="/a/{id}",}', 'up {\n  a="}"\n}', 'job:up:sum{a=~"b|c"}'])(
    'is taken: %s',
    (query) => {
      expect(parseSelector(query, 'up')).toEqual({ ok: true, value: query });
    },
  );

  test.each(['', ' ', 'up or up', '{job="a"}', 'up[5m]', 'up offset 5m', '(up)', 'up{a="b"} + 1'])(
    'is nothing else: %s',
    (query) => {
      expect(parseSelector(query, 'up').ok).toBe(false);
    },
  );
});
