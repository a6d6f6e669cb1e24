import { designOf } from './design-of.js';
import { nothingSolved, reachOf } from './reach.js';
/** The mean time to repair a host that the objective needs. */
export function requiredMttr(contract, measured) {
    const { host } = contract.assumptions;
    return bisect(contract, measured, host.mttrMs, (mttrMs) => ({
        ...contract,
        assumptions: { ...contract.assumptions, host: { ...host, mttrMs } },
    }));
}
/**
 * The time to detect that a member of a store has failed. Measured recoveries of stores are left
 * aside, since they contain the detection that was in force.
 */
export function requiredDetection(contract, measured) {
    const replicated = contract.stores.filter(({ members }) => members > 1);
    if (replicated.length === 0)
        return undefined;
    const others = measured && {
        recoveries: measured.recoveries.filter(({ tier }) => !tier.startsWith('stores.')),
    };
    const nowMs = Math.max(...replicated.map(({ failover }) => failover.deadlineMs));
    return bisect(contract, others, nowMs, (deadlineMs) => withDeadline(contract, deadlineMs));
}
function withDeadline(contract, deadlineMs) {
    return {
        ...contract,
        stores: contract.stores.map((store) => ({
            ...store,
            failover: { ...store.failover, deadlineMs },
        })),
    };
}
const LONGEST_MS = 365 * 86_400_000;
/** Unavailability grows with any of these times, so halving the interval finds the bound. */
function bisect(contract, measured, nowMs, withTime) {
    const { objective } = contract.promise.availability;
    const solved = nothingSolved();
    const reached = (ms) => reachOf(designOf(withTime(ms), measured), solved).availability;
    // Nothing is repaired in no time, and rates are finite.
    const least = 0.001;
    const best = reached(least);
    if (best < objective)
        return { kind: 'not-enough', reached: best, nowMs };
    let [low, high] = [least, LONGEST_MS];
    if (reached(high) >= objective)
        return { kind: 'at-most', ms: high, nowMs };
    while (high / low > 1.0005) {
        const middle = Math.sqrt(low * high);
        if (reached(middle) >= objective)
            low = middle;
        else
            high = middle;
    }
    return { kind: 'at-most', ms: low, nowMs };
}
//# sourceMappingURL=required.js.map