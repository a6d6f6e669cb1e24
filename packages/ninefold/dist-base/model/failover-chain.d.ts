/** A redundant tier of equal members, each failing and repaired on its own. One unit of time. */
export interface RedundantMembers {
    readonly members: number;
    /** Members that must be up. */
    readonly needed: number;
    /** Failures of a member per unit of time. */
    readonly failureRate: number;
    /** Repairs of a member per unit of time. */
    readonly repairRate: number;
    /** Members repaired at once; absent: all. */
    readonly crews?: number;
    readonly failover?: MemberFailover;
}
export interface MemberFailover {
    /** `one`: a primary serves and the others stand by. `all`: each takes a share. */
    readonly active: 'one' | 'all';
    /** From the failure of an active member to service restored, when the automation works. */
    readonly duration: number;
    /** The chance that it does: detected, and switched over. */
    readonly coverage: number;
    /** From the failure to service restored by people, when it does not. */
    readonly manualDuration: number;
    /** Failure rate of a standby to that of an active member: 1 hot, below 1 warm, 0 cold. */
    readonly standbyFailureRatio: number;
}
/**
 * The stationary unavailability of a redundant tier, from a Markov chain of states (members failed,
 * mode): serving; switching over; waiting for people; too few. After the failure of an active member
 * service stops for the mean time that the outcome of the switch-over takes, if enough members are
 * left; the loss of one of m members that all serve counts as 1/m of that time.
 *
 * Contains as special cases k-of-n, repair by few crews, hot, warm and cold standby, and Trivedi's
 * two units with imperfect coverage (tested against their closed forms).
 */
export declare function redundantUnavailability(tier: RedundantMembers): number;
//# sourceMappingURL=failover-chain.d.ts.map