/**
 * Wakes the thread that sends, to a tenth of a millisecond. Timers of Node have a granularity of
 * 1 ms, a whole period at 1,000/s, and spinning costs a core; a second thread that sleeps in
 * `Atomics.wait`, which takes fractions, costs a few per cent (bench/workload).
 */
export interface Pacer {
    /** Calls `wake` once, at or soon after this instant (ms). Replaces the instant set before. */
    wakeAt(atMs: number): void;
    close(): Promise<void>;
}
/** What both threads share: how often the instant was set, and the instant (ms). */
export interface PacerData {
    readonly turns: Int32Array;
    readonly instant: Float64Array;
    readonly port: import('node:worker_threads').MessagePort;
}
export declare function startPacer(wake: () => void): Pacer;
//# sourceMappingURL=pacer.d.ts.map