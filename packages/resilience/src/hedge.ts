import { abandonWork, workDone } from './abandoned-work.ts';
import type { Call } from './call.ts';
import { Timer } from './clock.ts';
import type { Clock } from './clock.ts';
import { HedgeLostError, atLeast } from './errors.ts';
import type { DelayEstimate } from './percentile.ts';
import { Policy } from './policy.ts';
import type { GuardEvent, Step } from './policy.ts';
import { RetryBudget } from './retry-budget.ts';
import { scopeOf, watch } from './scope.ts';
import type { Scope, Watcher } from './scope.ts';
import { systemClock } from './system-clock.ts';

export interface HedgeOptions {
  /** Wait before each further try (ms), or `percentile(0.95)`. Default: 1,000. */
  readonly delayMs?: number | (() => DelayEstimate);
  /** Further tries under way besides the first. Default: 1. */
  readonly maxHedges?: number;
  /** Shared with other callers. Default: its own, a tenth of the calls. */
  readonly budget?: RetryBudget;
  readonly name?: string;
  readonly clock?: Clock;
}

export interface HedgeEvent extends GuardEvent {
  /** `hedge`: try number `attempt` starts. `won`: it answered first. `failure`: all failed. */
  readonly type: 'hedge' | 'won' | 'failure' | 'over-budget';
  readonly attempt: number;
  readonly error?: unknown;
}

/** Sends a second call when the first is slow. Make it with `hedge`. */
export class Hedge extends Policy<never, HedgeEvent> {
  declare readonly kind: 'hedge';
  readonly #clock: Clock;
  readonly #maxHedges: number;
  readonly #budget: RetryBudget;
  readonly #estimate: DelayEstimate;
  #hedges = 0;
  #wins = 0;

  constructor(options: HedgeOptions) {
    super('hedge', options.name);
    const { delayMs = 1_000, maxHedges = 1, clock = systemClock } = options;
    this.#clock = clock;
    this.#maxHedges = maxHedges;
    this.#budget = options.budget ?? new RetryBudget({ ratio: 0.1, clock });
    this.#estimate =
      typeof delayMs === 'number' ? { delayMs: () => delayMs, record: () => {} } : delayMs();
    atLeast(1, { maxHedges });
  }

  around(next: Step): Step {
    return (call) => {
      this.#budget.deposit();
      return new Promise((resolve, reject) => {
        this.#race(next, call, resolve, reject);
      });
    };
  }

  protected override facts(): object {
    return { hedges: this.#hedges, wins: this.#wins, delayMs: this.#estimate.delayMs() };
  }

  /** One call and its hedges. */
  #race(
    next: Step,
    call: Call,
    resolve: (value: unknown) => void,
    reject: (error: unknown) => void,
  ): void {
    const clock = this.#clock;
    const estimate = this.#estimate;
    const { key } = call;
    const running = new Map<Scope, number>();
    let tries = 0;
    let settled = false;
    let firstError: { readonly error: unknown } | undefined;
    let watcher: Watcher | undefined;

    const timer = new Timer(() => {
      const attempt = tries + 1;
      if (!this.#budget.withdraw()) {
        this.emit?.({ type: 'over-budget', attempt, key });
        return;
      }
      this.#hedges++;
      this.emit?.({ type: 'hedge', attempt, key });
      start();
    });
    const end = (winner: Scope | undefined, reason: unknown): void => {
      settled = true;
      clock.stop(timer);
      watcher?.unlink();
      const now = clock.monotonicMs();
      for (const [child, startedMs] of running) {
        // A loser's time so far counts too: to leave out the slow would make the estimate creep
        // down.
        estimate.record(now - startedMs);
        if (child === winner) {
          child.detach();
        } else {
          abandonWork(child);
          child.abort(reason);
        }
      }
    };
    const start = (): void => {
      // A listener may have aborted the caller.
      if (settled) return;
      const attempt = ++tries;
      const child = scopeOf(call, attempt);
      const now = clock.monotonicMs();
      running.set(child, now);
      if (attempt <= this.#maxHedges) clock.start(timer, estimate.delayMs(), now);
      next(child).then(
        (value) => {
          if (settled) {
            workDone(child);
            return;
          }
          end(child, new HedgeLostError('another call answered first'));
          if (attempt > 1) this.#wins++;
          this.emit?.({ type: 'won', attempt, key });
          resolve(value);
        },
        (error: unknown) => {
          if (settled) {
            workDone(child);
            return;
          }
          firstError ??= { error };
          child.detach();
          running.delete(child);
          // A failure is for a retry to answer; a hedge only answers slowness.
          if (running.size > 0) return;
          end(undefined, error);
          this.emit?.({ type: 'failure', attempt, error, key });
          reject(firstError.error);
        },
      );
    };
    watcher = watch(call, (reason) => {
      end(undefined, reason);
      reject(reason);
    });
    start();
  }
}

/**
 * Starts the operation again when no answer has come after a delay, takes the first answer and
 * aborts the rest. For reads that may be done twice: it cuts the tail of latency at the price of
 * a few more calls (Dean and Barroso, "The Tail at Scale", 2013). Rejects when all have failed.
 */
export function hedge(options: HedgeOptions = {}): Hedge {
  return new Hedge(options);
}
