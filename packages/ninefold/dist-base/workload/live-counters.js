const SENT = 0;
const OUTCOME = { ok: 1, failed: 2, unknown: 3 };
const IN_FLIGHT = 4;
const OVERLOADED = 5;
const LENGTH = 6;
/** Memory for the counters that both threads see. */
export function sharedCounters() {
    return new Int32Array(new SharedArrayBuffer(LENGTH * 4));
}
/** Counts into shared memory; only one thread may. */
export function liveCounters(shared) {
    return {
        reset() {
            for (let i = 0; i < LENGTH; i++)
                Atomics.store(shared, i, 0);
        },
        sent(inFlight) {
            Atomics.add(shared, SENT, 1);
            Atomics.store(shared, IN_FLIGHT, inFlight);
        },
        ended(outcome, inFlight) {
            Atomics.add(shared, OUTCOME[outcome], 1);
            Atomics.store(shared, IN_FLIGHT, inFlight);
        },
        overloaded() {
            Atomics.add(shared, OVERLOADED, 1);
        },
    };
}
/** Reads the counters; they may be a few operations apart from each other. */
export function readCounters(shared) {
    return {
        sent: Atomics.load(shared, SENT),
        ok: Atomics.load(shared, OUTCOME.ok),
        failed: Atomics.load(shared, OUTCOME.failed),
        unknown: Atomics.load(shared, OUTCOME.unknown),
        inFlight: Atomics.load(shared, IN_FLIGHT),
        overloaded: Atomics.load(shared, OVERLOADED),
    };
}
//# sourceMappingURL=live-counters.js.map