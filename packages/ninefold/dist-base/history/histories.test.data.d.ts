import type { Contract } from '../contract/contract.ts';
import type { Operation, Outcome, TrialRecord } from './history.ts';
/** Hand-written histories: the fault is at 1,000 ms, operations are due as the test says. */
export declare const FAULT_AT_MS = 1000;
export declare function op(dueMs: number, outcome?: Outcome, rest?: Partial<Operation>): Operation;
/** Operations due every `periodMs` from `fromMs` to before `toMs`; `outcomeOf` decides each. */
export declare function steady(fromMs: number, toMs: number, periodMs: number, outcomeOf?: (dueMs: number) => Outcome): Operation[];
/** A record of these operations in which every acknowledged write is found exactly once. */
export declare function record(operations: readonly Operation[], rest?: Partial<TrialRecord>): TrialRecord;
/**
 * Writes at 200/s through a balancer that is cut off for 3 s: none fails, each waits for the heal.
 * The fault is at 1,000 ms.
 */
export declare function blackout(rest?: Partial<TrialRecord>): TrialRecord;
export declare const contract: Contract;
//# sourceMappingURL=histories.test.data.d.ts.map