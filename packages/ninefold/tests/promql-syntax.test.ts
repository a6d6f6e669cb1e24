import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';

import { over } from '../src/slo/promql.ts';
import { REFUSED, TAKEN } from '../src/contract/promql-syntax.test.data.ts';
import { checkRules, hasPromtool } from './promtool.ts';

/** A rule that takes series and nothing else. */
function ruleOf(query: string): string {
  const rules = [{ record: 'a', expr: `sum(\n${over(query, 300_000)}\n)` }];
  return stringify({ groups: [{ name: 'a', rules }] });
}

describe.skipIf(!hasPromtool)('what is said of a query, by promtool', () => {
  it.each(TAKEN)('is taken: %s', (query) => {
    expect(checkRules(ruleOf(query))).toMatchObject({ ok: true });
  });

  it.each(REFUSED)('is refused: %s', (query) => {
    expect(checkRules(ruleOf(query))).toMatchObject({ ok: false });
  });
});
