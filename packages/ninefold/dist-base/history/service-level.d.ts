import type { Operation, TrialRecord } from './history.ts';
export interface LatencyQuantiles {
    readonly p50Ms: number;
    readonly p95Ms: number;
    readonly p99Ms: number;
    readonly maxMs: number;
}
export interface ServiceLevel {
    /** Operations due in the window. */
    readonly due: number;
    readonly ok: number;
    /** Certainly not applied. */
    readonly failed: number;
    readonly unknown: number;
    /** `ok / due`; absent when nothing was due. */
    readonly availability?: number;
    /** Of operations that ended ok, from their due time; absent when none did. */
    readonly latency?: LatencyQuantiles;
}
/** Availability and latency of one trial, over the whole of its window. */
export declare function measureServiceLevel(record: TrialRecord): ServiceLevel;
/** From the due time, not from the sending: a stall is seen whole (no coordinated omission). */
export declare function latencyMs(op: Operation): number;
//# sourceMappingURL=service-level.d.ts.map