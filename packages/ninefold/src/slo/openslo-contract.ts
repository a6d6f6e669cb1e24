import { draftOf } from '../contract/draft.ts';
import type { LocatedMistake } from '../contract/located-mistake.ts';
import { schemaMistakes } from '../contract/schema-mistakes.ts';
import { sloChecks } from '../contract/slo-checks.ts';
import { slo, sloOf } from '../contract/slo-section.ts';
import type { IndicatorSpec } from '../contract/slo-section.ts';

/**
 * An indicator as a contract would read it: what it is, or all that a contract would refuse, each under
 * its path from the indicator's name on (`[name, 'ratio', 'bad']`).
 */
export function contractIndicator(
  name: string,
  written: object,
): { readonly spec?: IndicatorSpec; readonly mistakes: readonly LocatedMistake[] } {
  const section = { indicators: { [name]: written } };
  const parsed = slo.safeParse(section);
  const found = [
    ...(parsed.success ? [] : schemaMistakes(slo, section, parsed.error.issues)),
    ...sloChecks(draftOf({ slo: section })).map((one) => ({ ...one, path: one.path.slice(1) })),
  ];
  if (!parsed.success || found.length > 0) {
    return { mistakes: found.map((one) => ({ ...one, path: one.path.slice(1) })) };
  }
  const [spec] = sloOf(parsed.data).indicators;
  return { ...(spec === undefined ? {} : { spec }), mistakes: [] };
}
