import type { Design } from './design.ts';
export interface RareOutageOptions {
    readonly design: Design;
    readonly seed: number;
    /** Stops once the 95 % interval is this narrow, relative to the estimate. Default 0.1: ±10 %. */
    readonly precision?: number;
    /** Cycles at most. Default 1,000,000. */
    readonly maxCycles?: number;
}
export interface RareOutageEstimate {
    readonly unavailability: number;
    /** Half of the 95 % interval. */
    readonly halfWidth: number;
    readonly cycles: number;
    readonly events: number;
    /** The interval is as narrow as was asked. */
    readonly precise: boolean;
}
/**
 * The long-run unavailability by importance sampling, for outages too rare to wait for. The system is
 * regenerative: from all up to all up is a cycle, and the unavailability is the mean bad time of a cycle
 * over its mean length. Cycles for the bad time are biased, and weighted by their likelihood ratio;
 * cycles for the length are not ("measure-specific dynamic importance sampling", Goyal et al., IEEE
 * Trans. Computers 41, 1992).
 *
 * The bias is balanced failure biasing (Shahabuddin, Management Science 40, 1994) carried over to
 * repair times of any shape: while repairs are under way, a failure is forced before the next one ends
 * with a chance of 0.4, at an instant drawn from the exponential cut off there (the forced transitions
 * of Lewis & Böhm, 1984). So weights stay bounded, where merely raising the failure rate would give
 * lognormal repairs an infinite variance. Which unit fails is drawn half by rate and half evenly. Once
 * members are too few somewhere, the cycle goes on without bias.
 */
export declare function estimateRareOutages(options: RareOutageOptions): RareOutageEstimate;
//# sourceMappingURL=rare-outages.d.ts.map