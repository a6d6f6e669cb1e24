/** How far behind its own schedule the generator was: `sentMs - dueMs` over all operations. */
export interface ScheduleLag {
    readonly p50Ms: number;
    readonly p99Ms: number;
    readonly maxMs: number;
}
/** Sums up the lag of every operation (ms), by nearest rank; zeros when there was none. */
export declare function scheduleLag(lagsMs: Float64Array): ScheduleLag;
//# sourceMappingURL=lag.d.ts.map