/**
 * Time for judging others by: it stops while this process itself was stopped. After a freeze of
 * the balancer every deadline looks passed, though the replicas answered long ago and their
 * answers wait in the sockets; a stall of our own must not count against them.
 *
 * Never for leases: those run by the true monotonic clock.
 */
export declare class PatientTime {
    #private;
    /** @param maxStepMs longest step between two ticks that counts in full (ms) */
    constructor(realMs: number, maxStepMs: number);
    /** As of the last tick (ms). */
    get nowMs(): number;
    /** Advances to the real instant, and returns the time that was stalled and does not count (ms). */
    tick(realMs: number): number;
}
//# sourceMappingURL=patient-time.d.ts.map