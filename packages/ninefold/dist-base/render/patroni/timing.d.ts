/** Patroni's timing, in whole seconds as Patroni takes it. */
export interface PatroniTiming {
    /** How long the leader's lease in etcd lasts without being refreshed. */
    readonly ttlS: number;
    /** Time between two rounds of Patroni, each of which refreshes the lease. */
    readonly loopWaitS: number;
    /** How long one operation on etcd or PostgreSQL is retried before a primary gives up its role. */
    readonly retryTimeoutS: number;
    /**
     * After so long without a refresh a new primary may exist: the ttl, or less where a watchdog
     * makes that safe and the lease guard revokes the lease (see `renderLeaseGuard`).
     */
    readonly leaseS: number;
    /** The watchdog resets a host whose Patroni has not refreshed the lease for so long. */
    readonly watchdogS: number;
    /** How long a crashed PostgreSQL may take to start before another is promoted; 0: not at all. */
    readonly primaryStartTimeoutS: number;
    /** A standby silent for so long is dropped, and no longer waited for (PostgreSQL's walsender). */
    readonly walSenderTimeoutS: number;
    /** A stop that takes longer than this ends in SIGKILL; only with synchronous replication. */
    readonly primaryStopTimeoutS: number;
}
/** How long a failover may take in the worst case (ms), from the fault to a client's next success. */
export interface RecoveryBounds {
    /** PostgreSQL is killed and its Patroni lives. */
    readonly processMs: number;
    /** The host is lost, frozen or cut off: the lease must run out. */
    readonly hostMs: number;
}
/** A timing that keeps the promise, or the least that can be promised. */
export type TimingResult = {
    readonly ok: true;
    readonly timing: PatroniTiming;
    readonly bounds: RecoveryBounds;
} | {
    readonly ok: false;
    readonly leastRtoMs: number;
};
/** What decides how fast a cluster can recover, beside its timing. */
export interface TimingConditions {
    readonly synchronous: boolean;
    /** No primary without a watchdog: a host that is cut off is reset before Patroni gives up. */
    readonly watchdog: boolean;
    readonly etcdMembers: number;
    /** etcd runs on the members' hosts, so that one host can take a member and etcd's leader along. */
    readonly etcdShared: boolean;
}
/**
 * Patroni's minimums, from its source (`patroni/config.py`, `_validate_and_adjust_timeouts`, and
 * `validator.py`, version 4.1.5): a smaller value is raised to these, silently but for its log. The
 * rule between them is `loop_wait + 2 * retry_timeout <= ttl`. Versions such as 3.0.2 have the rule
 * in their documentation only.
 */
export declare const patroniMinimums: {
    readonly ttlS: 20;
    readonly loopWaitS: 1;
    readonly retryTimeoutS: 3;
};
/** Patroni's defaults; `watchdogS` is the ttl less the default safety margin of 5 s. */
export declare const defaultTiming: PatroniTiming;
/**
 * What a failover costs beside the lease (ms): upper estimates, each with its source.
 * The proof measures the sum.
 */
export declare const recoveryCosts: {
    /** etcd looks for leases that ran out every 500 ms (lease/lessor.go). */
    readonly leaseExpiryMs: 500;
    /** The lease guard looks every 250 ms. */
    readonly guardMs: 250;
    /** etcd elects a leader, with the election timeout of 500 ms that `renderEtcd` sets: up to twice. */
    readonly etcdElectionMs: 1000;
    /** Standbys ask each other and the old primary; one that is silent costs 2 s (ha.py). */
    readonly leaderRaceMs: 2000;
    /** From the leader key to a PostgreSQL that takes writes. */
    readonly promotionMs: 500;
    /** HAProxy looks every 250 ms at a member that is not the primary (`downinter`). */
    readonly balancerCheckMs: 250;
    /** A primary whose PostgreSQL crashed asks who can take over, and gives the key away. */
    readonly handoverMs: 2000;
};
/**
 * How long a primary that is cut off from everyone may go on accepting writes after its last
 * refresh (s), when no watchdog stops it. From the source of Patroni 4.1.5:
 *
 * - it looks again after `loop_wait`;
 * - `dcs/etcd.py`, `api_execute`: one walk through the etcd members to refresh the lease, another to
 *   read their list anew, and a third every five minutes; a walk is `retry_timeout`, and a second a
 *   member at the least (`_calculate_timeouts`);
 * - `ha.py`, `call_failsafe_member`: with `failsafe_mode` the other members are asked twice, 2 s each;
 * - a second for everything else. Stopping PostgreSQL ends its sessions at once.
 *
 * Patroni's own rule, `loop_wait + 2 * retry_timeout <= ttl`, has neither the third walk nor the
 * question to the members.
 */
export declare function selfDemotionS({ loopWaitS, retryTimeoutS }: Pick<PatroniTiming, 'loopWaitS' | 'retryTimeoutS'>, etcdMembers: number): number;
/**
 * The timing that keeps a promised RTO when a whole host is lost, with as much patience as it
 * leaves: Patroni's default ttl at most. Below the least ttl it takes a watchdog, which bounds how
 * long a lost primary goes on, and a lease guard.
 */
export declare function timingFor(rtoMs: number, conditions: TimingConditions): TimingResult;
/** How long a failover may take with this timing. */
export declare function recoveryBounds(timing: PatroniTiming, conditions: TimingConditions): RecoveryBounds;
/** Patroni's `watchdog.safety_margin` (watchdog/base.py). */
export declare const defaultSafetyMarginS = 5;
/** The words of a refusal. */
export declare function leastRtoWords(leastRtoMs: number, { watchdog, etcdMembers }: TimingConditions): {
    message: string;
    expected: string;
};
//# sourceMappingURL=timing.d.ts.map