import { exponential } from './backoff.ts';
import type { Backoff } from './backoff.ts';
import type { Call } from './call.ts';
import type { Clock } from './clock.ts';
import { RetryExhaustedError, isTurnedAway } from './errors.ts';
import type { GaveUp } from './errors.ts';
import { doNotRetry, isGivenUp } from './given-up.ts';
import { pause } from './pause.ts';
import { Policy, Step, proceed } from './policy.ts';
import type { GuardEvent, Inspection } from './policy.ts';
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

/** Tries again. Make it with `retry`. */
export class Retry extends Policy<never, RetryEvent> {
  readonly kind = 'retry';
  readonly maxAttempts: number;
  /** @internal */
  readonly maxElapsedMs: number;
  /** @internal */
  readonly budget: RetryBudget | undefined;
  /** @internal */
  readonly resultCounts: boolean;
  /** @internal */
  readonly clock: Clock;
  private readonly options: RetryOptions;
  private readonly backoff: Backoff;
  private readonly random: Random;
  private retries = 0;

  constructor(options: RetryOptions) {
    super(options.name ?? 'retry');
    this.maxAttempts = options.maxAttempts ?? 3;
    if (!(this.maxAttempts >= 1)) throw new RangeError('retry: maxAttempts must be 1 or more');
    this.maxElapsedMs = options.maxElapsedMs ?? Infinity;
    this.budget = options.budget;
    this.resultCounts = options.retryOnResult !== undefined;
    this.clock = options.clock ?? systemClock;
    this.options = options;
    this.backoff = options.backoff ?? exponential();
    this.random = options.random ?? systemRandom;
  }

  around(next: Step | undefined): Step {
    return new RetryStep(this, next);
  }

  inspect(): Inspection {
    const { kind, name, maxAttempts, retries } = this;
    return { kind, name, maxAttempts, retries, budget: this.budget?.available };
  }

  /** @internal */
  worthRetrying(error: unknown): boolean {
    // A retry further in has tried already: 3 × 3 makes 3, not 9.
    if (isGivenUp(error)) return false;
    const { retryOn } = this.options;
    return retryOn === undefined ? !isTurnedAway(error) : ask(retryOn, error, false);
  }

  /** @internal */
  isFailure(value: unknown): boolean {
    const { retryOnResult } = this.options;
    return retryOnResult !== undefined && ask(retryOnResult, value, false);
  }

  /** @internal The wait before the next attempt, or why there is none. */
  next(trail: Trail, outcome: unknown, call: Call): number | GaveUp {
    const { attempt } = trail;
    if (attempt >= this.maxAttempts) return 'attempts';
    const backoffMs = this.backoff.delayMs(attempt, trail.previousMs, this.random);
    trail.previousMs = backoffMs;
    const delayMs = Math.max(backoffMs, this.hintMs(outcome));
    if (this.maxElapsedMs !== Infinity) {
      const elapsedMs = this.clock.monotonicMs() - trail.startedMs;
      if (elapsedMs + delayMs > this.maxElapsedMs) return 'elapsed';
    }
    // Waiting past the deadline would only be interrupted by it.
    if (call.remainingMs <= delayMs) return 'deadline';
    if (this.budget !== undefined && !this.budget.withdraw()) return 'budget';
    this.retries++;
    return delayMs;
  }

  private hintMs(outcome: unknown): number {
    const { maxRetryAfterMs = 60_000 } = this.options;
    if (maxRetryAfterMs <= 0) return 0;
    return Math.min(retryAfterMsOf(outcome, this.clock.wallMs()) ?? 0, maxRetryAfterMs);
  }

  /** @internal */
  exhaustedError(reason: GaveUp, { attempt, errors }: Trail): unknown {
    const error =
      this.options.exhausted === 'last-error'
        ? errors.at(-1)
        : new RetryExhaustedError(reason, attempt, errors);
    doNotRetry(error);
    return error;
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

/** Errors kept of one call: the first of a long trail are dropped. */
const TRAIL_LIMIT = 32;

/** What one call's attempts leave behind. */
interface Trail {
  readonly startedMs: number;
  attempt: number;
  previousMs: number;
  readonly errors: unknown[];
}

/** How an attempt that may be repeated ended. */
type Outcome = { readonly failed: true; readonly error: unknown } | Returned;
interface Returned {
  readonly failed: false;
  readonly value: unknown;
}

class RetryStep extends Step {
  private readonly policy: Retry;

  constructor(policy: Retry, next: Step | undefined) {
    super(next);
    this.policy = policy;
  }

  /** The first attempt: all that a call which succeeds at once should pay for. */
  run(call: Call): Promise<unknown> {
    const { policy } = this;
    policy.budget?.deposit();
    const startedMs = policy.maxElapsedMs === Infinity ? 0 : policy.clock.monotonicMs();
    return proceed(this.next, call).then(
      (value) => {
        if (policy.resultCounts && policy.isFailure(value))
          return this.rest(call, startedMs, { failed: false, value });
        if (policy.listeners !== undefined)
          policy.emit({ type: 'success', attempt: 1, key: call.key });
        return value;
      },
      (error: unknown) => this.rest(call, startedMs, { failed: true, error }),
    );
  }

  /** All that follows a first attempt that failed. */
  private async rest(call: Call, startedMs: number, first: Outcome): Promise<unknown> {
    const { policy } = this;
    const trail: Trail = { startedMs, attempt: 1, previousMs: 0, errors: [] };
    let outcome = first;
    for (;;) {
      const decision = this.decide(call, trail, outcome);
      if (typeof decision !== 'number') return decision.value;
      await pause(policy.clock, decision, call);
      trail.attempt++;
      const child = call.child();
      child.attempt = trail.attempt;
      try {
        outcome = { failed: false, value: await proceed(this.next, child) };
      } catch (error) {
        outcome = { failed: true, error };
      }
      child.detach();
      if (outcome.failed || policy.isFailure(outcome.value)) continue;
      if (policy.listeners !== undefined)
        policy.emit({ type: 'success', attempt: trail.attempt, key: call.key });
      return outcome.value;
    }
  }

  /** The wait before the next attempt, or the bad result to return; throws to give up. */
  private decide(call: Call, trail: Trail, outcome: Outcome): number | Returned {
    const { policy } = this;
    const { attempt } = trail;
    if (call.aborted) throw call.reason;
    const error = outcome.failed ? outcome.error : undefined;
    if (outcome.failed) {
      trail.errors.push(error);
      if (trail.errors.length > TRAIL_LIMIT) trail.errors.shift();
      if (!policy.worthRetrying(error)) {
        if (policy.listeners !== undefined)
          policy.emit({ type: 'failure', attempt, error, key: call.key });
        throw error;
      }
    }
    const next = policy.next(trail, outcome.failed ? error : outcome.value, call);
    if (typeof next === 'number') {
      if (policy.listeners !== undefined)
        policy.emit({ type: 'retry', attempt, delayMs: next, error, key: call.key });
      return next;
    }
    if (policy.listeners !== undefined)
      policy.emit({ type: 'gave-up', attempt, reason: next, error, key: call.key });
    if (!outcome.failed) return outcome;
    throw policy.exhaustedError(next, trail);
  }
}
