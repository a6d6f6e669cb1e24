/**
 * Time for judging others by: it stops while this process itself was stopped. After a freeze of
 * the balancer every deadline looks passed, though the replicas answered long ago and their
 * answers wait in the sockets; a stall of our own must not count against them.
 *
 * Never for leases: those run by the true monotonic clock.
 */
export class PatientTime {
    #maxStepMs;
    #lastRealMs;
    #nowMs = 0;
    /** @param maxStepMs longest step between two ticks that counts in full (ms) */
    constructor(realMs, maxStepMs) {
        this.#lastRealMs = realMs;
        this.#maxStepMs = maxStepMs;
    }
    /** As of the last tick (ms). */
    get nowMs() {
        return this.#nowMs;
    }
    /** Advances to the real instant, and returns the time that was stalled and does not count (ms). */
    tick(realMs) {
        const step = Math.max(0, realMs - this.#lastRealMs);
        this.#lastRealMs = Math.max(realMs, this.#lastRealMs);
        const counted = Math.min(step, this.#maxStepMs);
        this.#nowMs += counted;
        return step - counted;
    }
}
//# sourceMappingURL=patient-time.js.map