import type { Backoff } from './backoff.ts';
import { unwatch } from './call.ts';
import type { Call } from './call.ts';
import type { MonotonicTime } from './clock.ts';
import { CircuitOpenError, check, isTimeout, isTurnedAway, rejectLater } from './errors.ts';
import { Policy } from './policy.ts';
import type { GuardEvent, Step } from './policy.ts';
import { ask } from './problems.ts';
import { systemRandom } from './random.ts';
import type { Random } from './random.ts';
import { systemTime } from './system-time.ts';
import { consecutive } from './trip-rule.ts';
import type { RuleCounts, TripRule, TripRuleFactory } from './trip-rule.ts';

export interface BreakerOptions {
  /**
   * When to open. Default: `consecutive(5)`. With more than a call a second give `timeWindow()`: one
   * success among failures starts a count in a row over.
   */
  readonly trip?: TripRuleFactory;
  /**
   * How long it stays open (ms), or a backoff that grows with each trip in a row.
   * Default: 30,000.
   */
  readonly openMs?: number | Backoff;
  /** Probes under way at once while half-open. Default: 1. */
  readonly maxProbes?: number;
  /** Probes that must succeed before it closes. Default: 1. */
  readonly successesToClose?: number;
  /** After closing, the share of calls let through grows to all within this time (ms). Default: 0. */
  readonly recoveryMs?: number;
  /** The share it starts from. Default: 0.1. */
  readonly recoveryShare?: number;
  /**
   * Whether this error is the dependency's failure. Default: every error but the refusal of a
   * guard inside. A caller's own abort is never judged.
   */
  readonly failOn?: (error: unknown) => boolean;
  /** Whether this result is a failure in disguise (a status 503). Default: none is. */
  readonly failOnResult?: (value: unknown) => boolean;
  readonly name?: string;
  readonly clock?: MonotonicTime;
  readonly random?: Random;
}

/** What the breaker is doing, with the facts that hold in it. Times are monotonic (ms). */
export type BreakerState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly untilMs: number }
  | { readonly kind: 'half-open'; readonly probes: number; readonly successes: number }
  | { readonly kind: 'recovering'; readonly share: number }
  | { readonly kind: 'isolated' };

export type BreakerStateKind = BreakerState['kind'];

/** A state that another process or a later one can take over: no instants, only durations. */
export interface BreakerSnapshot {
  readonly kind: BreakerStateKind;
  /** Time left open (ms). */
  readonly openForMs: number;
  /** Times it opened since it last closed for good. */
  readonly trips: number;
  readonly counts: RuleCounts;
}

export interface BreakerEvent extends GuardEvent {
  /** `state`: from `from` to `to`. `rejected`: turned away. `ignored`: not judged, or too late. */
  readonly type: 'state' | 'success' | 'failure' | 'rejected' | 'ignored';
  readonly from?: BreakerStateKind;
  readonly to?: BreakerStateKind;
  readonly error?: unknown;
}

/** How long probes that never answer hold their places after a restore (ms). */
const PROBE_LEASE_MS = 30_000;

/** Stops calling what keeps failing. Make it with `breaker`. */
export class Breaker extends Policy<never, BreakerEvent> {
  declare readonly kind: 'breaker';
  /** Counts transitions: a result from before one says nothing after it. */
  private epoch = 0;
  private mode: BreakerStateKind = 'closed';
  /** When an open circuit lets probes through, or probes lose their places. */
  private untilMs = 0;
  private openedForMs = 0;
  private trips = 0;
  private probes = 0;
  private successes = 0;
  private recoverySinceMs = 0;
  /** When it last looked. */
  private nowMs = 0;
  private readonly options: BreakerOptions;
  private readonly rule: TripRule;
  private readonly clock: MonotonicTime;
  private readonly maxProbes: number;
  private readonly successesToClose: number;
  private readonly recoveryMs: number;
  private readonly recoveryShare: number;

