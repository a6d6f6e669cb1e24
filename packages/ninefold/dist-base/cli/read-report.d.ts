import type { Contract } from '../contract/contract.ts';
import type { TrialRecord } from '../history/history.ts';
/** What a past proof recorded, and the promise that it was about. */
export interface PastProof {
    readonly contract: Contract;
    readonly records: readonly TrialRecord[];
    /** When its run began (ISO 8601). */
    readonly startedAt: string;
    readonly path: string;
}
/**
 * Reads a `report.json` of `ninefold prove`, the contract in it included.
 *
 * @throws BadInputError for a file that is none
 */
export declare function readReport(path: string): PastProof;
//# sourceMappingURL=read-report.d.ts.map