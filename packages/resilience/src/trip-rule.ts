/** What the breaker tells its rule of one call. */
export interface TripRule {
  /** Calls slower than this count as slow (ms); undefined when time taken does not matter. */
  readonly slowMs: number | undefined;
  /** Whether `record` needs the time. */
  readonly timed: boolean;
  /**
   * Counts one call; true when the circuit must open.
   * @param nowMs - monotonic; 0 unless `timed`
   */
  record(ok: boolean, slow: boolean, nowMs: number): boolean;
  /** Forgets all. */
  reset(): void;
  /** Plain counts, for health pages and snapshots. */
  counts(nowMs: number): RuleCounts;
  /** Takes counts from a snapshot, as if they happened now. */
  restore(counts: RuleCounts, nowMs: number): void;
}

export interface RuleCounts {
  readonly calls: number;
  readonly failures: number;
  readonly slow: number;
}

/** Makes a rule: each breaker of a keyed set gets one of its own. */
export type TripRuleFactory = () => TripRule;

class Consecutive implements TripRule {
  readonly slowMs = undefined;
  readonly timed = false;
  private readonly threshold: number;
  private failures = 0;

  constructor(threshold: number) {
    this.threshold = threshold;
  }

  record(ok: boolean): boolean {
    if (ok) {
      this.failures = 0;
      return false;
    }
    return ++this.failures >= this.threshold;
  }

  reset(): void {
    this.failures = 0;
  }

  counts(): RuleCounts {
    return { calls: this.failures, failures: this.failures, slow: 0 };
  }

  restore(counts: RuleCounts): void {
    this.failures = counts.failures;
  }
}

/** Opens after `failures` calls failed in a row. For little traffic: one success starts it over. */
export function consecutive(failures: number): TripRuleFactory {
  if (!(failures >= 1)) throw new RangeError('consecutive: failures must be 1 or more');
  return () => new Consecutive(failures);
}

export interface RateOptions {
  /** Opens when this share of calls failed. Default: 0.5. */
  readonly failureRate?: number;
  /** Opens when this share of calls was slow. Default: 1 (all of them), and only with `slowMs`. */
  readonly slowRate?: number;
  /** Calls slower than this are slow (ms). Default: time taken does not matter. */
  readonly slowMs?: number;
  /** Judges nothing before this many calls. Default: 20 (or the whole window if smaller). */
  readonly minimumCalls?: number;
}

/** The shares a window is judged by. */
class Thresholds {
  readonly slowMs: number | undefined;
  private readonly failureRate: number;
  private readonly slowRate: number;
  private readonly minimumCalls: number;

  constructor(options: RateOptions, minimumCalls: number) {
    this.failureRate = options.failureRate ?? 0.5;
    this.slowRate = options.slowRate ?? 1;
    this.slowMs = options.slowMs;
    this.minimumCalls = minimumCalls;
    if (!isShare(this.failureRate) || !isShare(this.slowRate))
      throw new RangeError('a rate must be above 0 and at most 1');
    if (!(minimumCalls >= 1)) throw new RangeError('minimumCalls must be 1 or more');
  }

  exceeded(calls: number, failures: number, slow: number): boolean {
    if (calls < this.minimumCalls) return false;
    if (failures > 0 && failures >= this.failureRate * calls) return true;
    return this.slowMs !== undefined && slow > 0 && slow >= this.slowRate * calls;
  }
}

function isShare(value: number): boolean {
  return value > 0 && value <= 1;
}

const FAILED = 1;
const SLOW = 2;

class CountWindow implements TripRule {
  readonly slowMs: number | undefined;
  readonly timed = false;
  private readonly thresholds: Thresholds;
  /** A ring of the last calls, a byte each. */
  private readonly ring: Uint8Array;
  private at = 0;
  private calls = 0;
  private failures = 0;
  private slow = 0;

  constructor(size: number, thresholds: Thresholds) {
    this.ring = new Uint8Array(size);
    this.thresholds = thresholds;
    this.slowMs = thresholds.slowMs;
  }

  record(ok: boolean, slow: boolean): boolean {
    const { ring } = this;
    if (this.calls === ring.length) {
      const dropped = ring[this.at] as number;
      if (dropped & FAILED) this.failures--;
      if (dropped & SLOW) this.slow--;
    } else {
      this.calls++;
    }
    ring[this.at] = (ok ? 0 : FAILED) | (slow ? SLOW : 0);
    if (++this.at === ring.length) this.at = 0;
    if (!ok) this.failures++;
    if (slow) this.slow++;
    return this.thresholds.exceeded(this.calls, this.failures, this.slow);
  }

