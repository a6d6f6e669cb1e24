import type { WorkloadSpec } from '../contract/contract.ts';
import type { Found, Operation } from '../history/history.ts';
import type { ScheduleLag } from './lag.ts';
import type { WorkloadCounters } from './live-counters.ts';
export interface WorkloadOptions {
    readonly spec: WorkloadSpec;
    /** Where clients connect, in order of preference. Empty for a SQL workload. */
    readonly baseUrls: readonly string[];
    /** The store's primary as a PostgreSQL URL; a SQL workload needs it. Never shown. */
    readonly storeUrl?: string;
    /** Starts every id: 1 to 40 letters, digits, `-` and `_`, and no two runs share one. */
    readonly runId: string;
    readonly seed: number;
    /**
     * Operations in flight at most. Default: what the rate brings within the timeout, between 1,000
     * and 5,000. Beyond it operations fail with `client overload`.
     */
    readonly maxInFlight?: number;
}
/** What one trial's workload recorded. */
export interface WorkloadResult {
    /** In the order they were due. */
    readonly operations: readonly Operation[];
    /** The window in which operations were due (ms). */
    readonly startMs: number;
    readonly endMs: number;
    /** `sentMs - dueMs`; when it is over a period the trial is void. */
    readonly lag: ScheduleLag;
    /** Operations not sent because too many were in flight; one is enough to void the trial. */
    readonly overloaded: number;
}
/** An open-loop client in a thread of its own; serves any number of trials, one after another. */
export interface Workload {
    /** Opens connections, then starts to send; resolves with the schedule's t0 (ms), just ahead. */
    start(): Promise<number>;
    /** The running trial, or the last one, at this moment. */
    counters(): WorkloadCounters;
    /** Stops sending; resolves when every outcome is known, within the spec's `timeoutMs`. */
    stop(): Promise<WorkloadResult>;
    /** Looks for every id, again while it can't be read; `unreadable` after eight attempts. */
    readBack(ids: readonly string[]): Promise<ReadonlyMap<string, Found>>;
    /** Ends the thread and its connections, whatever it is doing. */
    close(): Promise<void>;
}
/**
 * Starts the thread.
 *
 * @throws TypeError for a run id that is none, or a workload without an address
 */
export declare function startWorkload(options: WorkloadOptions): Promise<Workload>;
//# sourceMappingURL=workload.d.ts.map