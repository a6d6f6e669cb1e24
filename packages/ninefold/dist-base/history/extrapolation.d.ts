import type { Contract } from '../contract/contract.ts';
import type { Operation, TrialRecord } from './history.ts';
/** What the bad operations of a run mean for the promise's window. */
export interface Extrapolation {
    /** (1 - objective) x window: the time that may be bad (ms). */
    readonly budgetMs: number;
    /** Expected bad time in the window (ms): the baseline and the expected host failures. */
    readonly spendMs: number;
    readonly baseline: {
        /** Operations that ended before the fault of their trial, and how many were bad. */
        readonly operations: number;
        readonly bad: number;
        readonly spendMs: number;
    };
    /** One for each part of the system that a tested fault hits. */
    readonly hosts: readonly HostFailureSpend[];
    /** The share of good operations to expect over the window (0 to 1). */
    readonly expected: number;
    /** What was measured and what was assumed, one sentence each. */
    readonly sentences: readonly string[];
}
export interface HostFailureSpend {
    /** Such as `store primary` or `app`. */
    readonly target: string;
    /** The tested fault that cost most there; every failure of such a host is taken to cost this. */
    readonly fault: string;
    /** Hosts whose failure would hit this target. */
    readonly hosts: number;
    /** Expected failures of these hosts in the window. */
    readonly failures: number;
    /** Bad-operation time of one fault (ms), the mean over the trials, and the worst of them. */
    readonly costMs: number;
    readonly worstMs: number;
    readonly spendMs: number;
}
/**
 * Extends what trials measured to the promise's window. A trial lasts seconds, a promise 30 days,
 * so their ratios can't be compared. Bad time can: a fault costs (bad operations x one period), a
 * host fails every `assumptions.host.mtbfMs` on average, each member runs on a host of its own, and
 * the share of bad operations before any fault goes on all the time.
 *
 * A host's failure is taken to cost as much as the costliest fault tested on that part, so that
 * testing more faults never counts one failure twice. A trial that never recovered costs
 * `assumptions.host.mttrMs`. Planned changes (rolling restart, switchover, stop) do not come from
 * failing hosts: the contract names no frequency for them, so they are told apart and not counted.
 */
export declare function extrapolate(contract: Contract, records: readonly TrialRecord[], objective: number, isBad: (op: Operation) => boolean, recovered: (record: TrialRecord) => boolean): Extrapolation;
/** In the order in which the faults first appear. */
export declare function groupByFault(records: readonly TrialRecord[]): Map<string, TrialRecord[]>;
//# sourceMappingURL=extrapolation.d.ts.map