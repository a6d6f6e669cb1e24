import { faultInstants } from './fault-instants.js';
import { RECOVERY_RUN_MS, RECOVERY_RUN_OPERATIONS, byDueTime, failingFromIn, findOutages, nextRun, } from './outages.js';
import { longestStall, longestWait } from './waits.js';
/** A wait of more arrival periods than this is one that clients see. */
const UNSEEN_PERIODS = 2;
/**
 * The recovery time of one trial: from the fault's instant to the completion of the first
 * operation of the first unbroken run of successes that lasts at least 1 s *and* 20 operations.
 *
 * - The order is that of the due times, so late answers can't reorder a run. Operations due at
 *   the same instant stand or fall together: one failure among them breaks the run, and a run that
 *   begins with them begins when the last of them completed.
 * - A run consists of operations due at or after the fault. One that was in flight at the fault
 *   and did not end ok counts as a failure because of it; one that had ended before does not.
 * - The search begins at the first failure: an outage that sets in late is measured, not passed
 *   over because the first second after the fault was still fine.
 * - Failed and unknown break a run alike.
 * - Of a fault of several steps each counts: the first outage since a step and before the next,
 *   from that step's instant. One under way at the next step goes on, and counts from the earlier.
 *   The trial's recovery time is the worst.
 * - A window that ends before the run is long enough proves nothing: not recovered. That holds
 *   even when nothing failed, or a short window would earn an RTO of 0.
 *
 * Source of the definition: ARCHITECTURE.md, "Measuring".
 */
export function measureRto(record) {
    const { faultAtMs, periodMs } = record;
    const faultAt = faultInstants(record);
    const [firstMs] = faultAt;
    const after = record.operations.filter((op) => op.dueMs >= firstMs);
    const inFlight = record.operations.filter((op) => op.dueMs < firstMs && op.endedMs >= firstMs);
    const failing = [...inFlight, ...after]
        .filter((op) => op.outcome !== 'ok')
        .toSorted((a, b) => a.dueMs - b.dueMs || (a.id < b.id ? -1 : 1));
    const before = record.operations.filter((op) => op.endedMs < firstMs && op.outcome === 'ok');
    const usualWaitMs = Math.max(UNSEEN_PERIODS * periodMs, longestWait(before));
    const instants = byDueTime(after, failingFromIn(faultAt, usualWaitMs));
    const failedInFlight = inFlight.some((op) => op.outcome !== 'ok');
    const outages = findOutages(instants, faultAt, periodMs, failedInFlight);
    const stallMs = longestStall(after, record.operations, record.endMs);
    const longestWaitMs = Math.max(stallMs, longestWait([...inFlight, ...after]));
    const isFirst = (outage, i) => outages[i - 1]?.faultAtMs !== outage.faultAtMs;
    const first = outages.filter(isFirst);
    const base = {
        seenByClients: failing.length > 0 || longestWaitMs > UNSEEN_PERIODS * periodMs,
        resolutionMs: periodMs,
        outages,
        again: outages.filter((outage, i) => !isFirst(outage, i)),
        failing,
        stallMs,
        longestWaitMs,
    };
    const unrestored = first.find((outage) => outage.firstSuccessMs === undefined);
    if (unrestored)
        return {
            ...base,
            recovered: false,
            countedFromMs: unrestored.faultAtMs,
            provenAtMs: record.endMs,
            notRecoveredBecause: `no run of successes of ${RECOVERY_RUN_MS / 1000} s and ${RECOVERY_RUN_OPERATIONS} operations before the window ended`,
        };
    const sinceLast = instants.findIndex(({ dueMs }) => dueMs >= faultAtMs);
    const run = sinceLast === -1 ? undefined : nextRun(instants, sinceLast);
    if (run === undefined)
        return {
            ...base,
            recovered: false,
            countedFromMs: faultAtMs,
            provenAtMs: record.endMs,
            notRecoveredBecause: `${failing.length === 0 ? 'nothing failed, but the' : 'the'} window ended after ${after.filter((op) => op.dueMs >= faultAtMs).length} operations due after the fault: too few to tell`,
        };
    const worst = first
        .map((outage) => ({ outage, rtoMs: (outage.firstSuccessMs ?? 0) - outage.faultAtMs }))
        .toSorted((a, b) => b.rtoMs - a.rtoMs)[0];
    return {
        ...base,
        recovered: true,
        rtoMs: Math.max(0, worst?.rtoMs ?? 0),
        countedFromMs: worst?.outage.faultAtMs ?? faultAtMs,
        ...(worst?.outage.firstSuccessMs === undefined
            ? {}
            : { restoredAtMs: worst.outage.firstSuccessMs }),
        provenAtMs: Math.max(run.provenAtMs, ...first.map((outage) => outage.provenAtMs ?? 0)),
    };
}
//# sourceMappingURL=rto.js.map