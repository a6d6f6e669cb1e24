import type { Design } from './design.ts';
import type { Reach } from './reach.ts';
/** One thing that holds a design back. */
export interface HoldBack {
    /** Such as `hosts of stores.orders`, `failover of stores.orders`, `zones`, `deploy`. */
    readonly name: string;
    readonly kind: 'hosts' | 'failover' | 'place' | 'call' | 'cause';
    /** The tier it belongs to; absent for places, which all tiers share. */
    readonly tier?: string;
    /** Unavailability that would be gone if it never failed, or took no time. */
    readonly unavailability: number;
    /**
     * Birnbaum's importance of one of its units: A(unit up) - A(unit down), the chance that the system
     * stands or falls with it. Absent for failovers, which are no units.
     */
    readonly birnbaum?: number;
    /**
     * Criticality importance: Birnbaum's, times the unit's own unavailability over the system's; the
     * chance that the unit is the one to mend, given that the system is down.
     */
    readonly criticality?: number;
}
/**
 * What holds a design back, worst first. The order is by the unavailability that would be gone without
 * it; importances after Birnbaum (1969) and Rausand & Høyland (2004, section 5).
 */
export declare function holdBacks(design: Design, reach?: Reach): HoldBack[];
//# sourceMappingURL=importance.d.ts.map