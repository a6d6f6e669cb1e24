import type { MonotonicTime } from './clock.ts';
import { atLeast } from './errors.ts';
import { systemTime } from './system-time.ts';

export interface RetryBudgetOptions {
  /** Retries may be this share of first attempts. Default: 0.2. */
  readonly ratio?: number;
  /** Retries a second allowed whatever the traffic, for quiet times. Default: 1. */
  readonly minPerSecond?: number;
  /** Unused retries are kept up to this many. Default: 100. */
  readonly maxTokens?: number;
  readonly clock?: MonotonicTime;
}

/**
 * What many callers may spend on retries together, so that a failing dependency gets at most
 * `1 + ratio` times the usual traffic and not `attempts` times. A token bucket: each first attempt
 * pays in `ratio`, each retry takes out 1 (Finagle's RetryBudget).
 *
 * In any stretch of time with n first attempts: retries ≤ maxTokens + minPerSecond × s + ratio × n.
 */
export class RetryBudget {
  readonly ratio: number;
  readonly minPerSecond: number;
  readonly maxTokens: number;
  readonly #clock: MonotonicTime;
  #tokens: number;
  #paidInMs: number;

  constructor(options: RetryBudgetOptions = {}) {
    const { ratio = 0.2, minPerSecond = 1, maxTokens = 100 } = options;
    atLeast(0, { ratio, minPerSecond });
    atLeast(1, { maxTokens });
    this.ratio = ratio;
    this.minPerSecond = minPerSecond;
    this.maxTokens = maxTokens;
    this.#clock = options.clock ?? systemTime;
    this.#tokens = Math.min(10 * this.minPerSecond, this.maxTokens);
    this.#paidInMs = this.#clock.monotonicMs();
  }

  /** A first attempt was made. */
  deposit(): void {
    const more = this.#tokens + this.ratio;
    this.#tokens = more < this.maxTokens ? more : this.maxTokens;
  }

  /** Takes a retry out; false when there is none left. */
  withdraw(): boolean {
    const now = this.#clock.monotonicMs();
    const earned = ((now - this.#paidInMs) / 1_000) * this.minPerSecond;
    this.#paidInMs = now;
    this.#tokens = Math.min(this.#tokens + earned, this.maxTokens);
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  /** Retries that could be made now. */
  get available(): number {
    return Math.floor(this.#tokens);
  }
}

/** A budget to give to several retries or hedges: see `RetryBudget`. */
export function retryBudget(options: RetryBudgetOptions = {}): RetryBudget {
  return new RetryBudget(options);
}
