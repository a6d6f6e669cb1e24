/** What stands between a dependency's failure and the operation that needs it. */
export interface DependencyGuards {
    /** Attempts at most, the first included. */
    readonly attempts: number;
    /** The share of its unavailability that every attempt meets alike (0 to 1). */
    readonly correlated: number;
    /** The share of operations that do without it while it is away (0 to 1). */
    readonly fallback: number;
    /** Kept answers: the share of operations that has one, and how long it may be used (ms). */
    readonly cache: {
        readonly hits: number;
        readonly lastsMs: number;
    };
}
/** The unavailability that is left after each guard, in the order in which they apply. */
export interface GuardedDependency {
    readonly alone: number;
    readonly afterRetry: number;
    readonly afterCache: number;
    readonly afterFallback: number;
}
/**
 * What each guard buys. A part `correlated` of the unavailability is outages, which another attempt
 * meets too; the rest is single failures, independent of each other, that n attempts raise to the
 * n-th power. A cache serves the first `lastsMs` of an outage, exponential with mean `mttrMs`: the
 * share 1 - exp(-lasts / mttr) of its time. A fallback serves its share of what is left; a fallback
 * that fails together with the dependency is no fallback, so its share must already be less by that.
 *
 * @param unavailability of one attempt (0 to 1)
 */
export declare function guardedDependency(unavailability: number, mttrMs: number, { attempts, correlated, fallback, cache }: DependencyGuards): GuardedDependency;
//# sourceMappingURL=dependency.d.ts.map