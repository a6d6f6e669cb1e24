/** What has happened to an error budget in its window so far. */
export interface BudgetInput {
    /** 0 to 1, below 1. */
    readonly objective: number;
    /** The window's whole length (ms). */
    readonly windowMs: number;
    /** How much of the window has passed (ms): all of a rolling one. Default: `windowMs`. */
    readonly elapsedMs?: number;
    /** The share of events that were bad, in the time that has passed (0 to 1). */
    readonly errorRatio: number;
    /** The share of events that are bad now, such as over the last hour. Default: `errorRatio`. */
    readonly recentErrorRatio?: number;
}
export interface Budget {
    /** The share of the budget that is spent; above 1, the objective is broken. */
    readonly spentRatio: number;
    /** Budget in minutes of total outage: (1 - objective) x window. */
    readonly totalMinutes: number;
    /** What is left of it (minutes); negative when it is overspent. */
    readonly leftMinutes: number;
    /** 1: exactly the budget is spent, at the window's end. */
    readonly burnRate: number;
    /**
     * Time until nothing is left at the recent pace (ms): 0 when nothing is, Infinity when nothing is
     * being spent. In a calendar window it may lie beyond its end; then it lasts.
     */
    readonly runsOutInMs: number;
}
/**
 * The burn rate of an error ratio: how many times faster than the objective allows the budget is
 * spent (Google, "The Site Reliability Workbook", chapter 5).
 */
export declare function burnRate(errorRatio: number, objective: number): number;
/**
 * The budget now. Events that are yet to come in a calendar window are taken to come at the pace of
 * those that came; a rolling window drops old errors while it gains new ones, and the old ones are
 * taken to be spread evenly: it runs out when errors come faster than they are dropped.
 *
 * @throws {RangeError} an objective of 1, which has no budget
 */
export declare function budgetOf(input: BudgetInput): Budget;
//# sourceMappingURL=budget.d.ts.map