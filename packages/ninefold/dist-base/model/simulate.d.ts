import type { Design } from './design.ts';
export interface SimulationOptions {
    readonly design: Design;
    readonly years: number;
    /** The window of the promise (ms). */
    readonly windowMs: number;
    readonly seed: number;
}
/** What was seen in some simulated years; runs of other seeds can be put together. Times in ms. */
export interface SimulationRun {
    readonly years: number;
    /** Failures and repairs. */
    readonly events: number;
    readonly outages: number;
    readonly switchOvers: number;
    readonly manualRecoveries: number;
    /** Bad time of each window, one after the other. */
    readonly windows: Float64Array;
    readonly yearly: Float64Array;
    /** The longest outage that began in each year. */
    readonly longest: Float64Array;
    /** How long outages lasted, and how old lost writes were: the first 100,000 of each. */
    readonly lengths: Float64Array;
    readonly losses: Float64Array;
}
/**
 * Lives through some years, event by event. Failures come as one exponential clock of all units; who
 * fails is drawn by its rate, and a draw that meets a unit that is down already changes nothing (exact
 * thinning). Repairs take times of any shape; few are under way at once, so the next is found by
 * looking at each. A part of the traffic that is lost counts as so much shorter an outage.
 *
 * Starts with everything up.
 */
export declare function simulate({ design, years, windowMs, seed }: SimulationOptions): SimulationRun;
//# sourceMappingURL=simulate.d.ts.map