  constructor(options: BreakerOptions) {
    super('breaker', options.name);
    this.options = options;
    this.rule = (options.trip ?? consecutive(5))();
    this.clock = options.clock ?? systemTime;
    this.maxProbes = options.maxProbes ?? 1;
    this.successesToClose = options.successesToClose ?? 1;
    this.recoveryMs = options.recoveryMs ?? 0;
    this.recoveryShare = options.recoveryShare ?? 0.1;
    check(
      this.maxProbes >= 1 && this.successesToClose >= 1,
      'maxProbes and successesToClose must be 1 or more',
    );
    check(
      this.recoveryShare > 0 && this.recoveryShare <= 1,
      'recoveryShare must be above 0 and at most 1',
    );
  }

  around(next: Step): Step {
    const { failOn, failOnResult } = this.options;
    const timed = this.rule.slowMs !== undefined;
    return (call) => {
      if (this.mode !== 'closed' && this.refuses()) {
        this.emit?.({ type: 'rejected', key: call.key });
        return rejectLater(
          new CircuitOpenError(`circuit "${this.name}" is open`, this.retryAfterMs()),
        );
      }
      const epoch = this.epoch;
      const startedMs = timed ? this.clock.monotonicMs() : 0;
      // Given up from above while under way. A deadline that passed is the dependency's failure,
      // and is counted now: an operation that hangs for ever would never be.
      const watcher = call.abortable
        ? call.watch((reason) => {
            this.settle(call, epoch, startedMs, isTimeout(reason) ? false : undefined, reason);
          })
        : undefined;
      return next(call).then(
        (value) => {
          const ok = !(failOnResult && ask(failOnResult, value, true));
          if (unwatch(watcher)) this.settle(call, epoch, startedMs, ok);
          return value;
        },
        (error: unknown) => {
          const failed = failOn ? ask(failOn, error, true) : !isTurnedAway(error);
          if (unwatch(watcher))
            this.settle(call, epoch, startedMs, failed ? false : undefined, error);
          throw error;
        },
      );
    };
  }

  override get holdsState(): boolean {
    return this.mode !== 'closed';
  }

  /** What it is doing now. */
  get state(): BreakerState {
    this.passTime();
    const kind = this.mode;
    switch (kind) {
      case 'open':
        return { kind, untilMs: this.untilMs };
      case 'half-open':
        return { kind, probes: this.probes, successes: this.successes };
      case 'recovering':
        return { kind, share: this.share() };
      case 'closed':
      case 'isolated':
        return { kind };
    }
  }

  /** Turns every call away until `reset`. */
  isolate(): void {
    this.become('isolated');
  }

  /** Closes it and forgets all it has counted. */
  reset(): void {
    this.become('closed', true);
  }

  snapshot(): BreakerSnapshot {
    const { kind } = this.state;
    const now = this.nowMs;
    return {
      kind,
      openForMs: kind === 'open' ? this.untilMs - now : 0,
      trips: this.trips,
      counts: this.rule.counts(now),
    };
  }

  /** Takes over a snapshot, perhaps of another process. */
  restore({ kind, openForMs, trips, counts }: BreakerSnapshot): void {
    const now = this.clock.monotonicMs();
    this.become(kind, true);
    this.trips = trips;
    this.openedForMs = 0;
    this.untilMs = now + openForMs;
    this.rule.restore(counts, now);
  }

  protected override facts(): object {
    const { kind, trips, counts } = this.snapshot();
    return {
      state: kind,
      trips,
      retryAfterMs: kind === 'open' ? this.retryAfterMs() : undefined,
      ...counts,
    };
  }

  /** Whether this call, in a circuit that is not closed, is turned away; else it is counted in. */
  private refuses(): boolean {
    this.passTime();
    switch (this.mode) {
      case 'closed':
        return false;
      case 'recovering':
        return (this.options.random ?? systemRandom)() >= this.share();
      case 'half-open':
        // No more probes than could still be needed, so that none races another's verdict.
        if (this.probes >= Math.min(this.maxProbes, this.successesToClose - this.successes))
          return true;
        this.probes++;
        return false;
      case 'open':
      case 'isolated':
        return true;
    }
  }

