/**
 * Bounds the load that retries add: each request earns `ratio` of a retry, each retry costs one,
 * and at most `reserve` are saved (which is also the start). So in any stretch of n requests there
 * are at most `reserve + ratio * n` retries.
 */
export declare class RetryBudget {
    #private;
    constructor(ratio: number, reserve: number);
    /** A request came in. */
    earn(): void;
    get affordable(): boolean;
    /** True, and paid for, if a retry is affordable. */
    spend(): boolean;
}
//# sourceMappingURL=retry-budget.d.ts.map