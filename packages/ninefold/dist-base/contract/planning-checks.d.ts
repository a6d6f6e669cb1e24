import type { Draft } from './draft.ts';
import type { LocatedMistake } from './located-mistake.ts';
/** Numbers of a plan that no system can have. */
export declare function planningChecks(draft: Draft): LocatedMistake[];
//# sourceMappingURL=planning-checks.d.ts.map