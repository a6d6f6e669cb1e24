import type { Contract } from '../contract/contract.ts';
import type { Design, Tier } from './design.ts';
import type { HoldBack } from './importance.ts';
import type { Measured } from './measured.ts';
import type { Budgets } from './nines.ts';
import type { Reach } from './reach.ts';
/** What a design can reach of its promise. Times in ms. */
export interface Plan {
    readonly design: Design;
    readonly reach: Reach;
    readonly checks: readonly PromiseCheck[];
    /** Whether every promise is within reach. */
    readonly kept: boolean;
    readonly tiers: readonly TierAnswer[];
    /** Worst first. */
    readonly holdsBack: readonly HoldBack[];
    /** Minutes that the promise allows, and minutes that the design takes. */
    readonly allowed: Budgets;
    readonly taken: Budgets;
}
export interface PromiseCheck {
    readonly name: 'availability' | 'agreement' | 'rto' | 'rpo';
    /** A ratio for the first two, ms for the others. */
    readonly promised: number;
    readonly reached: number;
    readonly kept: boolean;
    /** The tier that decides it; absent for the sum of all. */
    readonly tier?: string;
}
export interface TierAnswer {
    readonly name: string;
    readonly kind: Tier['kind'];
    readonly members: number;
    readonly needed: number;
    readonly availability: number;
    readonly unavailability: number;
    /** From the failure of one member to service restored, when the automation works. */
    readonly rtoMs: number;
    /** The worst that was measured; else as `rtoMs`. */
    readonly worstRtoMs: number;
    /** The chance that it does not work, and then people restore service. */
    readonly missed: number;
    readonly manualMs: number;
    /** Age of the oldest lost write, exceeded by one switch-over in 100; 0: none is lost. */
    readonly rpoMs: number;
    /** Whether the recovery time was measured or assumed. */
    readonly source: 'measured' | 'assumed';
}
/**
 * Whether a contract's design can keep its promise, in closed form.
 *
 * The RTO and RPO checked are those of the failure of any one member, whose recovery is automatic: by
 * convention also those of a tier without redundancy, where it takes the repair of the host. Lost zones
 * and regions, deployments and mistakes count in the availability.
 */
export declare function planOf(contract: Contract, measured?: Measured): Plan;
/** The checks alone, as a search for a better design needs them. */
export declare function checksOf(contract: Contract, reach: Reach, tiers: readonly TierAnswer[]): readonly PromiseCheck[];
export declare function tierAnswer(contract: Contract, design: Design, reach: Reach, tier: Tier, index: number): TierAnswer;
//# sourceMappingURL=plan.d.ts.map