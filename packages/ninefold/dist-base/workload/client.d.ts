import type { Found } from '../history/history.ts';
import type { Judgement } from './outcome.ts';
/** One write on its way. */
export interface Attempt {
    /** The outcome is known; nothing more will happen. */
    readonly settled: boolean;
    /** Ends the attempt for want of an answer. What was not sent by now never will be. */
    expire(): void;
}
/** How operations reach the system under test. */
export interface WorkloadClient {
    /** Opens connections ahead of the first operation, and whatever the first write needs. */
    prepare(): Promise<void>;
    /** Sends one write; `settle` is called exactly once, possibly before this returns. */
    write(id: string, settle: (judgement: Judgement) => void): Attempt;
    /** Looks once for ids that were written, in the same order. */
    read(ids: readonly string[]): Promise<Found[]>;
    /** Ids that one read may ask for. */
    readonly readBatchSize: number;
    /** Reads at the same time. */
    readonly readConcurrency: number;
    close(): Promise<void>;
}
//# sourceMappingURL=client.d.ts.map