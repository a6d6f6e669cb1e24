import type { Draft } from './draft.ts';
import type { LocatedMistake } from './located-mistake.ts';
/** The rules of stores under Patroni, of HAProxy, and of the hosts they run on. */
export declare function realEngineChecks(draft: Draft): LocatedMistake[];
//# sourceMappingURL=real-engine-checks.d.ts.map