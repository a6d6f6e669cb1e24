import type { Draft } from './draft.ts';
import type { LocatedMistake } from './located-mistake.ts';
/** The rules of the workload: over HTTP through the app, or in SQL straight into a store. */
export declare function workloadChecks(draft: Draft): LocatedMistake[];
/** Methods whose requests carry a body by default. */
export declare const methodsWithBody: ReadonlySet<string>;
//# sourceMappingURL=workload-checks.d.ts.map