/** An unbroken run of successes shorter than this does not count as service restored (ms). */
export const RECOVERY_RUN_MS = 1000;
/** Nor does one of fewer operations, however long they take. */
export const RECOVERY_RUN_OPERATIONS = 20;
/** Rounding of `t0 + k / rate` must not make a run of exactly one second too short (ms). */
const ROUNDING_MS = 1e-6;
/**
 * Operations by due time. Operations due at one instant stand or fall together.
 *
 * @param failingFrom for an operation that did not end ok, see {@link failingFromIn}
 */
export function byDueTime(operations, failingFrom) {
    const instants = [];
    for (const op of operations.toSorted((a, b) => a.dueMs - b.dueMs)) {
        const ok = op.outcome === 'ok';
        const failingFromMs = ok ? Infinity : failingFrom(op);
        const last = instants.at(-1);
        if (last === undefined || last.dueMs !== op.dueMs)
            instants.push({ dueMs: op.dueMs, count: 1, ok, endedMs: op.endedMs, failingFromMs });
        else
            instants[instants.length - 1] = {
                dueMs: op.dueMs,
                count: last.count + 1,
                ok: last.ok && ok,
                endedMs: Math.max(last.endedMs, op.endedMs),
                failingFromMs: Math.min(last.failingFromMs, failingFromMs),
            };
    }
    return instants;
}
/**
 * From when on an operation that did not end ok counts as failing: its due time; but a step of the
 * fault that caught it in flight, no longer than operations usually are (`usualWaitMs`), is what
 * broke it. One that had waited for longer by then was broken by what came before.
 */
export function failingFromIn(faultAt, usualWaitMs) {
    return (op) => faultAt.find((ms) => ms > op.dueMs && ms <= op.endedMs && ms - op.dueMs <= usualWaitMs) ??
        op.dueMs;
}
/** The first run, among the instants from this index on, that counts as service restored. */
export function nextRun(instants, from) {
    let start;
    let count = 0;
    let provenAtMs;
    for (let i = from; i <= instants.length; i++) {
        const instant = instants[i];
        if (instant?.ok === true) {
            start ??= instant;
            count += instant.count;
            if (provenAtMs === undefined &&
                count >= RECOVERY_RUN_OPERATIONS &&
                instant.dueMs - start.dueMs >= RECOVERY_RUN_MS - ROUNDING_MS)
                provenAtMs = instant.dueMs;
            continue;
        }
        if (start !== undefined && provenAtMs !== undefined)
            return { firstSuccessMs: start.endedMs, provenAtMs, endsAt: i };
        start = undefined;
        count = 0;
    }
    return undefined;
}
/**
 * The outages in these instants, in order. Each counts from the last of the fault's instants that
 * is not after its start; one that is under way at the next instant goes on.
 *
 * @param faultAt the fault's instants, ascending
 * @param failedInFlight the first of them broke operations that were due before it
 */
export function findOutages(instants, faultAt, periodMs, failedInFlight) {
    const outages = [];
    let from = 0;
    let startMs = failedInFlight ? faultAt[0] : earliestFailure(instants, 0);
    while (startMs !== undefined) {
        const beganMs = startMs;
        const faultAtMs = faultAt.findLast((ms) => ms <= beganMs) ?? faultAt[0];
        const begin = { faultAtMs, startMs: beganMs };
        const first = instants.findIndex(({ dueMs }, i) => i >= from && dueMs >= beganMs);
        const run = first === -1 ? undefined : nextRun(instants, first);
        if (run === undefined) {
            const lastFailure = instants.findLast((instant) => !instant.ok)?.dueMs ?? beganMs;
            outages.push({ ...begin, lengthMs: Math.max(0, lastFailure - beganMs) + periodMs });
            break;
        }
        outages.push({
            ...begin,
            firstSuccessMs: run.firstSuccessMs,
            provenAtMs: run.provenAtMs,
            lengthMs: Math.max(0, run.firstSuccessMs - beganMs),
        });
        from = run.endsAt;
        startMs = earliestFailure(instants, from);
    }
    return outages;
}
/** When the failures from this index on begin; undefined when there are none. */
function earliestFailure(instants, from) {
    let earliestMs = Infinity;
    for (let i = from; i < instants.length; i++)
        earliestMs = Math.min(earliestMs, instants[i]?.failingFromMs ?? Infinity);
    return earliestMs === Infinity ? undefined : earliestMs;
}
//# sourceMappingURL=outages.js.map