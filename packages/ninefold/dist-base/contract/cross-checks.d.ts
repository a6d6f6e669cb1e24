import type { Draft } from './draft.ts';
import type { LocatedMistake } from './located-mistake.ts';
/** The rules between the parts of a contract: each gives the mistakes it finds. */
export declare function crossChecks(draft: Draft): LocatedMistake[];
//# sourceMappingURL=cross-checks.d.ts.map