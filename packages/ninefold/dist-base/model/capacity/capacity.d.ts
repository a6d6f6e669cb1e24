import type { Forecast } from './forecast.ts';
import type { Demand, ReplicasNeeded } from './replicas-for.ts';
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
    readonly limit?: {
        readonly perSecond: number;
        readonly by: 'replicas' | 'scaling';
    };
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
export declare function capacityOf(question: CapacityQuestion): CapacityAnswer;
//# sourceMappingURL=capacity.d.ts.map