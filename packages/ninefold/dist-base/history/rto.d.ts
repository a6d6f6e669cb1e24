import type { Operation, TrialRecord } from './history.ts';
import type { Outage } from './outages.ts';
export interface RtoMeasure {
    /**
     * From the fault to service restored (ms), the worst over its steps. 0 when nothing failed,
     * absent when service was not restored.
     */
    readonly rtoMs?: number;
    /** The instant that `rtoMs` counts from: the fault's, or that of the step that cost most. */
    readonly countedFromMs: number;
    /** When the outage that `rtoMs` measures ended; absent when nothing failed, or it never did. */
    readonly restoredAtMs?: number;
    /** Service was restored inside the window, after every step of the fault. */
    readonly recovered: boolean;
    /** Because of the fault some operation did not end ok, or waited for over two periods. */
    readonly seenByClients: boolean;
    /** No instant is known better than this: one arrival period (ms). */
    readonly resolutionMs: number;
    /** All outages since the (first step of the) fault, in order. */
    readonly outages: readonly Outage[];
    /** Those that began after service had been restored from the same step, too. */
    readonly again: readonly Outage[];
    /** Operations that did not end ok, due after the fault or in flight at it, in due order. */
    readonly failing: readonly Operation[];
    /** Due time of the last operation of the run that proves recovery; the window's end without. */
    readonly provenAtMs: number;
    /**
     * The longest that any operation due after the fault waited until *some* operation was
     * acknowledged (ms). It shows a stall in which nothing failed but nobody was served either.
     */
    readonly stallMs: number;
    /** The longest that any operation took that was due after the fault or in flight at it (ms). */
    readonly longestWaitMs: number;
    /** Why it counts as not recovered. */
    readonly notRecoveredBecause?: string;
}
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
export declare function measureRto(record: TrialRecord): RtoMeasure;
//# sourceMappingURL=rto.d.ts.map