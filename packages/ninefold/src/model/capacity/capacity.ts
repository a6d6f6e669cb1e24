import { forecastLoad } from './forecast.ts';
import type { Forecast } from './forecast.ts';
import { carriedRate, lostWithZone, replicasFor, withinObjective } from './replicas-for.ts';
import type { Demand, ReplicasNeeded } from './replicas-for.ts';
import { fitScalability } from './scalability-law.ts';
import type { ScalabilityFit } from './scalability-law.ts';

/** What was measured at an instant. */
export interface Measurement {
  /** Requests per second. */
  readonly throughput: number;
  /** Requests in flight. Absent: not measured. */
  readonly concurrency?: number;
  /** Since the Unix epoch (ms). Absent: not known. */
  readonly atMs?: number;
}

export interface CapacityQuestion {
  /** Absent when the time of service is not known: then no replicas are counted. */
  readonly demand?: Demand;
  readonly replicas: number;
  /** That the replicas are spread over, of all regions together. */
  readonly zones: number;
  readonly measurements: readonly Measurement[];
}

export interface CapacityAnswer {
  readonly replicas?: ReplicasAnswer;
  readonly scaling?: ScalabilityFit;
  /** Requests per second that can be carried at most, and what sets it. */
  readonly limit?: { readonly perSecond: number; readonly by: 'replicas' | 'scaling' };
  readonly forecast?: Forecast;
  /** The replicas keep the latency objective with a zone lost; true when they were not asked about. */
  readonly enough: boolean;
}

export interface ReplicasAnswer {
  readonly have: number;
  readonly lost: number;
  /** Absent when no number is enough. */
  readonly needed?: ReplicasNeeded;
  /** The share of requests in time (0 to 1), with all replicas and with a zone lost. */
  readonly within: number;
  readonly withinThen: number;
  /** Requests per second that they carry within the objective with a zone lost. */
  readonly carries: number;
}

/**
 * Whether the replicas are enough, how far the system scales, and when load outgrows both.
 *
 * @throws RangeError for measurements of fewer concurrencies than a fit needs
 */
export function capacityOf(question: CapacityQuestion): CapacityAnswer {
  const { demand, measurements } = question;
  const replicas = demand === undefined ? undefined : replicasAnswer(question, demand);
  const scalingPoints = measurements.flatMap(({ concurrency, throughput }) =>
    // The law speaks of one and more; below, hardly anything is under way.
    concurrency !== undefined && concurrency >= 1 ? [{ concurrency, throughput }] : [],
  );
  const scaling = scalingPoints.length === 0 ? undefined : fitScalability(scalingPoints);
  const limit = limitOf(replicas, scaling);
  const load = measurements.flatMap(({ atMs, throughput }) =>
    atMs === undefined ? [] : [{ atMs, throughput }],
  );
  const forecast = limit === undefined ? undefined : forecastLoad(load, limit.perSecond);
  return {
    ...(replicas === undefined ? {} : { replicas }),
    ...(scaling === undefined ? {} : { scaling }),
    ...(limit === undefined ? {} : { limit }),
    ...(forecast === undefined ? {} : { forecast }),
    enough:
      replicas === undefined ||
      (replicas.needed !== undefined && replicas.have - replicas.lost >= replicas.needed.needed),
  };
}

function replicasAnswer({ replicas, zones }: CapacityQuestion, demand: Demand): ReplicasAnswer {
  const lost = lostWithZone(replicas, zones);
  const needed = replicasFor(demand, zones);
  return {
    have: replicas,
    lost,
    ...(needed === undefined ? {} : { needed }),
    within: withinObjective(demand, replicas),
    withinThen: withinObjective(demand, replicas - lost),
    carries: replicas === lost ? 0 : carriedRate(demand, replicas - lost),
  };
}

function limitOf(
  replicas: ReplicasAnswer | undefined,
  scaling: ScalabilityFit | undefined,
): CapacityAnswer['limit'] {
  const peak = scaling?.peak.throughput ?? Infinity;
  const carries = replicas?.carries ?? Infinity;
  const perSecond = Math.min(peak, carries);
  if (perSecond === Infinity) return undefined;
  return { perSecond, by: carries <= peak ? 'replicas' : 'scaling' };
}
