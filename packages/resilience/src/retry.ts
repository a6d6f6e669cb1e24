import { exponential } from './backoff.ts';
import type { Backoff } from './backoff.ts';
import { Call } from './call.ts';
import type { Clock } from './clock.ts';
import { RetryExhaustedError, atLeast, isTurnedAway } from './errors.ts';
import type { GaveUp } from './errors.ts';
import { isGivenUp, markExhausted } from './given-up.ts';
import { pause } from './pause.ts';
import { Policy } from './policy.ts';
import type { GuardEvent, Step } from './policy.ts';
import { ask } from './problems.ts';
import { systemRandom } from './random.ts';
import type { Random } from './random.ts';
import { retryAfterMsOf } from './retry-after.ts';
import type { RetryBudget } from './retry-budget.ts';
import { systemClock } from './system-clock.ts';

export interface RetryOptions {
  /** Calls at most, the first included. Default: 3. */
  readonly maxAttempts?: number;
  /** No attempt starts later than this after the first (ms). Default: no bound. */
  readonly maxElapsedMs?: number;
  /** Default: `exponential()`, that is 100 ms doubling up to 30 s, full jitter. */
  readonly backoff?: Backoff;
  /**
   * Whether this error is worth another try. Default: every error but a guard's refusal (open
   * circuit, full bulkhead, rate limit), where a retry would add to the load.
   */
  readonly retryOn?: (error: unknown) => boolean;
  /** Whether this result is a failure in disguise (a status 503). Default: none is. */
  readonly retryOnResult?: (value: unknown) => boolean;
  /** Longest wait a `Retry-After` may ask for (ms); 0 ignores it. Default: 60,000. */
  readonly maxRetryAfterMs?: number;
  /** Shared with other callers. Default: none. */
  readonly budget?: RetryBudget;
  /** What comes out when it gives up: `RetryExhaustedError` (`wrap`, default) or the last error. */
  readonly exhausted?: 'wrap' | 'last-error';
  readonly name?: string;
  readonly clock?: Clock;
  readonly random?: Random;
}

export interface RetryEvent extends GuardEvent {
  /**
   * `retry`: attempt `attempt` failed, the next starts in `delayMs`. `gave-up`: see `reason`.
   * `success`: attempt number `attempt` answered. `failure`: not worth another try.
   */
  readonly type: 'retry' | 'gave-up' | 'success' | 'failure';
  readonly attempt: number;
  readonly delayMs?: number;
  readonly reason?: GaveUp;
  readonly error?: unknown;
}

/** Errors kept of one call: the first of a long trail are dropped. */
const TRAIL_LIMIT = 32;

/** How an attempt ended. */
type Outcome =
  | { readonly failed: true; readonly error: unknown }
  | { readonly failed: false; readonly value: unknown };

/** Tries again. Make it with `retry`. */
export class Retry extends Policy<never, RetryEvent> {
  declare readonly kind: 'retry';
  readonly maxAttempts: number;
  readonly #options: RetryOptions;
  readonly #backoff: Backoff;
  readonly #clock: Clock;
  #retries = 0;

  constructor(options: RetryOptions) {
    super('retry', options.name);
    const { maxAttempts = 3 } = options;
    atLeast(1, { maxAttempts });
    this.maxAttempts = maxAttempts;
    this.#options = options;
    this.#backoff = options.backoff ?? exponential();
    this.#clock = options.clock ?? systemClock;
  }

  around(next: Step): Step {
    const { budget, maxElapsedMs, retryOnResult } = this.#options;
    // The first attempt: all that a call which succeeds at once should pay for.
    const rest = (call: Call, startedMs: number, first: Outcome): Promise<unknown> =>
      this.#rest(next, call, startedMs, first);
    return (call) => {
      budget?.deposit();
      const startedMs = maxElapsedMs === undefined ? 0 : this.#clock.monotonicMs();
      return next(call).then(
        (value) => {
          if (retryOnResult && ask(retryOnResult, value, false))
            return rest(call, startedMs, { failed: false, value });
          this.emit?.({ type: 'success', attempt: 1, key: call.key });
          return value;
        },
        (error: unknown) => rest(call, startedMs, { failed: true, error }),
      );
    };
  }

