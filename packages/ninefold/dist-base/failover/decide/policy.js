export const safePolicy = {
    fenceProof: (state, phase, nowMs) => fenceProof(state, phase, nowMs, leaseWaitMs(state.config)),
    positionsNeeded,
    compare: comparePositions,
    positionCounts: (askedTerm, term) => askedTerm === term,
    wasPaused: (config, gapMs) => gapMs > config.pauseMs,
};
/**
 * Every target is dead; or, once that could not be had, every door has cut them off: it
 * acknowledged the cut, or its lease has ended.
 */
export function fenceProof(state, phase, nowMs, waitMs) {
    if (phase.targets.every((target) => state.members[target]?.health === 'dead'))
        return 'dead';
    if (!phase.killFailed && nowMs - phase.sinceMs < state.config.fenceTimeoutMs)
        return undefined;
    const cutOff = state.doors.every((door) => door.cutTerm >= phase.term || nowMs - door.leasedMs >= waitMs);
    return cutOff ? 'cut' : undefined;
}
/**
 * Synchronous: an acknowledged commit is on its primary and on k standbys, k + 1 of n members, so
 * any n - k members hold at least one copy (k + 1 + n - k > n: the sets intersect). With the old
 * primary fenced these are n - k = s - k + 1 of its s standbys. Asynchronous: one is enough.
 */
export function positionsNeeded(config) {
    return config.synchronousStandbys === 0 ? 1 : config.members - config.synchronousStandbys;
}
/**
 * By the term of the last record, then by length, as in Raft (Ongaro and Ousterhout 2014, section
 * 5.4.1): a longer log of an older term may hold records that a newer primary never had.
 */
export function comparePositions(a, b) {
    if (a.walTerm !== b.walTerm)
        return a.walTerm - b.walTerm;
    if (a.receivedLsn === b.receivedLsn)
        return 0;
    return a.receivedLsn > b.receivedLsn ? 1 : -1;
}
/**
 * The lease runs on the door's clock, the wait on the agent's. With rate errors up to d either
 * way, the door's may take ttl / (1 - d) of true time, which the agent's may count as
 * (1 + d) times as much.
 */
export function leaseWaitMs(config) {
    const { routeLeaseTtlMs, maxClockDrift } = config;
    return (routeLeaseTtlMs * (1 + maxClockDrift)) / (1 - maxClockDrift);
}
/**
 * The member to promote: the most advanced known; among equals the preferred one, then the first.
 */
export function mostAdvanced(positions, prefer, compare) {
    let best;
    let bestPosition;
    for (const [member, position] of positions.entries()) {
        if (position === undefined)
            continue;
        const order = bestPosition === undefined ? 1 : compare(position, bestPosition);
        if (order > 0 || (order === 0 && member === prefer)) {
            best = member;
            bestPosition = position;
        }
    }
    return best;
}
//# sourceMappingURL=policy.js.map