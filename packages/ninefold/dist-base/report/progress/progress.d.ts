import type { TopologyEvent } from '../../ports/events.ts';
/** What a run tells while it goes on. */
export type ProgressSignal = {
    readonly kind: 'event';
    readonly event: TopologyEvent;
}
/** What is being done now, such as `starting` or `reading back`. */
 | {
    readonly kind: 'phase';
    readonly phase: string;
}
/** A trial begins: number `trial` of `trials` of the fault, number `number` of `total` in all. */
 | {
    readonly kind: 'trial';
    readonly fault: string;
    readonly trial: number;
    readonly trials: number;
    readonly number: number;
    readonly total: number;
}
/** Operations that ended since the workload began; the counters may begin again at 0. */
 | {
    readonly kind: 'client';
    readonly atMs: number;
    readonly ok: number;
    readonly failed: number;
    readonly unknown: number;
};
export interface ProgressState {
    readonly startMs: number;
    readonly phase: string;
    readonly trial?: Omit<ProgressSignal & {
        kind: 'trial';
    }, 'kind'>;
    /** In the order in which they were first heard of. */
    readonly members: ReadonlyMap<string, MemberProgress>;
    /** Per second, over about the last second; absent until two counts came. */
    readonly client?: {
        readonly okPerSecond: number;
        readonly notOkPerSecond: number;
    };
    /** Counts of the last second, oldest first. */
    readonly counts: readonly ClientCount[];
}
export interface MemberProgress {
    readonly status: string;
    readonly health: 'up' | 'changing' | 'down';
    readonly sinceMs: number;
}
interface ClientCount {
    readonly atMs: number;
    readonly ok: number;
    readonly notOk: number;
}
export declare function initialProgress(startMs: number): ProgressState;
/** The state after a signal; pure. */
export declare function progress(state: ProgressState, signal: ProgressSignal): ProgressState;
export {};
//# sourceMappingURL=progress.d.ts.map