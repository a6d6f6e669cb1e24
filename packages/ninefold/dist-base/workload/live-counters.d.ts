import type { Outcome } from '../history/history.ts';
/** The trial so far, readable at any moment from the thread that shows it. */
export interface WorkloadCounters {
    readonly sent: number;
    readonly ok: number;
    readonly failed: number;
    readonly unknown: number;
    readonly inFlight: number;
    /** Operations not sent because too many were in flight; one is enough to void the trial. */
    readonly overloaded: number;
}
/** The side of the counters that writes. */
export interface LiveCounters {
    reset(): void;
    sent(inFlight: number): void;
    ended(outcome: Outcome, inFlight: number): void;
    overloaded(): void;
}
/** Memory for the counters that both threads see. */
export declare function sharedCounters(): Int32Array;
/** Counts into shared memory; only one thread may. */
export declare function liveCounters(shared: Int32Array): LiveCounters;
/** Reads the counters; they may be a few operations apart from each other. */
export declare function readCounters(shared: Int32Array): WorkloadCounters;
//# sourceMappingURL=live-counters.d.ts.map