import { loadOf, takesLongerThan } from './erlang-c.ts';

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
export function replicasFor(demand: Demand, zones: number): ReplicasNeeded | undefined {
  const load = loadOf(demand);
  if (Math.exp(-demand.belowMs / demand.serviceMs) > 1 - demand.objective) return undefined;
  let needed = Math.max(1, Math.ceil(load / demand.workers));
  while (!carries(demand, needed)) {
    needed += 1;
    if (needed > MOST_REPLICAS) return undefined;
  }
  let total = needed + 1;
  while (total - lostWithZone(total, zones) < needed) total += 1;
  return { load, needed, total, lost: lostWithZone(total, zones) };
}

/** How many of some replicas stand in the fullest zone; in a single zone: one, a host. */
export function lostWithZone(replicas: number, zones: number): number {
  return zones > 1 ? Math.ceil(replicas / zones) : 1;
}

/** The share of requests (0 to 1) that some replicas answer in time. */
export function withinObjective(demand: Demand, replicas: number): number {
  if (replicas < 1) return 0;
  const { ratePerSecond, serviceMs, workers, belowMs } = demand;
  return 1 - takesLongerThan({ servers: replicas * workers, ratePerSecond, serviceMs }, belowMs);
}

/** The most requests per second that some replicas carry within the objective; 0: not even one. */
export function carriedRate(demand: Omit<Demand, 'ratePerSecond'>, replicas: number): number {
  let [low, high] = [0, (replicas * demand.workers * 1000) / demand.serviceMs];
  if (!carries({ ...demand, ratePerSecond: 1e-9 }, replicas)) return 0;
  while (high - low > high * 1e-6) {
    const middle = (low + high) / 2;
    if (carries({ ...demand, ratePerSecond: middle }, replicas)) low = middle;
    else high = middle;
  }
  return low;
}

function carries(demand: Demand, replicas: number): boolean {
  return withinObjective(demand, replicas) >= demand.objective;
}
