/** A figure that a contract did not give, and where it is from. */
export interface DefaultFigure {
    readonly value: number;
    /** A public source, or the convention it follows. */
    readonly source: string;
}
/** Durations in ms, ratios 0 to 1. docs/model.md discusses each of them. */
export declare const defaultFigures: Readonly<Record<FigureName, DefaultFigure>>;
export type FigureName = 'host.mtbf' | 'host.mttr' | 'zone.mtbf' | 'zone.mttr' | 'region.mtbf' | 'region.mttr' | 'region.failover' | 'deploy.every' | 'deploy.failures' | 'deploy.mttr' | 'configuration.mtbf' | 'configuration.mttr' | 'human.mtbf' | 'human.mttr' | 'failover.coverage' | 'failover.success' | 'failover.promote' | 'failover.manual' | 'failover.lag' | 'commonCause' | 'balancer.failover' | 'call.mttr' | 'call.correlated';
/**
 * The standard deviation of the logarithm of lognormal repair times. Schroeder & Gibson, DSN 2006,
 * found repair times of machines lognormal, with a mean far above the median.
 */
export declare const lognormalSigma: number;
/** Shape of Weibull repair times; below 1: many short repairs, few long ones. */
export declare const weibullShape: number;
//# sourceMappingURL=default-figures.d.ts.map