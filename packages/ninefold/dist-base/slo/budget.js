/**
 * The burn rate of an error ratio: how many times faster than the objective allows the budget is
 * spent (Google, "The Site Reliability Workbook", chapter 5).
 */
export function burnRate(errorRatio, objective) {
    return errorRatio / (1 - objective);
}
/**
 * The budget now. Events that are yet to come in a calendar window are taken to come at the pace of
 * those that came; a rolling window drops old errors while it gains new ones, and the old ones are
 * taken to be spread evenly: it runs out when errors come faster than they are dropped.
 *
 * @throws {RangeError} an objective of 1, which has no budget
 */
export function budgetOf(input) {
    const { objective, windowMs, elapsedMs = windowMs, errorRatio } = input;
    if (!(objective >= 0 && objective < 1))
        throw new RangeError(`no budget at ${objective}`);
    const { recentErrorRatio = errorRatio } = input;
    const allowed = 1 - objective;
    const spentRatio = (errorRatio / allowed) * (elapsedMs / windowMs);
    const totalMinutes = (allowed * windowMs) / 60_000;
    const pace = burnRate(recentErrorRatio, objective);
    // Per unit of window: what is gained by errors, less what a rolling window forgets meanwhile.
    const forgotten = elapsedMs >= windowMs ? burnRate(errorRatio, objective) : 0;
    const net = pace - forgotten;
    const left = 1 - spentRatio;
    return {
        spentRatio,
        totalMinutes,
        leftMinutes: left * totalMinutes,
        burnRate: pace,
        runsOutInMs: left <= 0 ? 0 : net > 0 ? (left / net) * windowMs : Infinity,
    };
}
//# sourceMappingURL=budget.js.map