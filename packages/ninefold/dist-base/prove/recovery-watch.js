/*
 * When a trial may end. The measures need an unbroken run of successes of 1 s and 20 operations
 * after the last failure (see measureRto); a little more is awaited, since the live counters tell
 * only the sums.
 */
const RUN_MS = 1_100;
const RUN_OPERATIONS = 24;
/** Without a success for so long the run is broken, also when nothing failed yet. */
const STALL_MS = 250;
const STALL_PERIODS = 10;
export function startRecoveryWatch(counters, nowMs) {
    return {
        runSinceMs: nowMs,
        okAtRunStart: counters.ok,
        lastOk: counters.ok,
        lastOkAtMs: nowMs,
        bad: counters.failed + counters.unknown,
    };
}
export function watchRecovery(watch, counters, nowMs, periodMs) {
    const bad = counters.failed + counters.unknown;
    const progressed = counters.ok > watch.lastOk;
    const lastOkAtMs = progressed ? nowMs : watch.lastOkAtMs;
    const stalled = nowMs - lastOkAtMs > Math.max(STALL_MS, STALL_PERIODS * periodMs);
    if (bad === watch.bad && !stalled)
        return { ...watch, lastOk: counters.ok, lastOkAtMs };
    return {
        runSinceMs: nowMs,
        okAtRunStart: counters.ok,
        lastOk: counters.ok,
        lastOkAtMs,
        bad,
    };
}
export function hasRecovered(watch, nowMs) {
    return nowMs - watch.runSinceMs >= RUN_MS && watch.lastOk - watch.okAtRunStart >= RUN_OPERATIONS;
}
//# sourceMappingURL=recovery-watch.js.map