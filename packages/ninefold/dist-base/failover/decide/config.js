/**
 * Completes a configuration with the defaults: heartbeat 100 ms, deadline 300 ms, one
 * synchronous standby, one door.
 *
 * @throws RangeError when the numbers contradict each other
 */
export function failoverConfig(given) {
    const heartbeatMs = given.heartbeatMs ?? 100;
    const config = {
        doors: 1,
        synchronousStandbys: given.members > 1 ? 1 : 0,
        heartbeatMs,
        deadlineMs: 3 * heartbeatMs,
        standbyDeadlineMs: 10 * (given.deadlineMs ?? 3 * heartbeatMs),
        pauseMs: 1.5 * heartbeatMs,
        resendMs: 100,
        fenceTimeoutMs: 300,
        positionGraceMs: 20,
        positionPatienceMs: 250,
        promoteTimeoutMs: 2_000,
        stopTimeoutMs: 5_000,
        repointTimeoutMs: 1_000,
        restartTimeoutMs: 5_000,
        rejoinTimeoutMs: 30_000,
        backoffMs: 50,
        maxBackoffMs: 2_000,
        routeLeaseTtlMs: 2_000,
        maxClockDrift: 0.05,
        ...given,
    };
    const { members, synchronousStandbys: k } = config;
    if (!Number.isInteger(members) || members < 1)
        throw new RangeError(`members: ${members}`);
    if (!Number.isInteger(config.doors) || config.doors < 1) {
        throw new RangeError(`doors: ${config.doors}`);
    }
    if (!Number.isInteger(k) || k < 0 || k > members - 1) {
        throw new RangeError(`synchronousStandbys: ${k} of ${members - 1} standbys`);
    }
    if (!(config.deadlineMs > config.heartbeatMs)) {
        throw new RangeError(`deadlineMs ${config.deadlineMs} is not above heartbeatMs ${heartbeatMs}`);
    }
    if (!(config.maxClockDrift >= 0 && config.maxClockDrift < 1)) {
        throw new RangeError(`maxClockDrift: ${config.maxClockDrift}`);
    }
    return config;
}
//# sourceMappingURL=config.js.map