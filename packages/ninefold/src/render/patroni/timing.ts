import { formatDuration } from '../../contract/duration.ts';

/** Patroni's timing, in whole seconds as Patroni takes it. */
export interface PatroniTiming {
  /** How long the leader's lease in etcd lasts without being refreshed. */
  readonly ttlS: number;
  /** Time between two rounds of Patroni, each of which refreshes the lease. */
  readonly loopWaitS: number;
  /** How long one operation on etcd or PostgreSQL is retried before a primary gives up its role. */
  readonly retryTimeoutS: number;
  /**
   * After so long without a refresh a new primary may exist: the ttl, or less where the lease guard
   * revokes the lease before (see `renderLeaseGuard`). At least `loopWaitS + 2 * retryTimeoutS`.
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
export type TimingResult =
  | { readonly ok: true; readonly timing: PatroniTiming; readonly bounds: RecoveryBounds }
  | { readonly ok: false; readonly leastRtoMs: number };

/** What decides how fast a cluster can recover, beside its timing. */
export interface TimingConditions {
  readonly synchronous: boolean;
  /** etcd runs on the members' hosts, so that one host can take a member and etcd's leader along. */
  readonly etcdShared: boolean;
}

/**
 * Patroni's minimums, from its source (`patroni/config.py`, `_validate_and_adjust_timeouts`, and
 * `validator.py`, version 4.1.5): a smaller value is raised to these, silently but for its log. The
 * rule between them is `loop_wait + 2 * retry_timeout <= ttl`. Versions such as 3.0.2 have the rule
 * in their documentation only.
 */
export const patroniMinimums = { ttlS: 20, loopWaitS: 1, retryTimeoutS: 3 } as const;

/** Patroni's defaults; `watchdogS` is the ttl less the default safety margin of 5 s. */
export const defaultTiming: PatroniTiming = {
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
} as const;

/**
 * The timing that keeps a promised RTO when a whole host is lost, with as much patience as it
 * leaves: Patroni's default ttl at most, and below its minimum a lease guard.
 */
export function timingFor(rtoMs: number, conditions: TimingConditions): TimingResult {
  const beside = costsBeside(conditions);
  const byTtl = Math.floor((rtoMs - beside - recoveryCosts.leaseExpiryMs) / 1000);
  const isGuarded = byTtl < patroniMinimums.ttlS;
  const leaseS = isGuarded
    ? Math.floor((rtoMs - beside - recoveryCosts.guardMs) / 1000)
    : Math.min(byTtl, defaultTiming.ttlS);
  const leastLeaseS = patroniMinimums.loopWaitS + 2 * patroniMinimums.retryTimeoutS;
  if (leaseS < leastLeaseS) {
    return { ok: false, leastRtoMs: leastLeaseS * 1000 + recoveryCosts.guardMs + beside };
  }
  // Byte by byte the same for the same promise: integer arithmetic only.
  const guardedLeaseS = Math.min(leaseS, patroniMinimums.ttlS - 1);
  const timing = timingOf(isGuarded ? guardedLeaseS : leaseS, rtoMs, conditions);
  return { ok: true, timing, bounds: recoveryBounds(timing, conditions) };
}

/** How long a failover may take with this timing. */
export function recoveryBounds(
  timing: PatroniTiming,
  conditions: TimingConditions,
): RecoveryBounds {
  const { leaseExpiryMs, guardMs, leaderRaceMs, promotionMs, balancerCheckMs, handoverMs } =
    recoveryCosts;
  const isGuarded = timing.leaseS < timing.ttlS;
  const noticeMs = handoverMs + timing.loopWaitS * 1000 + timing.primaryStartTimeoutS * 1000;
  return {
    processMs: noticeMs + leaderRaceMs + promotionMs + balancerCheckMs,
    hostMs: timing.leaseS * 1000 + (isGuarded ? guardMs : leaseExpiryMs) + costsBeside(conditions),
  };
}

function costsBeside({ etcdShared }: TimingConditions): number {
  const { etcdElectionMs, leaderRaceMs, promotionMs, balancerCheckMs } = recoveryCosts;
  return leaderRaceMs + promotionMs + balancerCheckMs + (etcdShared ? etcdElectionMs : 0);
}

/** A tenth of the lease between two rounds; retries share what is left, as Patroni's rule says. */
function timingOf(leaseS: number, rtoMs: number, { synchronous }: TimingConditions): PatroniTiming {
  const loopWaitS = Math.max(patroniMinimums.loopWaitS, Math.floor(leaseS / 10));
  const retryTimeoutS = Math.min(defaultTiming.retryTimeoutS, Math.floor((leaseS - loopWaitS) / 2));
  const isGuarded = leaseS < patroniMinimums.ttlS;
  const { handoverMs, leaderRaceMs, promotionMs, balancerCheckMs } = recoveryCosts;
  const spareMs =
    rtoMs - loopWaitS * 1000 - handoverMs - leaderRaceMs - promotionMs - balancerCheckMs;
  return {
    ttlS: Math.max(leaseS, patroniMinimums.ttlS),
    loopWaitS,
    retryTimeoutS,
    leaseS,
    // One second for the answer of etcd: the watchdog counts from it, the lease from the question.
    watchdogS: isGuarded ? leaseS - 1 : leaseS - defaultSafetyMarginS,
    // A standby has every acknowledged write: fail over at once. Without one, restarting loses less.
    primaryStartTimeoutS: synchronous ? 0 : Math.max(0, Math.floor(spareMs / 1000)),
    walSenderTimeoutS: Math.max(2, leaseS - loopWaitS - 1),
    primaryStopTimeoutS: retryTimeoutS,
  };
}

/** Patroni's `watchdog.safety_margin` (watchdog/base.py). */
export const defaultSafetyMarginS = 5;

/** The words of a refusal. */
export function leastRtoWords(leastRtoMs: number): { message: string; expected: string } {
  const { ttlS, loopWaitS, retryTimeoutS } = patroniMinimums;
  return {
    message:
      `Patroni can't replace a lost host so soon: its lease can't be shorter than loop_wait + 2 x retry_timeout, ` +
      `${loopWaitS} s + 2 x ${retryTimeoutS} s, and the ttl itself not than ${ttlS} s`,
    expected: `an rto of at least ${formatDuration(leastRtoMs)}`,
  };
}