  reset(): void {
    this.at = 0;
    this.calls = 0;
    this.failures = 0;
    this.slow = 0;
  }

  counts(): RuleCounts {
    return { calls: this.calls, failures: this.failures, slow: this.slow };
  }

  restore({ calls, failures, slow }: RuleCounts): void {
    this.reset();
    const kept = Math.min(calls, this.ring.length);
    for (let index = 0; index < kept; index++) this.record(index >= failures, index < slow);
  }
}

export interface CountWindowOptions extends RateOptions {
  /** The last this many calls are judged. Default: 100. */
  readonly size?: number;
}

/** Opens by the share of failures or slow calls among the last `size` calls. */
export function countWindow(options: CountWindowOptions = {}): TripRuleFactory {
  const { size = 100, minimumCalls = Math.min(20, size) } = options;
  if (!(size >= 1)) throw new RangeError('countWindow: size must be 1 or more');
  if (minimumCalls > size) throw new RangeError('countWindow: minimumCalls is above size');
  const thresholds = new Thresholds(options, minimumCalls);
  return () => new CountWindow(size, thresholds);
}

class TimeWindow implements TripRule {
  readonly slowMs: number | undefined;
  readonly timed = true;
  private readonly thresholds: Thresholds;
  private readonly bucketMs: number;
  /** Rings over time: calls, failures and slow calls of each bucket. */
  private readonly calls: Int32Array;
  private readonly failures: Int32Array;
  private readonly slow: Int32Array;
  private bucket = -1;
  private allCalls = 0;
  private allFailures = 0;
  private allSlow = 0;

  constructor(windowMs: number, buckets: number, thresholds: Thresholds) {
    this.bucketMs = windowMs / buckets;
    this.calls = new Int32Array(buckets);
    this.failures = new Int32Array(buckets);
    this.slow = new Int32Array(buckets);
    this.thresholds = thresholds;
    this.slowMs = thresholds.slowMs;
  }

  record(ok: boolean, slow: boolean, nowMs: number): boolean {
    const place = this.moveTo(nowMs);
    this.calls[place] = (this.calls[place] as number) + 1;
    this.allCalls++;
    if (!ok) {
      this.failures[place] = (this.failures[place] as number) + 1;
      this.allFailures++;
    }
    if (slow) {
      this.slow[place] = (this.slow[place] as number) + 1;
      this.allSlow++;
    }
    return this.thresholds.exceeded(this.allCalls, this.allFailures, this.allSlow);
  }

  reset(): void {
    this.calls.fill(0);
    this.failures.fill(0);
    this.slow.fill(0);
    this.allCalls = 0;
    this.allFailures = 0;
    this.allSlow = 0;
  }

  counts(nowMs: number): RuleCounts {
    this.moveTo(nowMs);
    return { calls: this.allCalls, failures: this.allFailures, slow: this.allSlow };
  }

  restore({ calls, failures, slow }: RuleCounts, nowMs: number): void {
    this.reset();
    const place = this.moveTo(nowMs);
    this.calls[place] = this.allCalls = calls;
    this.failures[place] = this.allFailures = failures;
    this.slow[place] = this.allSlow = slow;
  }

  /** Empties the buckets that time has passed over; returns the place of the current one. */
  private moveTo(nowMs: number): number {
    const size = this.calls.length;
    const bucket = Math.floor(nowMs / this.bucketMs);
    const place = bucket % size;
    if (bucket === this.bucket) return place;
    const first = Math.max(this.bucket + 1, bucket - size + 1, 0);
    for (let passed = first; passed <= bucket; passed++) {
      const old = passed % size;
      this.allCalls -= this.calls[old] as number;
      this.allFailures -= this.failures[old] as number;
      this.allSlow -= this.slow[old] as number;
      this.calls[old] = 0;
      this.failures[old] = 0;
      this.slow[old] = 0;
    }
    this.bucket = bucket;
    return place;
  }
}

export interface TimeWindowOptions extends RateOptions {
  /** The calls of the last this many milliseconds are judged. Default: 10,000. */
  readonly windowMs?: number;
  /** The window moves in this many steps. Default: 10. */
  readonly buckets?: number;
}

/** Opens by the share of failures or slow calls among those of the last `windowMs`. */
export function timeWindow(options: TimeWindowOptions = {}): TripRuleFactory {
  const { windowMs = 10_000, buckets = 10, minimumCalls = 20 } = options;
  if (!(windowMs > 0) || !(buckets >= 1))
    throw new RangeError('timeWindow: windowMs must be above 0 and buckets 1 or more');
  const thresholds = new Thresholds(options, minimumCalls);
  return () => new TimeWindow(windowMs, buckets, thresholds);
}