  protected override facts(): object {
    return {
      maxAttempts: this.maxAttempts,
      retries: this.#retries,
      budget: this.#options.budget?.available,
    };
  }

  /** All that follows a first attempt that failed. */
  async #rest(next: Step, call: Call, startedMs: number, first: Outcome): Promise<unknown> {
    const { retryOn, retryOnResult, exhausted, random = systemRandom } = this.#options;
    const { key } = call;
    const errors: unknown[] = [];
    let outcome = first;
    let waitedMs = 0;
    for (let attempt = 1; ; attempt++) {
      const { givenUp } = call;
      if (givenUp) throw givenUp.reason;
      let error: unknown;
      if (outcome.failed) {
        ({ error } = outcome);
        errors.push(error);
        if (errors.length > TRAIL_LIMIT) errors.shift();
        // A retry further in has tried already: 3 × 3 makes 3, not 9.
        const worthIt =
          !isGivenUp(error, call) && (retryOn ? ask(retryOn, error, false) : !isTurnedAway(error));
        if (!worthIt) {
          this.emit?.({ type: 'failure', attempt, error, key });
          throw error;
        }
      } else if (attempt > 1 && !(retryOnResult && ask(retryOnResult, outcome.value, false))) {
        this.emit?.({ type: 'success', attempt, key });
        return outcome.value;
      }
      waitedMs = this.#backoff.delayMs(attempt, waitedMs, random);
      const delayMs = Math.max(waitedMs, this.#hintMs(outcome.failed ? error : outcome.value));
      const reason = this.#reasonToStop(attempt, delayMs, startedMs, call);
      if (reason) {
        this.emit?.({ type: 'gave-up', attempt, reason, error, key });
        if (!outcome.failed) return outcome.value;
        const last =
          exhausted === 'last-error' ? error : new RetryExhaustedError(reason, attempt, errors);
        markExhausted(last, call);
        throw last;
      }
      this.#retries++;
      this.emit?.({ type: 'retry', attempt, delayMs, error, key });
      const child = new Call(call.fn, call);
      child.attempt = attempt + 1;
      try {
        outcome = {
          failed: false,
          value: await pause(this.#clock, delayMs, call, () => next(child)),
        };
      } catch (thrown) {
        outcome = { failed: true, error: thrown };
      }
    }
  }

  #reasonToStop(
    attempt: number,
    delayMs: number,
    startedMs: number,
    call: Call,
  ): GaveUp | undefined {
    const { budget, maxElapsedMs = Infinity } = this.#options;
    if (attempt >= this.maxAttempts) return 'attempts';
    if (this.#clock.monotonicMs() - startedMs + delayMs > maxElapsedMs) return 'elapsed';
    // Waiting past the deadline would only be interrupted by it.
    if (call.remainingMs <= delayMs) return 'deadline';
    return budget && !budget.withdraw() ? 'budget' : undefined;
  }

  /** What a failure says about when to come back. */
  #hintMs(outcome: unknown): number {
    const { maxRetryAfterMs = 60_000 } = this.#options;
    if (maxRetryAfterMs <= 0) return 0;
    return Math.min(retryAfterMsOf(outcome, this.#clock.wallMs()) ?? 0, maxRetryAfterMs);
  }
}

/**
 * Tries again when a call fails, with growing, jittered waits.
 *
 * For operations that may be done twice (idempotent). Never retries once the caller has aborted;
 * never waits past a deadline; rejects with `RetryExhaustedError`, whose `cause` has what every
 * attempt threw. When results are judged and the last is still bad, that result is returned.
 */
export function retry(options: RetryOptions = {}): Retry {
  return new Retry(options);
}
