import type { Contract } from '../contract/contract.ts';
import type { Measured } from './measured.ts';
/** A changed design: what was bought, what it costs more a month, what it reaches. */
export interface Change {
    /** As `--set` takes them, such as `stores.orders.members=5`; none for the design as it is. */
    readonly changes: readonly string[];
    readonly costPerMonth: number;
    readonly availability: number;
    readonly nines: number;
    /** Keeps the whole promise: availability, RTO and RPO. */
    readonly kept: boolean;
}
export interface CheapestChange {
    /** The cheapest that keeps the promise; absent when none that can be bought does. */
    readonly cheapest?: Change;
    /**
     * What nobody beats at its price or below, cheapest first: the cost of further nines. The first is
     * the design as it is.
     */
    readonly curve: readonly Change[];
    /** Designs that were looked at. */
    readonly tried: number;
    /** All that can be bought within the bounds was looked at. */
    readonly complete: boolean;
}
/**
 * The cheapest change that reaches the promise, from the contract's `prices`: designs are looked at in
 * the order of their cost (Dijkstra's search), so the first that keeps the promise is the cheapest.
 *
 * @param maxTried designs at most. Default 250.
 */
export declare function cheapestChange(contract: Contract, measured?: Measured, maxTried?: number): CheapestChange;
//# sourceMappingURL=cheapest-change.d.ts.map