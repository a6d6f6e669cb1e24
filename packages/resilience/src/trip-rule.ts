import { above0, atLeast, shares } from './errors.ts';

/** What the breaker tells its rule of one call. */
export interface TripRule {
  /** Calls slower than this count as slow (ms); `Infinity` when time taken does not matter. */
  readonly slowMs: number;
  /** Whether it needs to know the time when a call ends. */
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
  /** In a row, or in the window. */
  readonly failures: number;
  /** In the window, as is `slow`; undefined when there is none. */
  readonly calls?: number;
  readonly slow?: number;
}

/** Makes a rule: each breaker of a keyed set gets one of its own. */
export type TripRuleFactory = () => TripRule;

/**
 * Opens after `failures` calls failed in a row. For what is either up or down: one success starts
 * it over, so that at 80 % failures in a regular pattern it never opens.
 */
export function consecutive(failures: number): TripRuleFactory {
  atLeast(1, { failures });
  return () => {
    let inRow = 0;
    return {
      slowMs: Infinity,
      timed: false,
      record(ok) {
        inRow = ok ? 0 : inRow + 1;
        return inRow >= failures;
      },
      reset() {
        inRow = 0;
      },
      counts: () => ({ failures: inRow }),
      restore(counts) {
        inRow = counts.failures;
      },
    };
  };
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

/**
 * Sums over the last slots of a ring: a slot a call, or a slot a stretch of time.
 *
 * A slot is three numbers: calls, failures, slow calls.
 */
class Window implements TripRule {
  readonly slowMs: number;
  readonly timed: boolean;
  private readonly options: RateOptions;
  private readonly minimumCalls: number;
  /** How long a slot lasts (ms); 0 for a slot a call. */
  private readonly slotMs: number;
  private readonly ring: Int32Array | Uint8Array;
  private readonly sums = [0, 0, 0];
  private at = -1;

  constructor(slots: number, slotMs: number, minimumCalls: number, options: RateOptions) {
    this.slowMs = options.slowMs ?? Infinity;
    this.timed = slotMs > 0 || this.slowMs < Infinity;
    this.options = options;
    this.minimumCalls = minimumCalls;
    this.slotMs = slotMs;
    this.ring = new (slotMs ? Int32Array : Uint8Array)(3 * slots);
  }

  record(ok: boolean, slow: boolean, nowMs: number): boolean {
    this.add(nowMs, 1, ok ? 0 : 1, slow ? 1 : 0);
    const [calls, failures, slowCalls] = this.sums as [number, number, number];
    const { failureRate = 0.5, slowRate = 1 } = this.options;
    return (
      calls >= this.minimumCalls &&
      ((failures > 0 && failures >= failureRate * calls) ||
        (slowCalls > 0 && slowCalls >= slowRate * calls))
    );
  }

  reset(): void {
    this.ring.fill(0);
    this.sums.fill(0);
  }

  counts(nowMs: number): RuleCounts {
    if (this.slotMs) this.moveTo(Math.floor(nowMs / this.slotMs));
    return this.totals();
  }

  restore({ failures, calls = failures, slow = 0 }: RuleCounts, nowMs: number): void {
    this.reset();
    if (this.slotMs) this.add(nowMs, calls, failures, slow);
    else
      for (let index = 0; index < Math.min(calls, this.ring.length / 3); index++)
        this.add(0, 1, index < failures ? 1 : 0, index < slow ? 1 : 0);
  }

  private add(nowMs: number, calls: number, failures: number, slow: number): void {
    const ring = this.ring;
    const sums = this.sums;
    const place = this.moveTo(this.slotMs ? Math.floor(nowMs / this.slotMs) : this.at + 1);
    (ring[place] as number) += calls;
    (ring[place + 1] as number) += failures;
    (ring[place + 2] as number) += slow;
    (sums[0] as number) += calls;
    (sums[1] as number) += failures;
    (sums[2] as number) += slow;
  }

  private totals(): RuleCounts {
    const [calls, failures, slow] = this.sums as [number, number, number];
    return { calls, failures, slow };
  }

  /** Empties the slots that are passed over; returns the place of slot `to`. */
  private moveTo(to: number): number {
    const ring = this.ring;
    const size = ring.length;
    for (let slot = Math.max(this.at + 1, to + 1 - size / 3); slot <= to; slot++)
      for (let index = 0; index < 3; index++) {
        const place = ((3 * slot) % size) + index;
        (this.sums[index] as number) -= ring[place] as number;
        ring[place] = 0;
      }
    this.at = to;
    return (3 * to) % size;
  }
}

function windowOf(
  slots: number,
  slotMs: number,
  minimumCalls: number,
  options: RateOptions,
): TripRuleFactory {
  const { failureRate = 0.5, slowRate = 1 } = options;
  shares({ failureRate, slowRate });
  atLeast(1, { slots, minimumCalls });
  return () => new Window(slots, slotMs, minimumCalls, options);
}

export interface CountWindowOptions extends RateOptions {
  /** The last this many calls are judged. Default: 100. */
  readonly size?: number;
}

/** Opens by the share of failures or slow calls among the last `size` calls. */
export function countWindow(options: CountWindowOptions = {}): TripRuleFactory {
  const { size = 100, minimumCalls = Math.min(20, size) } = options;
  atLeast(minimumCalls, { size });
  return windowOf(size, 0, minimumCalls, options);
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
  above0({ windowMs });
  return windowOf(buckets, windowMs / buckets, minimumCalls, options);
}
