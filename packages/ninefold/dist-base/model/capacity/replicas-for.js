import { loadOf, takesLongerThan } from './erlang-c.js';
/** More than this are not looked for: the model is not made for it. */
const MOST_REPLICAS = 10_000;
/**
 * N + k by Erlang C: the fewest replicas that meet a latency objective, and the fewest in all so that
 * as many are left when the fullest zone is lost. Replicas are spread evenly.
 *
 * One queue for all workers is the best that a balancer can do; where each replica has its own queue,
 * requests wait longer (docs/plan.md).
 *
 * @param zones that the replicas are spread over, of all regions together
 * @returns undefined when no number is enough: service alone takes too long for the objective
 */
export function replicasFor(demand, zones) {
    const load = loadOf(demand);
    if (Math.exp(-demand.belowMs / demand.serviceMs) > 1 - demand.objective)
        return undefined;
    let needed = Math.max(1, Math.ceil(load / demand.workers));
    while (!carries(demand, needed)) {
        needed += 1;
        if (needed > MOST_REPLICAS)
            return undefined;
    }
    let total = needed + 1;
    while (total - lostWithZone(total, zones) < needed)
        total += 1;
    return { load, needed, total, lost: lostWithZone(total, zones) };
}
/** How many of some replicas stand in the fullest zone; in a single zone: one, a host. */
export function lostWithZone(replicas, zones) {
    return zones > 1 ? Math.ceil(replicas / zones) : 1;
}
/** The share of requests (0 to 1) that some replicas answer in time. */
export function withinObjective(demand, replicas) {
    if (replicas < 1)
        return 0;
    const { ratePerSecond, serviceMs, workers, belowMs } = demand;
    return 1 - takesLongerThan({ servers: replicas * workers, ratePerSecond, serviceMs }, belowMs);
}
/** The most requests per second that some replicas carry within the objective; 0: not even one. */
export function carriedRate(demand, replicas) {
    let [low, high] = [0, (replicas * demand.workers * 1000) / demand.serviceMs];
    if (!carries({ ...demand, ratePerSecond: 1e-9 }, replicas))
        return 0;
    while (high - low > high * 1e-6) {
        const middle = (low + high) / 2;
        if (carries({ ...demand, ratePerSecond: middle }, replicas))
            low = middle;
        else
            high = middle;
    }
    return low;
}
function carries(demand, replicas) {
    return withinObjective(demand, replicas) >= demand.objective;
}
//# sourceMappingURL=replicas-for.js.map