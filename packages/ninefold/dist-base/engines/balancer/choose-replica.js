/**
 * Which replica takes a request: one in rotation (healthy, not draining), if possible none that
 * failed this request before. When none is in rotation, those that are merely slow or ejected as
 * outliers are better than nothing (the panic rule); those that refuse or say they are not ready
 * never are. `undefined`: the request has to wait.
 *
 * @param turn any number that grows: ties take turns by it
 */
export function chooseReplica(candidates, policy, turn, tried) {
    if (tried !== undefined) {
        const fresh = pick(candidates, policy, turn, isInRotation, tried);
        if (fresh !== undefined)
            return fresh;
    }
    const chosen = pick(candidates, policy, turn, isInRotation);
    if (chosen !== undefined)
        return chosen;
    // A replica in rotation without capacity is worth waiting for.
    for (const candidate of candidates)
        if (isInRotation(candidate))
            return undefined;
    return pick(candidates, policy, turn, isLastResort);
}
/** It gets requests. */
export function isInRotation(candidate) {
    return candidate.health.kind === 'healthy' && !candidate.draining;
}
function isLastResort(candidate) {
    const { health } = candidate;
    if (candidate.draining)
        return false;
    return health.kind === 'ejected' || (health.kind === 'unready' && health.cause === 'slow');
}
function isBetter(a, b) {
    return a.tier === b.tier ? a.outstanding < b.outstanding : a.tier < b.tier;
}
function pick(candidates, policy, turn, allowed, except) {
    const count = candidates.length;
    let best;
    // Where the scan starts decides between equals.
    let index = policy === 'primary-backup' || count === 0 ? 0 : turn % count;
    for (let i = 0; i < count; i++) {
        const candidate = candidates[index];
        if (++index === count)
            index = 0;
        if (!allowed(candidate) || except?.includes(candidate) === true)
            continue;
        // The backup is for a primary that is gone, not for one that is busy.
        if (policy === 'primary-backup')
            return candidate.hasCapacity ? candidate : undefined;
        if (!candidate.hasCapacity)
            continue;
        if (best === undefined || isBetter(candidate, best))
            best = candidate;
    }
    return best;
}
//# sourceMappingURL=choose-replica.js.map