/**
 * What each guard buys. A part `correlated` of the unavailability is outages, which another attempt
 * meets too; the rest is single failures, independent of each other, that n attempts raise to the
 * n-th power. A cache serves the first `lastsMs` of an outage, exponential with mean `mttrMs`: the
 * share 1 - exp(-lasts / mttr) of its time. A fallback serves its share of what is left; a fallback
 * that fails together with the dependency is no fallback, so its share must already be less by that.
 *
 * @param unavailability of one attempt (0 to 1)
 */
export function guardedDependency(unavailability, mttrMs, { attempts, correlated, fallback, cache }) {
    const outages = correlated * unavailability;
    const single = (unavailability - outages) / (1 - outages);
    const retried = (1 - outages) * single ** attempts;
    const afterRetry = outages + retried;
    const served = cache.hits * (1 - Math.exp(-cache.lastsMs / mttrMs));
    const afterCache = outages * (1 - served) + retried * (1 - (cache.lastsMs > 0 ? cache.hits : 0));
    return {
        alone: unavailability,
        afterRetry,
        afterCache,
        afterFallback: afterCache * (1 - fallback),
    };
}
//# sourceMappingURL=dependency.js.map