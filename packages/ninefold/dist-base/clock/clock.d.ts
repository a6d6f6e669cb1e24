/** Time, as everything that decides is given it. */
export interface Clock {
    /**
     * Monotonic time (ms, fractional) from an arbitrary origin that all processes of this host
     * share (CLOCK_MONOTONIC). For measuring elapsed time, and for comparing instants taken in two
     * of our processes.
     */
    monotonicMs(): number;
    /** Wall time since the Unix epoch (ms). For showing to people, never for leases. */
    wallMs(): number;
    /** Resolves after `delayMs`; rejects with `signal.reason` if aborted first. */
    sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}
//# sourceMappingURL=clock.d.ts.map