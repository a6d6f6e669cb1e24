/** What the replicas have to carry, and how fast. */
export interface Demand {
    readonly ratePerSecond: number;
    /** Mean time of service of one request (ms), without waiting. */
    readonly serviceMs: number;
    /** Requests that one replica serves at once. */
    readonly workers: number;
    /** Share of the requests (0 to 1) that must be answered within `belowMs`. */
    readonly objective: number;
    readonly belowMs: number;
}
/** Replicas that carry a demand though a zone is lost. */
export interface ReplicasNeeded {
    /** Arrivals times service (erlangs): workers that are busy on average. */
    readonly load: number;
    /** Replicas that must be left. */
    readonly needed: number;
    /** Replicas in all, and how many of them the loss of one zone takes; without zones, one replica. */
    readonly total: number;
    readonly lost: number;
}
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
export declare function replicasFor(demand: Demand, zones: number): ReplicasNeeded | undefined;
/** How many of some replicas stand in the fullest zone; in a single zone: one, a host. */
export declare function lostWithZone(replicas: number, zones: number): number;
/** The share of requests (0 to 1) that some replicas answer in time. */
export declare function withinObjective(demand: Demand, replicas: number): number;
/** The most requests per second that some replicas carry within the objective; 0: not even one. */
export declare function carriedRate(demand: Omit<Demand, 'ratePerSecond'>, replicas: number): number;
//# sourceMappingURL=replicas-for.d.ts.map