import type { Draft } from './draft.ts';
import type { LocatedMistake } from './located-mistake.ts';
/** What holds between the parts of `slo:`. */
export declare function sloChecks({ slo }: Draft): LocatedMistake[];
//# sourceMappingURL=slo-checks.d.ts.map