import { describe, expect, test } from 'vitest';
import { REFUSED, TAKEN } from './promql-syntax.test.data.ts';
import { promqlMistake } from './promql-syntax.ts';

describe('a query', () => {
  test.each(TAKEN)('that Prometheus takes is taken: %s', (query) => {
    expect(promqlMistake(query)).toBeUndefined();
  });

  test.each(REFUSED)('that Prometheus refuses is told: %s', (query, part, message) => {
    const found = promqlMistake(query);
    const { offset = 0, length = 0 } = found?.span ?? {};
    expect([query.slice(offset, offset + length), found?.message]).toEqual([
      part,
      expect.stringContaining(message),
    ]);
  });

  test('of whatever length and depth has an answer', () => {
    for (const query of [
      '',
      ' ',
      '#',
      '('.repeat(50_000),
      '-'.repeat(50_000),
      'a+'.repeat(50_000),
      `${'a+'.repeat(500_000)}a`,
    ]) {
      expect(promqlMistake(query)).toBeDefined();
    }
  });
});
