import type { FailoverConfig, MemberIndex } from './config.ts';
import type { LogPosition } from './observation.ts';
import type { FailoverState, Phase } from './state.ts';
import type { FenceProof } from './transition.ts';
type Fencing = Extract<Phase, {
    kind: 'fencing';
}>;
/**
 * The rules that safety rests on, apart from the flow that applies them, so that the simulator
 * can break one at a time and show that it would notice.
 */
export interface Policy {
    /** Why no target of the attempt can acknowledge a write to a client; undefined: one may. */
    readonly fenceProof: (state: FailoverState, phase: Fencing, nowMs: number) => FenceProof | undefined;
    /** Positions that must be known before a standby may be chosen. */
    readonly positionsNeeded: (config: FailoverConfig) => number;
    /** Positive when `a` is the better choice. */
    readonly compare: (a: LogPosition, b: LogPosition) => number;
    /** Whether a position asked under `askedTerm` counts in the attempt of `term`. */
    readonly positionCounts: (askedTerm: number, term: number) => boolean;
    /** Whether `decide` not being called for so long means that the agent was paused. */
    readonly wasPaused: (config: FailoverConfig, gapMs: number) => boolean;
}
export declare const safePolicy: Policy;
/**
 * Every target is dead; or, once that could not be had, every door has cut them off: it
 * acknowledged the cut, or its lease has ended.
 */
export declare function fenceProof(state: FailoverState, phase: Fencing, nowMs: number, waitMs: number): FenceProof | undefined;
/**
 * Synchronous: an acknowledged commit is on its primary and on k standbys, k + 1 of n members, so
 * any n - k members hold at least one copy (k + 1 + n - k > n: the sets intersect). With the old
 * primary fenced these are n - k = s - k + 1 of its s standbys. Asynchronous: one is enough.
 */
export declare function positionsNeeded(config: FailoverConfig): number;
/**
 * By the term of the last record, then by length, as in Raft (Ongaro and Ousterhout 2014, section
 * 5.4.1): a longer log of an older term may hold records that a newer primary never had.
 */
export declare function comparePositions(a: LogPosition, b: LogPosition): number;
/**
 * The lease runs on the door's clock, the wait on the agent's. With rate errors up to d either
 * way, the door's may take ttl / (1 - d) of true time, which the agent's may count as
 * (1 + d) times as much.
 */
export declare function leaseWaitMs(config: FailoverConfig): number;
/**
 * The member to promote: the most advanced known; among equals the preferred one, then the first.
 */
export declare function mostAdvanced(positions: readonly (LogPosition | undefined)[], prefer: MemberIndex | undefined, compare: Policy['compare']): MemberIndex | undefined;
export {};
//# sourceMappingURL=policy.d.ts.map