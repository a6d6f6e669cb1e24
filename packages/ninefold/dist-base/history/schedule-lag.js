import { faultInstants } from './fault-instants.js';
import { quantileOfSorted } from './quantile.js';
/** Lag up to this is what timers and the scheduler cost anyway (ms); it hides nothing of note. */
const TIMER_NOISE_MS = 5;
/** Lag that lasts for so long is a generator that can't keep up, not one that was held up (ms). */
const SUSTAINED_MS = 1_000;
/** The longest stall of the generator around a fault that may be argued away (ms). */
const STALL_LIMIT_MS = 50;
/** A gap between due times of more periods than this is a hole, for Poisson arrivals too. */
const HOLE_PERIODS = 20;
/**
 * How far the workload fell behind its own schedule, and whether that voids the trial.
 *
 * What flatters a result is a generator that pauses while the service is down: operations due in
 * the outage are sent after it and succeed. A pause of L ms can hide an outage of at most L ms;
 * it can't shorten one that was seen, as an RTO ends with a completion, and latency counts from
 * the due time. So a trial is void when
 *
 * 1. the workload fell behind its schedule: for the length of a second half of the operations were
 *    sent more than one arrival period late. Single late ones are the system's scheduler at work,
 *    whose slices of some milliseconds a process without privileges can't refuse when every member
 *    of a cluster wakes at once on two cores; they can hide no more than their own lag (rule 2);
 * 2. between one period before the fault and the proof of recovery, an operation that ended ok was
 *    sent more than 50 ms (or one period, if longer) late. Two busy cores cost a waiting process
 *    tens of milliseconds now and then, and an unloaded one about one: less would void honest
 *    trials, more would hide half of the outages that we promise to stay under;
 * 3. the schedule itself has a hole there: more than 20 periods without anything due (a chance of
 *    2 in 10^9 per operation under Poisson arrivals).
 *
 * A shorter pause there is not forgotten: `hidableMs` and `hidable` carry it, and the
 * judge voids the trial if reading these operations as failed would change the ruling.
 */
export function measureScheduleLag(record, rto) {
    const { operations, periodMs } = record;
    const lags = operations.map((op) => op.sentMs - op.dueMs).toSorted((a, b) => a - b);
    const p99Ms = quantileOfSorted(lags, 0.99) ?? 0;
    const fromMs = faultInstants(record)[0] - periodMs;
    const around = operations.filter((op) => op.dueMs >= fromMs && op.dueMs <= rto.provenAtMs);
    const tolerated = Math.max(periodMs, TIMER_NOISE_MS);
    const late = around.filter((op) => op.outcome === 'ok' && op.sentMs - op.dueMs > tolerated);
    const hidableMs = late.reduce((worst, op) => Math.max(worst, op.sentMs - op.dueMs), 0);
    const stallLimitMs = Math.max(periodMs, STALL_LIMIT_MS);
    const holeMs = widestGap(around, fromMs, rto.provenAtMs);
    const sustainedMs = sustainedLag(operations, periodMs);
    const reasons = [];
    if (sustainedMs > periodMs)
        reasons.push(`the workload fell behind its own schedule: for a second it was ${sustainedMs.toFixed(1)} ms late (limit one period, ${periodMs.toFixed(1)} ms)`);
    if (hidableMs > stallLimitMs)
        reasons.push(`the workload stalled for ${hidableMs.toFixed(0)} ms around the fault (limit ${stallLimitMs.toFixed(0)} ms): an outage of that length would not have been seen`);
    if (holeMs > HOLE_PERIODS * periodMs)
        reasons.push(`nothing was due for ${holeMs.toFixed(0)} ms around the fault`);
    return {
        p50Ms: quantileOfSorted(lags, 0.5) ?? 0,
        p99Ms,
        maxMs: lags.at(-1) ?? 0,
        sustainedMs,
        hidableMs,
        hidable: late,
        isVoid: reasons.length > 0,
        reasons,
    };
}
/** The greatest median over runs of as many operations as are due in a second. */
function sustainedLag(operations, periodMs) {
    const lags = operations.map((op) => op.sentMs - op.dueMs);
    const length = Math.min(Math.ceil(SUSTAINED_MS / periodMs), lags.length);
    if (length === 0)
        return 0;
    // Runs that overlap by three quarters: none that lasts can fall between two of them.
    const step = Math.max(1, Math.floor(length / 4));
    let worstMs = 0;
    for (let start = 0; start + length <= lags.length; start += step) {
        const run = lags.slice(start, start + length).toSorted((a, b) => a - b);
        worstMs = Math.max(worstMs, quantileOfSorted(run, 0.5) ?? 0);
    }
    return worstMs;
}
function widestGap(operations, fromMs, toMs) {
    let previousMs = fromMs;
    let widestMs = 0;
    for (const dueMs of operations.map((op) => op.dueMs).toSorted((a, b) => a - b)) {
        widestMs = Math.max(widestMs, dueMs - previousMs);
        previousMs = dueMs;
    }
    return Math.max(widestMs, toMs - previousMs);
}
//# sourceMappingURL=schedule-lag.js.map