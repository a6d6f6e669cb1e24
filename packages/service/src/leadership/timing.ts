import { check } from './errors.ts';

export interface TimingOptions {
  /**
   * How long before the lease may end, at the earliest, the work is told to stop (ms). It must
   * cover what clocks of other hosts run faster than ours, the delay of our timers, and the time
   * that the work needs to stop. Default: a fifth of the lease.
   */
  readonly safetyMarginMs?: number;
  /**
   * How much a clock may gain or lose against true time, as a ratio. It bounds the margin from
   * below. Default 0.001; what NTP corrects is below 0.0005.
   */
  readonly maxClockDrift?: number;
  /** From one renewal to the next (ms), ± 10 %. Default: a third of lease less margin. */
  readonly renewEveryMs?: number;
  /** A request to the store is given up after so long (ms). Default: as `renewEveryMs`. */
  readonly requestTimeoutMs?: number;
  /** From one try to be elected to the next (ms), ± 50 %. Default: a fifth of the lease. */
  readonly campaignEveryMs?: number;
  /** After errors that wait doubles, up to this (ms). Default: four leases. */
  readonly maxBackoffMs?: number;
}

export interface Timing extends Required<TimingOptions> {
  readonly ttlMs: number;
}

/**
 * The least margin (ms) with which a lease is over for its holder before it is over for anyone
 * else, when each clock is wrong by at most `drift`: the holder's runs slow, so it takes
 * (ttl - margin) / (1 - drift) of true time; the other's runs fast, and it takes ttl / (1 + drift).
 */
export function leastMarginMs(ttlMs: number, drift: number): number {
  return (2 * drift * ttlMs) / (1 + drift);
}

/** @throws RangeError when the values can't keep the promise of a lease together */
export function timing(ttlMs: number, options: TimingOptions = {}): Timing {
  const { safetyMarginMs = ttlMs / 5, maxClockDrift = 0.001 } = options;
  const usableMs = ttlMs - safetyMarginMs;
  const { renewEveryMs = usableMs / 3, campaignEveryMs = ttlMs / 5 } = options;
  const { requestTimeoutMs = renewEveryMs, maxBackoffMs = 4 * ttlMs } = options;
  check(ttlMs > 0 && Number.isFinite(ttlMs), 'ttlMs must be above zero');
  check(maxClockDrift >= 0 && maxClockDrift < 1, 'maxClockDrift must be at least 0 and below 1');
  const leastMs = leastMarginMs(ttlMs, maxClockDrift);
  check(safetyMarginMs >= leastMs, `safetyMarginMs must be at least ${leastMs} for such clocks`);
  check(safetyMarginMs < ttlMs, 'safetyMarginMs must be below ttlMs');
  check(renewEveryMs > 0 && requestTimeoutMs > 0, 'renewEveryMs and requestTimeoutMs: above zero');
  // With 10 % of jitter and one request that is given up there is time for another.
  check(
    1.1 * renewEveryMs + requestTimeoutMs < usableMs,
    'renewEveryMs and requestTimeoutMs must leave time for a second try within ttlMs - safetyMarginMs',
  );
  check(campaignEveryMs > 0, 'campaignEveryMs must be above zero');
  check(maxBackoffMs >= campaignEveryMs, 'maxBackoffMs must be at least campaignEveryMs');
  return {
    ttlMs,
    safetyMarginMs,
    maxClockDrift,
    renewEveryMs,
    requestTimeoutMs,
    campaignEveryMs,
    maxBackoffMs,
  };
}
