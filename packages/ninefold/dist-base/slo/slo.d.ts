import type { Contract } from '../contract/contract.ts';
import type { Indicator } from './indicator.ts';
import type { SloWindow } from './window.ts';
/** One objective, with all that rules, dashboards and the budget need of it. */
export interface Slo {
    readonly service: string;
    /** `availability`, `latency`, `availability-eu`, or the contract's own: unique in its service. */
    readonly name: string;
    /** The region it is measured in; absent: all of them together, as clients see the service. */
    readonly region?: string;
    /** The share of events that are to be good (0 to 1, below 1). */
    readonly objective: number;
    /** The SLA (0 to 1), looser than the objective; absent when none was agreed apart from it. */
    readonly agreement?: number;
    readonly window: SloWindow;
    readonly indicator: Indicator;
    /** Failed events that an alert needs in its long window; 0 when the events are slices of time. */
    readonly floor: number;
    /** A sentence for people, without a period at its end. */
    readonly description: string;
}
/**
 * The objectives of a contract: its promise's (availability, then latency), then its own in the
 * order of the file. With regions, availability of each region follows, without an agreement.
 */
export declare function slosOf(contract: Contract): readonly Slo[];
/** `checkout-availability`: a name for groups, files and links. */
export declare function sloId({ service, name }: Slo): string;
//# sourceMappingURL=slo.d.ts.map