import type { Operation, TrialRecord } from './history.ts';
import type { RtoMeasure } from './rto.ts';
export interface ScheduleLag {
    /** Of `sentMs - dueMs` over all operations; 0 when there are none. */
    readonly p50Ms: number;
    readonly p99Ms: number;
    readonly maxMs: number;
    /** The greatest median lag in any second: how far it was behind for good (ms). */
    readonly sustainedMs: number;
    /** The longest outage that the generator may have missed around the fault (ms). */
    readonly hidableMs: number;
    /** Operations that ended ok but might have failed, had they been sent on time. */
    readonly hidable: readonly Operation[];
    readonly isVoid: boolean;
    /** Why it is void, one sentence each. */
    readonly reasons: readonly string[];
}
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
export declare function measureScheduleLag(record: TrialRecord, rto: RtoMeasure): ScheduleLag;
//# sourceMappingURL=schedule-lag.d.ts.map