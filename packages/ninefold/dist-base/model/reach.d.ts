import type { Design, Tier } from './design.ts';
import type { Placement } from './placement.ts';
import type { Forced, PlaceStates } from './places.ts';
/** What a design reaches in the long run. */
export interface Reach {
    /** The share of time in which all tiers work (0 to 1). */
    readonly availability: number;
    /** 1 - availability, without the loss of digits. */
    readonly unavailability: number;
    readonly tiers: readonly TierReach[];
}
export interface TierReach {
    readonly name: string;
    readonly kind: Tier['kind'];
    readonly unavailability: number;
    /** Of it, the time of switch-overs and recoveries by people. */
    readonly failoverShare: number;
}
/** Remembers what was worked out, since a search meets the same tiers and places many times. */
export interface Solved {
    readonly chains: Map<string, number>;
    readonly places: Map<string, PlaceStates>;
    readonly placements: Map<string, Placement>;
}
export declare function nothingSolved(): Solved;
/**
 * The availability of a design in closed form. The states of zones and regions are summed over,
 * one by one; given a state the tiers are independent, and each is a Markov chain of its members
 * (failover-chain.ts). Switch-overs after the loss of a zone or region come on top, as their
 * frequency times their mean time. Exact but for two terms of second order: a failure while a
 * switch-over is under way, and two tiers that switch over at once.
 *
 * Repair times count with their mean alone; for members repaired independently that is exact for any
 * distribution, and for few crews it takes exponential ones.
 */
export declare function reachOf(design: Design, solved?: Solved, forced?: Forced): Reach;
//# sourceMappingURL=reach.d.ts.map