/**
 * Bounds the load that retries add: each request earns `ratio` of a retry, each retry costs one,
 * and at most `reserve` are saved (which is also the start). So in any stretch of n requests there
 * are at most `reserve + ratio * n` retries.
 */
export class RetryBudget {
    #ratio;
    #reserve;
    #saved;
    constructor(ratio, reserve) {
        this.#ratio = ratio;
        this.#reserve = reserve;
        this.#saved = reserve;
    }
    /** A request came in. */
    earn() {
        const saved = this.#saved + this.#ratio;
        this.#saved = saved > this.#reserve ? this.#reserve : saved;
    }
    get affordable() {
        return this.#saved >= 1;
    }
    /** True, and paid for, if a retry is affordable. */
    spend() {
        if (this.#saved < 1)
            return false;
        this.#saved -= 1;
        return true;
    }
}
//# sourceMappingURL=retry-budget.js.map