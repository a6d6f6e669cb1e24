import { expect, it } from 'vitest';
import { hasRecovered, startRecoveryWatch, watchRecovery } from './recovery-watch.js';
const PERIOD_MS = 5;
function counters(ok, bad = 0) {
    return { sent: ok + bad, ok, failed: bad, unknown: 0, inFlight: 0, overloaded: 0 };
}
/** Counters every 20 ms, from the given function of time. */
function watchFor(totalMs, at) {
    let watch = startRecoveryWatch(at(0), 0);
    for (let ms = 20; ms <= totalMs; ms += 20)
        watch = watchRecovery(watch, at(ms), ms, PERIOD_MS);
    return hasRecovered(watch, totalMs);
}
it('recovers after an unbroken run', () => {
    expect(watchFor(1_200, (ms) => counters(ms / 5))).toBe(true);
});
it('does not recover before the run is long enough', () => {
    expect(watchFor(1_000, (ms) => counters(ms / 5))).toBe(false);
});
it('begins anew at a failure', () => {
    expect(watchFor(1_500, (ms) => counters(ms / 5, ms < 800 ? 0 : 1))).toBe(false);
});
it('takes a silence for a break, though nothing failed yet', () => {
    expect(watchFor(1_500, (ms) => counters(Math.min(ms, 900) / 5))).toBe(false);
});
it('wants enough operations of a slow workload', () => {
    expect(watchFor(1_500, (ms) => counters(Math.floor(ms / 100)))).toBe(false);
});
//# sourceMappingURL=recovery-watch.test.js.map