import type { Design, Tier } from './design.ts';
import type { PlaceState } from './places.ts';
/** What the loss of zones and regions leaves of a tier, whatever its members are. */
export interface Placement {
    /** For each state of the places, how many members it leaves. */
    readonly alive: Int32Array;
    /**
     * For each number of members left: how often the loss of one more place leaves so many, times the
     * share of the active members that it takes (per ms).
     */
    readonly lossRate: Float64Array;
}
/** @param shared the places, as indexes of units */
export declare function placementOf({ units }: Design, { members }: Tier, shared: readonly number[], states: readonly PlaceState[]): Placement;
//# sourceMappingURL=placement.d.ts.map