/**
 * Chooses the first address, in order of preference, that is not known to be unreachable. When all
 * are, the one found so longest ago. No operation is spent on finding out whether a preferred one
 * is back: that is what health checks are for, GeoDNS's and ours.
 */
export function createEndpointChoice(count) {
    const unreachableSinceMs = Array.from({ length: count }, () => undefined);
    return {
        current() {
            const usable = unreachableSinceMs.indexOf(undefined);
            if (usable !== -1)
                return usable;
            const known = unreachableSinceMs.map((sinceMs) => sinceMs ?? Infinity);
            return known.indexOf(Math.min(...known));
        },
        unreachable(index, nowMs) {
            const isNews = unreachableSinceMs[index] === undefined;
            unreachableSinceMs[index] = nowMs;
            return isNews;
        },
        reachable(index) {
            unreachableSinceMs[index] = undefined;
        },
    };
}
//# sourceMappingURL=endpoint-choice.js.map