import type { FactName } from '../../audit/facts.ts';
import type { Finding } from '../../audit/rule.ts';

/** Each fact that is missing once, with the rules that wait for it. */
export function rulesByFact(
  undecided: readonly Finding[],
): ReadonlyMap<FactName, ReadonlySet<string>> {
  const rulesOf = new Map<FactName, Set<string>>();
  for (const { missing, rule } of undecided) {
    for (const fact of missing) rulesOf.set(fact, (rulesOf.get(fact) ?? new Set()).add(rule));
  }
  return rulesOf;
}
