import type { FaultStep } from './contract.ts';
import type { Draft } from './draft.ts';
import type { Mistake } from './mistake.ts';
import type { LocatedMistake } from './located-mistake.ts';
/** What a fault names must exist. */
export declare function faultChecks(draft: Draft): LocatedMistake[];
/** What a fault may name: as far as it is known of a contract, or all of one. */
export interface Breakable {
    /** Undefined: there is no app. */
    readonly app: {
        readonly replicas?: number;
    } | undefined;
    readonly stores: ReadonlyMap<string, {
        readonly members?: number;
        readonly engine?: string;
    }>;
    /** Undefined: there are no regions. */
    readonly regions: readonly unknown[] | undefined;
}
/** What is wrong with breaking this here; undefined when nothing is. */
export declare function stepMistake(step: FaultStep, parts: Breakable): Mistake | undefined;
//# sourceMappingURL=fault-checks.d.ts.map