import type { Design, Unit } from './design.ts';
/** Which zones and regions are down, and how likely that is. */
export interface PlaceState {
    readonly chance: number;
    readonly down: ReadonlySet<number>;
}
/** The states that are likely enough to be looked at, and the chance of all others together. */
export interface PlaceStates {
    readonly states: readonly PlaceState[];
    readonly unlikely: number;
}
/** One unit taken as always up, or never. */
export interface Forced {
    readonly unit: number;
    readonly up: boolean;
}
/** The share of time in which a unit is down. */
export declare function downChanceOf({ mtbfMs, mttrMs }: Unit): number;
/** The units that several members share: zones and regions. */
export declare function sharedUnits(design: Design): number[];
/**
 * The states of zones and regions, with as many down at once as are likely, or as
 * {@link MAX_STATES} allows. `unlikely` is the chance of the rest.
 */
export declare function placeStates(design: Design, shared: readonly number[], forced?: Forced): PlaceStates;
//# sourceMappingURL=places.d.ts.map