import type { Operation, Outcome } from '../history/history.ts';
/** Operations as columns: what is cheap to fill in and to move between threads. */
export interface OperationColumns {
    readonly runId: string;
    readonly firstSequence: number;
    readonly count: number;
    readonly dueMs: Float64Array<ArrayBuffer>;
    readonly sentMs: Float64Array<ArrayBuffer>;
    readonly endedMs: Float64Array<ArrayBuffer>;
    /** Indices into ok, failed, unknown. */
    readonly outcome: Uint8Array<ArrayBuffer>;
    /** Indices into `details`. */
    readonly detail: Uint16Array<ArrayBuffer>;
    readonly details: readonly string[];
}
/** Records the operations of one trial without an object for each. */
export interface Recorder {
    /** Notes that an operation was sent; returns its number within the trial, counted from 0. */
    sent(dueMs: number, sentMs: number): number;
    ended(index: number, endedMs: number, outcome: Outcome, detail: string): void;
    /** How many were sent. */
    readonly count: number;
    /** The columns, cut to length. Invariant: every operation has ended. */
    columns(): OperationColumns;
}
export declare function createRecorder(runId: string, firstSequence: number): Recorder;
/** The operations that the columns stand for, in the order they were due. */
export declare function operationsOf(columns: OperationColumns): Operation[];
//# sourceMappingURL=recorder.d.ts.map