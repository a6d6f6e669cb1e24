import type { Call, Watcher, WatcherList } from './call.ts';
import type { Clock, Timer } from './clock.ts';
import { HedgeLostError } from './errors.ts';
import type { DelayEstimate } from './percentile.ts';
import { Policy, Step, proceed } from './policy.ts';
import type { GuardEvent, Inspection } from './policy.ts';
import { RetryBudget } from './retry-budget.ts';
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
  readonly kind = 'hedge';
  /** @internal */
  readonly clock: Clock;
  /** @internal */
  readonly maxHedges: number;
  /** @internal */
  readonly budget: RetryBudget;
  /** @internal */
  readonly estimate: DelayEstimate;
  /** @internal */
  hedges = 0;
  /** @internal */
  wins = 0;

  constructor(options: HedgeOptions) {
    super(options.name ?? 'hedge');
    const { delayMs = 1_000, maxHedges = 1 } = options;
    this.clock = options.clock ?? systemClock;
    this.maxHedges = maxHedges;
    this.budget = options.budget ?? new RetryBudget({ ratio: 0.1, clock: this.clock });
    this.estimate =
      typeof delayMs === 'number' ? { delayMs: () => delayMs, record: () => {} } : delayMs();
    if (!(maxHedges >= 1)) throw new RangeError('hedge: maxHedges must be 1 or more');
  }

  around(next: Step | undefined): Step {
    return new HedgeStep(this, next);
  }

  inspect(): Inspection {
    const { kind, name, hedges, wins } = this;
    return { kind, name, hedges, wins, delayMs: this.estimate.delayMs() };
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

class HedgeStep extends Step {
  private readonly policy: Hedge;

  constructor(policy: Hedge, next: Step | undefined) {
    super(next);
    this.policy = policy;
  }

  run(call: Call): Promise<unknown> {
    this.policy.budget.deposit();
    return new Promise((resolve, reject) => {
      new Race(this.policy, this.next, call, resolve, reject).begin();
    });
  }
}

/** One call and its hedges. */
class Race implements Timer, Watcher {
  timerPrevious: Timer | undefined = undefined;
  timerNext: Timer | undefined = undefined;
  timerSlot = -1;
  timerTick = 0;
  watcherPrevious: Watcher | undefined = undefined;
  watcherNext: Watcher | undefined = undefined;
  watching: WatcherList | undefined = undefined;
  private readonly policy: Hedge;
  private readonly next: Step | undefined;
  private readonly call: Call;
  private readonly resolve: (value: unknown) => void;
  private readonly reject: (error: unknown) => void;
  private readonly running = new Map<Call, number>();
  private tries = 0;
  private settled = false;
  private firstError: { readonly error: unknown } | undefined = undefined;

  constructor(
    policy: Hedge,
    next: Step | undefined,
    call: Call,
    resolve: (value: unknown) => void,
    reject: (error: unknown) => void,
  ) {
    this.policy = policy;
    this.next = next;
    this.call = call;
    this.resolve = resolve;
    this.reject = reject;
  }

  begin(): void {
    if (this.call.abortable) this.call.watch(this);
    this.start();
  }

  onTimer(): void {
    const { policy } = this;
    const attempt = this.tries + 1;
    if (!policy.budget.withdraw()) {
      if (policy.listeners !== undefined)
        policy.emit({ type: 'over-budget', attempt, key: this.call.key });
      return;
    }
    policy.hedges++;
    if (policy.listeners !== undefined) policy.emit({ type: 'hedge', attempt, key: this.call.key });
    this.start();
  }

  onAbort(reason: unknown): void {
    this.end(undefined, reason);
    this.reject(reason);
  }

  private start(): void {
    const { clock, estimate, maxHedges } = this.policy;
    const now = clock.monotonicMs();
    const child = this.call.child();
    child.attempt = ++this.tries;
    const attempt = this.tries;
    this.running.set(child, now);
    if (attempt <= maxHedges) clock.start(this, estimate.delayMs(), now);
    proceed(this.next, child).then(
      (value) => {
        this.succeeded(child, attempt, value);
      },
      (error: unknown) => {
        this.failed(child, attempt, error);
      },
    );
  }

  private succeeded(child: Call, attempt: number, value: unknown): void {
    if (this.settled) {
      child.workDone();
      return;
    }
    this.end(child, new HedgeLostError('another call answered first'));
    if (attempt > 1) this.policy.wins++;
    if (this.policy.listeners !== undefined)
      this.policy.emit({ type: 'won', attempt, key: this.call.key });
    this.resolve(value);
  }

  private failed(child: Call, attempt: number, error: unknown): void {
    if (this.settled) {
      child.workDone();
      return;
    }
    this.firstError ??= { error };
    child.detach();
    this.running.delete(child);
    // A failure is for a retry to answer; a hedge only answers slowness.
    if (this.running.size > 0) return;
    this.end(undefined, error);
    if (this.policy.listeners !== undefined)
      this.policy.emit({ type: 'failure', attempt, error, key: this.call.key });
    this.reject(this.firstError.error);
  }

  private end(winner: Call | undefined, reason: unknown): void {
    const { clock, estimate } = this.policy;
    this.settled = true;
    clock.stop(this);
    this.call.unwatch(this);
    const now = clock.monotonicMs();
    for (const [child, startedMs] of this.running) {
      // A loser's time so far counts too: to leave out the slow would make the estimate creep down.
      estimate.record(now - startedMs);
      if (child === winner) {
        child.detach();
      } else {
        child.abandonWork();
        child.abort(reason);
      }
    }
  }
}
