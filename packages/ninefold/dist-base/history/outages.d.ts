import type { Operation } from './history.ts';
/** An unbroken run of successes shorter than this does not count as service restored (ms). */
export declare const RECOVERY_RUN_MS = 1000;
/** Nor does one of fewer operations, however long they take. */
export declare const RECOVERY_RUN_OPERATIONS = 20;
/** A stretch in which operations did not end ok. */
export interface Outage {
    /** The instant of the fault, or of the step of it, that the outage counts from. */
    readonly faultAtMs: number;
    /** Due time of its first operation that did not end ok; never before `faultAtMs`. */
    readonly startMs: number;
    /** Completion of the first operation of the run that ended it; absent when none did. */
    readonly firstSuccessMs?: number;
    /** Due time of the last operation of the shortest run that counts as restored. */
    readonly provenAtMs?: number;
    /**
     * From `startMs` to `firstSuccessMs`; for an outage that the window's end cut off, only what is
     * proven: from its first to its last operation that did not end ok, plus one period.
     */
    readonly lengthMs: number;
}
/** All operations due at one instant. */
export interface DueInstant {
    readonly dueMs: number;
    readonly count: number;
    readonly ok: boolean;
    /** When the last of them ended. */
    readonly endedMs: number;
    /** From when on its first operation that did not end ok counts as failing. */
    readonly failingFromMs: number;
}
/**
 * Operations by due time. Operations due at one instant stand or fall together.
 *
 * @param failingFrom for an operation that did not end ok, see {@link failingFromIn}
 */
export declare function byDueTime(operations: readonly Operation[], failingFrom: (op: Operation) => number): DueInstant[];
/**
 * From when on an operation that did not end ok counts as failing: its due time; but a step of the
 * fault that caught it in flight, no longer than operations usually are (`usualWaitMs`), is what
 * broke it. One that had waited for longer by then was broken by what came before.
 */
export declare function failingFromIn(faultAt: readonly number[], usualWaitMs: number): (op: Operation) => number;
interface Run {
    readonly firstSuccessMs: number;
    readonly provenAtMs: number;
    /** Index of the failure that ends the run; the number of instants when none does. */
    readonly endsAt: number;
}
/** The first run, among the instants from this index on, that counts as service restored. */
export declare function nextRun(instants: readonly DueInstant[], from: number): Run | undefined;
/**
 * The outages in these instants, in order. Each counts from the last of the fault's instants that
 * is not after its start; one that is under way at the next instant goes on.
 *
 * @param faultAt the fault's instants, ascending
 * @param failedInFlight the first of them broke operations that were due before it
 */
export declare function findOutages(instants: readonly DueInstant[], faultAt: readonly [number, ...number[]], periodMs: number, failedInFlight: boolean): Outage[];
export {};
//# sourceMappingURL=outages.d.ts.map