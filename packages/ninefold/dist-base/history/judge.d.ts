import type { Contract } from '../contract/contract.ts';
import type { TrialRecord } from './history.ts';
import type { Verdict } from './verdict.ts';
/**
 * Rules on the contract's promise, from what the trials recorded.
 *
 * Overall it is broken if any promise is; kept if every promise that was tested held and every
 * fault of the contract has a sound trial; otherwise void, or not tested when there was no trial
 * for some fault. A void trial can't keep a promise, but a lost write in it still breaks one.
 */
export declare function judge(contract: Contract, records: readonly TrialRecord[]): Verdict;
//# sourceMappingURL=judge.d.ts.map