/** A measurement of a system under a steady load. */
export interface ScalingPoint {
    /** Requests in flight, or processors, or clients: what was raised. 1 or more. */
    readonly concurrency: number;
    /** Requests per second. */
    readonly throughput: number;
}
/**
 * Gunther's universal scalability law, X(N) = gamma N / (1 + alpha (N - 1) + beta N (N - 1)).
 * (N. J. Gunther, Guerrilla Capacity Planning, Springer 2007.)
 */
export interface ScalabilityLaw {
    /** Throughput of one (gamma). */
    readonly single: number;
    /** Contention (alpha, also sigma): the share that can't be done at the same time. */
    readonly contention: number;
    /** Coherency (beta, also kappa): what each pays for agreeing with each other. */
    readonly coherency: number;
}
export interface ScalabilityFit {
    readonly law: ScalabilityLaw;
    /** The most throughput, and where; without coherency it is a limit, reached nowhere. */
    readonly peak: {
        readonly throughput: number;
        readonly concurrency: number;
    };
    /** 1 - residual over total sum of squares. */
    readonly rSquared: number;
    /** The highest concurrency measured: a peak beyond is extrapolated. */
    readonly measuredTo: number;
}
/** Three parameters, and something left to see whether they fit. */
export declare const LEAST_SCALING_POINTS = 4;
/**
 * Fits the law by least squares in the throughput (Levenberg and Marquardt), with no parameter below 0.
 *
 * @throws RangeError for fewer than {@link LEAST_SCALING_POINTS} different concurrencies
 */
export declare function fitScalability(points: readonly ScalingPoint[]): ScalabilityFit;
export declare function throughputAt({ single, contention, coherency }: ScalabilityLaw, concurrency: number): number;
//# sourceMappingURL=scalability-law.d.ts.map