import type { SimulationRun } from './simulate.ts';
/** An estimate and its 95 % confidence interval. */
export interface Interval {
    readonly estimate: number;
    readonly low: number;
    readonly high: number;
}
/** Quantiles of something in ms; absent when it never happened. */
export interface Spread {
    readonly median: number;
    readonly p95: number;
    readonly p99: number;
    readonly worst: number;
}
/** What simulated years say of a promise. Times in ms. */
export interface SimulationSummary {
    readonly years: number;
    readonly events: number;
    readonly unavailability: Interval;
    /** The chance that a window's bad time exceeds what the objective allows, and the agreement. */
    readonly objectiveMissed: Interval;
    readonly agreementBroken: Interval;
    readonly windowDowntime: Spread;
    readonly yearDowntime: Spread;
    readonly longestOutageOfYear: Spread;
    readonly outagesPerYear: number;
    /** How long outages last; a part of the traffic counts as so much shorter an outage. */
    readonly outageLength?: Spread;
    /** The share of outages longer than the promised RTO. */
    readonly longerThanRto: number;
    /** How old the writes are that switch-overs of asynchronous stores lose. */
    readonly lostWriteAge?: Spread;
    /** The share of those older than the promised RPO. */
    readonly olderThanRpo: number;
}
export interface SummaryPromise {
    readonly objective: number;
    readonly agreement: number;
    readonly windowMs: number;
    readonly rtoMs: number;
    readonly rpoMs: number;
}
/** Puts runs of different seeds together: more years of the same design. */
export declare function mergeRuns(runs: readonly SimulationRun[]): SimulationRun;
/**
 * Distributions and intervals of a run. The mean is over years, taken as independent (normal
 * interval); chances have Wilson's interval (J. Am. Stat. Assoc. 22, 1927), which holds for none too.
 */
export declare function summariseRun(run: SimulationRun, promise: SummaryPromise): SimulationSummary;
//# sourceMappingURL=simulation-summary.d.ts.map