import { redundantUnavailability } from './failover-chain.js';
/** Standbys run and fail like the active member. */
export function hotStandby(system) {
    return withStandbys(system, 1);
}
/** Standbys run but do not serve, and fail less often: `dormancy` is the ratio of the rates. */
export function warmStandby(system, dormancy) {
    return withStandbys(system, dormancy);
}
/** Standbys are off, and do not fail. */
export function coldStandby(system) {
    return withStandbys(system, 0);
}
/** The unavailability with switch-overs that take no time; `failover-chain.ts` has those that do. */
function withStandbys(system, standbyFailureRatio) {
    const { standbys, failureRate, repairRate, crews } = system;
    return redundantUnavailability({
        members: standbys + 1,
        needed: 1,
        failureRate,
        repairRate,
        ...(crews === undefined ? {} : { crews }),
        failover: { active: 'one', duration: 0, coverage: 1, manualDuration: 0, standbyFailureRatio },
    });
}
//# sourceMappingURL=standby.js.map