/**
 * What `ninefold plan` computes from: how often things fail, and what changes cost. Whatever is
 * absent is assumed by the model, with a cited source (model/default-figures.ts).
 */
export interface Assumptions {
    /** Mean time between failures, and to recovery, of one host (ms). Default 720 h and 30 min. */
    readonly host: FailureSpec;
    /** Zones of a region, and how one fails. */
    readonly zone?: Partial<FailureSpec> & {
        readonly count?: number;
    };
    readonly region?: Partial<FailureSpec> & {
        /** Until clients of a lost region reach another (ms): health checks and the TTL of its name. */
        readonly failoverMs?: number;
    };
    readonly deploy?: {
        /** Time between two deployments (ms). */
        readonly everyMs?: number;
        /** The share of them that cause an outage (0 to 1). */
        readonly failures?: number;
        readonly mttrMs?: number;
    };
    readonly configuration?: Partial<FailureSpec>;
    /** Mistakes of people at work on the system. */
    readonly human?: Partial<FailureSpec>;
    /** Planned downtime. Default: none. */
    readonly maintenance?: {
        readonly everyMs: number;
        readonly lastsMs: number;
    };
    readonly failover?: {
        /** The chance that a failure of the active member is detected and answered (0 to 1). */
        readonly coverage?: number;
        /** The chance that the switch-over then works (0 to 1). */
        readonly success?: number;
        /** From detection to service restored (ms). */
        readonly promoteMs?: number;
        /** Recovery by people, when the automatic one did not work (ms). */
        readonly manualMs?: number;
        /** Age of the youngest write that an asynchronous standby may lack (ms), the mean. */
        readonly lagMs?: number;
    };
    /** The beta factor: the share of a member's failures that take its whole tier (0 to 1). */
    readonly commonCause?: number;
    /** Members that can be repaired at once, in each tier. Default: all. */
    readonly repairCrews?: number;
    /** How repair times spread about their mean; only the simulation sees it. */
    readonly repair?: RepairShape;
    readonly app?: {
        /** Replicas that carry the load. Default: half of them, rounded up. */
        readonly needed?: number;
    };
    readonly balancer?: {
        /** Balancers in each region. Default 1. */
        readonly members?: number;
        /** Until another takes the address over (ms). */
        readonly failoverMs?: number;
    };
    readonly call?: {
        /** Mean length of an outage of a dependency (ms). */
        readonly mttrMs?: number;
        /** The share of its unavailability that another attempt meets too (0 to 1). */
        readonly correlated?: number;
    };
}
export interface FailureSpec {
    readonly mtbfMs: number;
    readonly mttrMs: number;
}
export type RepairShape = 'exponential' | 'lognormal' | 'weibull' | 'fixed';
/** Per month, in one currency of the reader's choice; what has no price can't be bought. */
export interface Prices {
    /** One more replica of the app. */
    readonly replica?: number;
    /** One more member of a store. */
    readonly member?: number;
    /** One more balancer in each region. */
    readonly balancer?: number;
    /** To spread over one more zone. */
    readonly zone?: number;
    /** One more region. */
    readonly region?: number;
    /** To halve the time to detect that a member failed. */
    readonly detection?: number;
}
//# sourceMappingURL=planning.d.ts.map