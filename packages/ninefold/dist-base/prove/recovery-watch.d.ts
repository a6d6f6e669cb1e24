import type { WorkloadCounters } from '../workload/live-counters.ts';
/** A pure fold over the counters: whether clients are served again without a break. */
export interface RecoveryWatch {
    readonly runSinceMs: number;
    readonly okAtRunStart: number;
    readonly lastOk: number;
    readonly lastOkAtMs: number;
    readonly bad: number;
}
export declare function startRecoveryWatch(counters: WorkloadCounters, nowMs: number): RecoveryWatch;
export declare function watchRecovery(watch: RecoveryWatch, counters: WorkloadCounters, nowMs: number, periodMs: number): RecoveryWatch;
export declare function hasRecovered(watch: RecoveryWatch, nowMs: number): boolean;
//# sourceMappingURL=recovery-watch.d.ts.map