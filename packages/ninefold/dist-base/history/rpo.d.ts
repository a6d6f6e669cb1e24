import type { Operation, TrialRecord } from './history.ts';
export interface RpoMeasure {
    /** Writes that were acknowledged and looked for in the end. */
    readonly acknowledged: number;
    /** Acknowledged, and not there in the end; in the order of their acknowledgement. */
    readonly lost: readonly Operation[];
    /** Instants of the first and the last acknowledgement that was lost. */
    readonly window?: {
        readonly firstMs: number;
        readonly lastMs: number;
    };
    /** From the oldest lost acknowledgement to the fault (ms); 0 when none is lost or all later. */
    readonly rpoMs: number;
    /** Acknowledged, but the read-back gave no answer: neither present nor lost. */
    readonly unreadable: readonly string[];
    /** Every acknowledged write was read back; without it, no loss seen proves nothing. */
    readonly conclusive: boolean;
}
/**
 * The recovery point of one trial: which acknowledged writes are missing when everything has
 * healed. Only `ok` operations count: an `unknown` one may be present or absent. An id that the
 * read-back could not read, or never asked for, makes the measure inconclusive.
 *
 * Source of the definition: ARCHITECTURE.md, "Measuring".
 */
export declare function measureRpo(record: TrialRecord): RpoMeasure;
//# sourceMappingURL=rpo.d.ts.map