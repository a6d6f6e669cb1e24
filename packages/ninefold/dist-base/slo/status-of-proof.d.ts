import type { Contract } from '../contract/contract.ts';
import type { TrialRecord } from '../history/history.ts';
import type { ObjectiveStatus } from './status.ts';
/**
 * What a proof would have taken of the availability's budget, had its trials been all that went wrong
 * in the window: bad operations times one arrival period, of (1 - objective) x window. It is what the
 * client of the proof recorded, so it knows nothing of errors under real traffic, nor of a pace.
 */
export declare function statusOfProof(contract: Contract, records: readonly TrialRecord[]): ObjectiveStatus;
//# sourceMappingURL=status-of-proof.d.ts.map