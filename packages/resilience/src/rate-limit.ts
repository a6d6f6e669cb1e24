import type { Clock } from './clock.ts';
import { RateLimitedError, above0, atLeast, rejectLater } from './errors.ts';
import { pause } from './pause.ts';
import { Policy } from './policy.ts';
import type { GuardEvent, Step } from './policy.ts';
import { systemClock } from './system-clock.ts';

/** Says when the next call may go. */
export interface Limiter {
  /** Time until a call may go (ms); 0 when it may go now. */
  waitMs(nowMs: number): number;
  /** Lets one go after what `waitMs` said; the next ones queue up behind it. */
  take(nowMs: number): void;
}

export interface TokenBucketOptions {
  /** Calls a second in the long run. */
  readonly perSecond: number;
  /** Calls that may go at once after a quiet time. Default: one second's worth, at least 1. */
  readonly burst?: number;
}

/** Any stretch of s seconds sees at most `burst + perSecond × s` calls. Constant memory. */
export function tokenBucket(options: TokenBucketOptions): (nowMs: number) => Limiter {
  const { perSecond, burst = Math.max(perSecond, 1) } = options;
  above0({ perSecond });
  atLeast(1, { burst });
  return (nowMs) => new TokenBucket(perSecond / 1_000, burst, nowMs);
}

class TokenBucket implements Limiter {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #filledMs: number;

  constructor(perMs: number, burst: number, nowMs: number) {
    this.#perMs = perMs;
    this.#burst = burst;
    this.#tokens = burst;
    this.#filledMs = nowMs;
  }

  waitMs(nowMs: number): number {
    this.#tokens = Math.min(this.#tokens + (nowMs - this.#filledMs) * this.#perMs, this.#burst);
    this.#filledMs = nowMs;
    // A hair below one token is one: sums of fractions do not come out even.
    return this.#tokens >= 1 - 1e-9 ? 0 : (1 - this.#tokens) / this.#perMs;
  }

  /** May leave a debt, which the calls that wait now are paying off. */
  take(): void {
    this.#tokens--;
  }
}

export interface SlidingWindowOptions {
  /** Calls within any window. Memory: 8 bytes each. */
  readonly limit: number;
  readonly windowMs: number;
}

/** Any stretch of `windowMs`, wherever it begins, sees at most `limit` calls. */
export function slidingWindow(options: SlidingWindowOptions): (nowMs: number) => Limiter {
  const { limit, windowMs } = options;
  atLeast(1, { limit });
  above0({ windowMs });
  return () => new SlidingWindow(limit, windowMs);
}

class SlidingWindow implements Limiter {
  readonly #windowMs: number;
  /** When each of the last `limit` calls went or will go; a ring. */
  readonly #went: Float64Array;
  #oldest = 0;

  constructor(limit: number, windowMs: number) {
    this.#windowMs = windowMs;
    this.#went = new Float64Array(limit).fill(-Infinity);
  }

  waitMs(nowMs: number): number {
    return Math.max((this.#went[this.#oldest] as number) + this.#windowMs - nowMs, 0);
  }

  take(nowMs: number): void {
    this.#went[this.#oldest] = nowMs + this.waitMs(nowMs);
    this.#oldest = (this.#oldest + 1) % this.#went.length;
  }
}

export interface RateLimitOptions {
  /** A call that would have to wait longer is turned away (ms). Default: 0, none waits. */
  readonly maxWaitMs?: number;
  readonly name?: string;
  readonly clock?: Clock;
}

export interface RateLimitEvent extends GuardEvent {
  /** `allowed` after `waitMs`, or `rejected`, to come back after `waitMs`. */
  readonly type: 'allowed' | 'rejected';
  readonly waitMs: number;
}

/** Bounds how many calls start in a stretch of time. Make it with `rateLimit`. */
export class RateLimit extends Policy<never, RateLimitEvent> {
  declare readonly kind: 'rate-limit';
  readonly #limiter: Limiter;
  readonly #clock: Clock;
  readonly #maxWaitMs: number;
  #rejections = 0;

  constructor(limit: (nowMs: number) => Limiter, options: RateLimitOptions) {
    super('rate-limit', options.name);
    this.#clock = options.clock ?? systemClock;
    this.#limiter = limit(this.#clock.monotonicMs());
    this.#maxWaitMs = options.maxWaitMs ?? 0;
  }

  around(next: Step): Step {
    const clock = this.#clock;
    return (call) => {
      const now = clock.monotonicMs();
      const waitMs = this.#limiter.waitMs(now);
      const refused = waitMs > this.#maxWaitMs || (waitMs > 0 && waitMs >= call.remainingMs);
      this.emit?.({ type: refused ? 'rejected' : 'allowed', waitMs, key: call.key });
      if (refused) {
        this.#rejections++;
        return rejectLater(new RateLimitedError(`rate limit "${this.name}" is reached`, waitMs));
      }
      this.#limiter.take(now);
      return waitMs === 0 ? next(call) : pause(clock, waitMs, call, () => next(call));
    };
  }

  protected override facts(): object {
    const waitMs = this.#limiter.waitMs(this.#clock.monotonicMs());
    return { waitMs, rejections: this.#rejections };
  }
}

/**
 * Lets calls start at a bounded rate: `rateLimit(tokenBucket({ perSecond: 50 }))`. Calls wait up
 * to `maxWaitMs` in the order they came, so the queue is bounded by rate × wait; more reject with
 * `RateLimitedError`, which says when to come back. A call that its caller aborts while it waits
 * has used its turn.
 */
export function rateLimit(
  limit: (nowMs: number) => Limiter,
  options: RateLimitOptions = {},
): RateLimit {
  return new RateLimit(limit, options);
}
