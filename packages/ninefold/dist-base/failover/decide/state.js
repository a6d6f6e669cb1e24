/**
 * The state of an agent that has just started and knows nothing but its configuration. What an
 * earlier agent did is found in the durable record of the lease, and by asking the members.
 */
export function initialState(config, nowMs) {
    return {
        config,
        phase: { kind: 'starting' },
        highestTerm: 0,
        reservedTerm: undefined,
        reservationSentMs: undefined,
        granted: undefined,
        members: Array.from({ length: config.members }, () => ({
            health: 'unknown',
            role: 'unknown',
            roleTerm: 0,
            following: undefined,
            answeredMs: -Infinity,
            sinceMs: nowMs,
            mayWrite: false,
            mustRebuild: false,
            errand: undefined,
            failures: 0,
        })),
        // An earlier agent may have leased every door up to the moment before this one started.
        doors: Array.from({ length: config.doors }, () => ({
            cutTerm: 0,
            routedTerm: 0,
            doorMs: undefined,
            leasedMs: nowMs,
        })),
        calledMs: nowMs,
        listeningSinceMs: nowMs,
        failedAttempts: 0,
    };
}
//# sourceMappingURL=state.js.map