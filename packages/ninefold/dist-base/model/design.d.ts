import type { RepairShape } from '../contract/planning.ts';
/** A contract as a block diagram: tiers in series, each of redundant members. Durations in ms. */
export interface Design {
    readonly service: string;
    /** Everything that fails and is repaired on its own. */
    readonly units: readonly Unit[];
    /** All must work. The members of a tier with crews or failover are alike. */
    readonly tiers: readonly Tier[];
    /** Every figure that went in, and whether it was measured, stated or assumed. */
    readonly figures: readonly DesignFigure[];
}
/** Alternates between up (exponential, mean `mtbfMs`) and down (mean `mttrMs`). */
export interface Unit {
    readonly name: string;
    readonly kind: 'host' | 'zone' | 'region' | 'cause' | 'call';
    readonly mtbfMs: number;
    readonly mttrMs: number;
    readonly repair: RepairShape;
}
export interface Tier {
    /** Such as `balancer`, `app`, `stores.orders`, `calls.payment-api`, `deploy`. */
    readonly name: string;
    readonly kind: 'balancer' | 'app' | 'store' | 'call' | 'cause';
    readonly members: readonly Member[];
    /** Members that must be up. */
    readonly needed: number;
    /** Members repaired at once; absent: all. */
    readonly crews?: number;
    /** Absent: the failure of a member needs no answer as long as enough are left. */
    readonly failover?: TierFailover;
}
/** Up when its own unit and all the shared ones are. Indexes into `units`. */
export interface Member {
    readonly own: number;
    /** Zone and region. */
    readonly shared: readonly number[];
}
export interface TierFailover {
    /** `one`: a primary serves. `all`: each member takes a share, and losing one costs that share. */
    readonly active: 'one' | 'all';
    /** From the failure of one member to service restored. */
    readonly durationMs: number;
    /** The same, when a zone or region took the members. */
    readonly sharedDurationMs: number;
    /** The chance that the automation works (0 to 1). */
    readonly coverage: number;
    /** Recovery by people when it does not. */
    readonly manualMs: number;
    /** Mean age of the writes that a switch-over loses; 0: none. */
    readonly lagMs: number;
    /** The worst that was measured; absent: not measured. */
    readonly worstMs?: number;
}
export interface DesignFigure {
    /** Such as `assumptions.host.mtbf` or `stores.orders.failover`. */
    readonly path: string;
    readonly value: number;
    readonly unit: 'ms' | 'ratio' | 'count';
    readonly source: 'measured' | 'contract' | 'assumed';
    /** Where it is from: a report, the contract, or a citation. */
    readonly because: string;
}
//# sourceMappingURL=design.d.ts.map