import type { TrialRecord } from './history.ts';
export type SplitBrainFinding = 
/** A member accepted writes although the newest term belonged to another. */
{
    readonly kind: 'second writer';
    readonly store: string;
    readonly member: string;
    /** Whose the newest grant was. */
    readonly holder: string;
    readonly term: number;
    readonly grantedAtMs: number;
    /** The first and the last time it was asked and said so, and how many times. */
    readonly firstAskedMs: number;
    readonly lastAskedMs: number;
    readonly times: number;
}
/** A term was granted that was not higher than one granted before, to another member. */
 | {
    readonly kind: 'term not higher';
    readonly store: string;
    readonly member: string;
    readonly term: number;
    readonly atMs: number;
    readonly earlier: {
        readonly member: string;
        readonly term: number;
    };
}
/** Two members accepted writes of a store in which no term was ever granted. */
 | {
    readonly kind: 'two writers without a term';
    readonly store: string;
    readonly members: readonly string[];
};
export interface SplitBrainCheck {
    /** How many times a member was asked from outside; none means that nothing was tested. */
    readonly looks: number;
    readonly findings: readonly SplitBrainFinding[];
}
/**
 * Split brain: two members that accept writes under the same or an older term after a newer one
 * was granted. An observation counts against a member only if it was *asked* at or after the grant
 * to another: an answer that was on its way at the grant proves nothing.
 */
export declare function findSplitBrain(record: TrialRecord): SplitBrainCheck;
//# sourceMappingURL=split-brain.d.ts.map