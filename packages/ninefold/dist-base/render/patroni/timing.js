import { formatDuration } from '../../contract/duration.js';
/**
 * Patroni's minimums, from its source (`patroni/config.py`, `_validate_and_adjust_timeouts`, and
 * `validator.py`, version 4.1.5): a smaller value is raised to these, silently but for its log. The
 * rule between them is `loop_wait + 2 * retry_timeout <= ttl`. Versions such as 3.0.2 have the rule
 * in their documentation only.
 */
export const patroniMinimums = { ttlS: 20, loopWaitS: 1, retryTimeoutS: 3 };
/** Patroni's defaults; `watchdogS` is the ttl less the default safety margin of 5 s. */
export const defaultTiming = {
    ttlS: 30,
    loopWaitS: 10,
    retryTimeoutS: 10,
    leaseS: 30,
    watchdogS: 25,
    primaryStartTimeoutS: 300,
    walSenderTimeoutS: 60,
    primaryStopTimeoutS: 0,
};
/**
 * What a failover costs beside the lease (ms): upper estimates, each with its source.
 * The proof measures the sum.
 */
export const recoveryCosts = {
    /** etcd looks for leases that ran out every 500 ms (lease/lessor.go). */
    leaseExpiryMs: 500,
    /** The lease guard looks every 250 ms. */
    guardMs: 250,
    /** etcd elects a leader, with the election timeout of 500 ms that `renderEtcd` sets: up to twice. */
    etcdElectionMs: 1000,
    /** Standbys ask each other and the old primary; one that is silent costs 2 s (ha.py). */
    leaderRaceMs: 2000,
    /** From the leader key to a PostgreSQL that takes writes. */
    promotionMs: 500,
    /** HAProxy looks every 250 ms at a member that is not the primary (`downinter`). */
    balancerCheckMs: 250,
    /** A primary whose PostgreSQL crashed asks who can take over, and gives the key away. */
    handoverMs: 2000,
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
export function selfDemotionS({ loopWaitS, retryTimeoutS }, etcdMembers) {
    return loopWaitS + 3 * Math.max(retryTimeoutS, etcdMembers) + FAILSAFE_S + 1;
}
const FAILSAFE_S = 4;
/** Where no watchdog helps: no ttl below it is surely longer than a primary goes on. */
function leastTtlS(etcdMembers) {
    return Math.max(patroniMinimums.ttlS, selfDemotionS(patroniMinimums, etcdMembers));
}
/**
 * At Patroni's minimums, a lease that is shorter ends without any fault: by its own rule, and since
 * the watchdog must let one round that has to retry end. With a single etcd member the second decides.
 */
function leastGuardedLeaseS(etcdMembers) {
    const { loopWaitS, retryTimeoutS } = patroniMinimums;
    return Math.max(loopWaitS + 2 * retryTimeoutS, loopWaitS + retryTimeoutS + afterRefreshS(retryTimeoutS, etcdMembers));
}
/**
 * etcd counts from the refresh; the watchdog from when Patroni has also written status and failsafe,
 * each of which it gives an etcd member's share of the time (`update_leader`).
 */
function afterRefreshS(retryTimeoutS, etcdMembers) {
    return Math.ceil(2 * Math.max(1, retryTimeoutS / etcdMembers));
}
/**
 * The timing that keeps a promised RTO when a whole host is lost, with as much patience as it
 * leaves: Patroni's default ttl at most. Below the least ttl it takes a watchdog, which bounds how
 * long a lost primary goes on, and a lease guard.
 */
export function timingFor(rtoMs, conditions) {
    const beside = costsBeside(conditions);
    const { leaseExpiryMs, guardMs } = recoveryCosts;
    const leastTtl = leastTtlS(conditions.etcdMembers);
    const byTtl = Math.floor((rtoMs - beside - leaseExpiryMs) / 1000);
    if (byTtl >= leastTtl) {
        return settled(Math.min(byTtl, Math.max(defaultTiming.ttlS, leastTtl)), rtoMs, conditions);
    }
    if (!conditions.watchdog) {
        return { ok: false, leastRtoMs: leastTtl * 1000 + leaseExpiryMs + beside };
    }
    const byGuard = Math.floor((rtoMs - beside - guardMs) / 1000);
    const leastLease = leastGuardedLeaseS(conditions.etcdMembers);
    if (byGuard < leastLease) {
        return { ok: false, leastRtoMs: leastLease * 1000 + guardMs + beside };
    }
    return settled(Math.min(byGuard, leastTtl - 1), rtoMs, conditions);
}
function settled(leaseS, rtoMs, conditions) {
    const timing = timingOf(leaseS, rtoMs, conditions);
    return { ok: true, timing, bounds: recoveryBounds(timing, conditions) };
}
/** How long a failover may take with this timing. */
export function recoveryBounds(timing, conditions) {
    const { leaseExpiryMs, guardMs, leaderRaceMs, promotionMs, balancerCheckMs, handoverMs } = recoveryCosts;
    const isGuarded = timing.leaseS < timing.ttlS;
    const noticeMs = handoverMs + timing.loopWaitS * 1000 + timing.primaryStartTimeoutS * 1000;
    return {
        processMs: noticeMs + leaderRaceMs + promotionMs + balancerCheckMs,
        hostMs: timing.leaseS * 1000 + (isGuarded ? guardMs : leaseExpiryMs) + costsBeside(conditions),
    };
}
function costsBeside({ etcdShared }) {
    const { etcdElectionMs, leaderRaceMs, promotionMs, balancerCheckMs } = recoveryCosts;
    return leaderRaceMs + promotionMs + balancerCheckMs + (etcdShared ? etcdElectionMs : 0);
}
/** A tenth of the lease between two rounds; the walks through etcd share what is left. */
function timingOf(leaseS, rtoMs, { synchronous, etcdMembers }) {
    const { loopWaitS: leastLoopWaitS, retryTimeoutS: leastRetryS } = patroniMinimums;
    const leastTtl = leastTtlS(etcdMembers);
    const isGuarded = leaseS < leastTtl;
    const walksS = Math.max(leastRetryS, etcdMembers);
    const loopWaitS = Math.max(leastLoopWaitS, Math.min(Math.floor(leaseS / 10), leaseS - 3 * walksS - FAILSAFE_S - 1));
    const retryTimeoutS = Math.min(defaultTiming.retryTimeoutS, Math.max(leastRetryS, Math.floor((leaseS - loopWaitS - FAILSAFE_S - 1) / 3)));
    const { handoverMs, leaderRaceMs, promotionMs, balancerCheckMs } = recoveryCosts;
    const spareMs = rtoMs - loopWaitS * 1000 - handoverMs - leaderRaceMs - promotionMs - balancerCheckMs;
    return {
        ttlS: Math.max(leaseS, leastTtl),
        loopWaitS,
        retryTimeoutS,
        leaseS,
        watchdogS: leaseS - (isGuarded ? afterRefreshS(retryTimeoutS, etcdMembers) : defaultSafetyMarginS),
        // A standby has every acknowledged write: fail over at once. Without one, restarting loses less.
        primaryStartTimeoutS: synchronous ? 0 : Math.max(0, Math.floor(spareMs / 1000)),
        walSenderTimeoutS: Math.max(2, leaseS - loopWaitS - 1),
        primaryStopTimeoutS: retryTimeoutS,
    };
}
/** Patroni's `watchdog.safety_margin` (watchdog/base.py). */
export const defaultSafetyMarginS = 5;
/** The words of a refusal. */
export function leastRtoWords(leastRtoMs, { watchdog, etcdMembers }) {
    const why = watchdog
        ? `a round that has to retry takes a lease of at least ${leastGuardedLeaseS(etcdMembers)} s`
        : `without a watchdog its lease must outlast a primary that is cut off, ${leastTtlS(etcdMembers)} s`;
    const least = `an rto of at least ${formatDuration(leastRtoMs)}`;
    return {
        message: `Patroni can't replace a lost host so soon: ${why}`,
        expected: watchdog ? least : `${least}, or watchdog: required`,
    };
}
//# sourceMappingURL=timing.js.map