  /** A call of `epoch` went well, failed, or (undefined) says nothing. */
  private settle(
    call: Call,
    epoch: number,
    startedMs: number,
    ok: boolean | undefined,
    error?: unknown,
  ): void {
    const judged = ok !== undefined && epoch === this.epoch;
    this.emit?.({ type: judged ? (ok ? 'success' : 'failure') : 'ignored', key: call.key, error });
    // Invariant: a result counts in the epoch its call began in, or not at all. So the state is
    // still the one it began in; and a listener may just have changed it.
    if (epoch !== this.epoch) return;
    const probe = this.mode === 'half-open';
    if (probe) this.probes--;
    if (!judged) return;
    const rule = this.rule;
    const { slowMs } = rule;
    const now = rule.timed || slowMs !== undefined ? this.clock.monotonicMs() : 0;
    const slow = slowMs !== undefined && now - startedMs > slowMs;
    if (probe ? !ok || slow : rule.record(ok, slow, now)) {
      const { openMs = 30_000, random = systemRandom } = this.options;
      this.trips++;
      this.openedForMs =
        typeof openMs === 'number' ? openMs : openMs.delayMs(this.trips, this.openedForMs, random);
      this.untilMs = this.clock.monotonicMs() + this.openedForMs;
      this.become('open');
    } else if (probe && ++this.successes >= this.successesToClose) {
      this.become(this.recoveryMs > 0 ? 'recovering' : 'closed');
    }
  }

  /** What time alone changes. Lazily, so that no timer is needed. */
  private passTime(): void {
    const now = (this.nowMs = this.clock.monotonicMs());
    const mode = this.mode;
    if (mode === 'recovering' && this.share() >= 1) this.become('closed');
    if ((mode !== 'open' && mode !== 'half-open') || now < this.untilMs) return;
    this.untilMs = now + (this.openedForMs || PROBE_LEASE_MS);
    if (mode === 'open') {
      this.become('half-open');
    } else {
      // Probes that have not answered in all this time hold their places no longer.
      this.epoch++;
      this.probes = 0;
    }
  }

  private become(to: BreakerStateKind, afresh?: boolean): void {
    const from = this.mode;
    this.epoch++;
    this.mode = to;
    this.probes = this.successes = 0;
    this.recoverySinceMs = this.clock.monotonicMs();
    // Coming out of recovery is no fresh start: what was counted during it stays.
    if (afresh || from !== 'recovering' || to !== 'closed') this.rule.reset();
    if (to === 'closed') this.trips = this.openedForMs = 0;
    if (from !== to) this.emit?.({ type: 'state', from, to });
  }

  private share(): number {
    const passed = (this.nowMs - this.recoverySinceMs) / this.recoveryMs;
    const share = this.recoveryShare + (1 - this.recoveryShare) * passed;
    // Not a number when there is no recovery here, but was in the process of the snapshot.
    return share < 1 ? share : 1;
  }

  private retryAfterMs(): number {
    if (this.mode === 'isolated') return Infinity;
    if (this.mode === 'recovering') return 0;
    return Math.max(this.untilMs - this.nowMs, 0);
  }
}

/**
 * Stops calling a dependency that keeps failing, and tries it again after a while.
 *
 * Closed: calls go through and are counted. Open: calls reject at once with `CircuitOpenError`,
 * which says when to come back. Half-open: a few probes decide. It reads only monotonic time and
 * needs no timer. Throws RangeError on bounds that make no sense.
 */
export function breaker(options: BreakerOptions = {}): Breaker {
  return new Breaker(options);
}

/**
 * A breaker by three numbers, as often described: opens after `failureThreshold` failures in a
 * row (5), stays open `recoveryTimeoutMs` (30,000), then lets at most `halfOpenMaxCalls` (3)
 * through and closes when all of them succeed.
 */
export function classicBreaker(
  options: Omit<BreakerOptions, 'trip' | 'openMs' | 'maxProbes' | 'successesToClose'> & {
    readonly failureThreshold?: number;
    readonly recoveryTimeoutMs?: number;
    readonly halfOpenMaxCalls?: number;
  } = {},
): Breaker {
  const { failureThreshold = 5, recoveryTimeoutMs = 30_000, halfOpenMaxCalls = 3 } = options;
  return new Breaker({
    ...options,
    trip: consecutive(failureThreshold),
    openMs: recoveryTimeoutMs,
    maxProbes: halfOpenMaxCalls,
    successesToClose: halfOpenMaxCalls,
  });
}
