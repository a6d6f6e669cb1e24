import type { Backoff } from './backoff.ts';
import type { Call, Watcher, WatcherList } from './call.ts';
import type { MonotonicTime } from './clock.ts';
import { CircuitOpenError, TimeoutError, isTurnedAway, rejectLater } from './errors.ts';
import { Policy, Step, proceed } from './policy.ts';
import type { GuardEvent, Inspection } from './policy.ts';
import { ask } from './problems.ts';
import { systemRandom } from './random.ts';
import type { Random } from './random.ts';
import { systemTime } from './system-time.ts';
import { consecutive, timeWindow } from './trip-rule.ts';
import type { RuleCounts, TripRule, TripRuleFactory } from './trip-rule.ts';

export interface BreakerOptions {
  /** When to open. Default: `timeWindow()`, half of at least 20 calls failing within 10 s. */
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

/** Stops calling what keeps failing. Make it with `breaker`. */
export class Breaker extends Policy<never, BreakerEvent> {
  readonly kind = 'breaker';
  /** @internal Counts transitions: a result from before one says nothing after it. */
  epoch = 0;
  /** @internal */
  readonly rule: TripRule;
  /** @internal Whether a call must be timed. */
  readonly timesCalls: boolean;
  /** @internal */
  readonly failOnResult: ((value: unknown) => boolean) | undefined;
  /** @internal */
  readonly clock: MonotonicTime;
  private readonly failOn: ((error: unknown) => boolean) | undefined;
  private readonly openFor: number | Backoff;
  private readonly maxProbes: number;
  private readonly successesToClose: number;
  private readonly recoveryMs: number;
  private readonly recoveryShare: number;
  private readonly random: Random;
  private readonly openMessage: string;

  /** @internal */
  mode: BreakerStateKind = 'closed';
  private untilMs = 0;
  private openedForMs = 0;
  private trips = 0;
  private probes = 0;
  private successes = 0;
  private recoverySinceMs = 0;

  constructor(options: BreakerOptions) {
    super(options.name ?? 'breaker');
    const { openMs = 30_000, maxProbes = 1, successesToClose = 1, recoveryShare = 0.1 } = options;
    this.rule = (options.trip ?? timeWindow())();
    this.timesCalls = this.rule.slowMs !== undefined;
    this.openFor = openMs;
    this.maxProbes = maxProbes;
    this.successesToClose = successesToClose;
    this.recoveryMs = options.recoveryMs ?? 0;
    this.recoveryShare = recoveryShare;
    this.failOn = options.failOn;
    this.failOnResult = options.failOnResult;
    this.clock = options.clock ?? systemTime;
    this.random = options.random ?? systemRandom;
    this.openMessage = `circuit "${this.name}" is open`;
    if (!(maxProbes >= 1 && successesToClose >= 1))
      throw new RangeError('breaker: maxProbes and successesToClose must be 1 or more');
    if (!(recoveryShare > 0 && recoveryShare <= 1))
      throw new RangeError('breaker: recoveryShare must be above 0 and at most 1');
  }

  around(next: Step | undefined): Step {
    return new BreakerStep(this, next);
  }

  override get holdsState(): boolean {
    return this.mode !== 'closed';
  }

  /** What it is doing now. */
  get state(): BreakerState {
    this.passTime();
    switch (this.mode) {
      case 'open':
        return { kind: 'open', untilMs: this.untilMs };
      case 'half-open':
        return { kind: 'half-open', probes: this.probes, successes: this.successes };
      case 'recovering':
        return { kind: 'recovering', share: this.share() };
      case 'closed':
      case 'isolated':
        return { kind: this.mode };
    }
  }

  /** Turns every call away until `reset`. */
  isolate(): void {
    this.become('isolated');
  }

  /** Closes it and forgets all it has counted. */
  reset(): void {
    this.trips = 0;
    this.become('closed');
  }

  snapshot(): BreakerSnapshot {
    const now = this.clock.monotonicMs();
    const { kind } = this.state;
    return {
      kind,
      openForMs: kind === 'open' ? this.untilMs - now : 0,
      trips: this.trips,
      counts: this.rule.counts(now),
    };
  }

  /** Takes over a snapshot, perhaps of another process. */
  restore(snapshot: BreakerSnapshot): void {
    this.become(snapshot.kind);
    this.trips = snapshot.trips;
    const now = this.clock.monotonicMs();
    this.openedForMs = snapshot.openForMs;
    this.untilMs = now + snapshot.openForMs;
    this.rule.restore(snapshot.counts, now);
  }

  inspect(): Inspection {
    const { kind, name, trips, state } = this;
    const now = this.clock.monotonicMs();
    const retryAfterMs = this.mode === 'open' ? Math.max(this.untilMs - now, 0) : undefined;
    return { kind, name, state: state.kind, trips, retryAfterMs, ...this.rule.counts(now) };
  }

  /** When `admit` last looked (monotonic ms). */
  private seenMs = 0;

  /** @internal A ticket to call the operation, or undefined to turn the call away. */
  admit(): Ticket | undefined {
    this.passTime();
    switch (this.mode) {
      case 'closed':
        return new Ticket(this, false);
      case 'recovering':
        return this.random() < this.share() ? new Ticket(this, false) : undefined;
      case 'half-open':
        // No more probes than could still be needed, so that none races another's verdict.
        if (this.probes >= Math.min(this.maxProbes, this.successesToClose - this.successes))
          return undefined;
        this.probes++;
        return new Ticket(this, true);
      case 'open':
      case 'isolated':
        return undefined;
    }
  }

  /** @internal Right after `admit` refused. */
  rejection(): CircuitOpenError {
    return new CircuitOpenError(this.openMessage, this.retryAfterMs());
  }

  /** @internal One judged call of the current epoch. */
  count(ok: boolean, probe: boolean, startedMs: number): void {
    const { rule } = this;
    const now = this.timesCalls || rule.timed ? this.clock.monotonicMs() : 0;
    const slow = rule.slowMs !== undefined && now - startedMs > rule.slowMs;
    if (!probe) {
      if (rule.record(ok, slow, now)) this.trip();
      return;
    }
    this.probes--;
    if (!ok || slow) {
      this.trip();
    } else if (++this.successes >= this.successesToClose) {
      this.become(this.recoveryMs > 0 ? 'recovering' : 'closed');
    }
  }

  /** @internal A probe whose outcome says nothing: its place is free again. */
  returnProbe(): void {
    this.probes--;
  }

  /** @internal */
  isFailure(error: unknown): boolean {
    return this.failOn === undefined ? !isTurnedAway(error) : ask(this.failOn, error, true);
  }

  private trip(): void {
    this.trips++;
    const now = this.clock.monotonicMs();
    this.openedForMs =
      typeof this.openFor === 'number'
        ? this.openFor
        : this.openFor.delayMs(this.trips, this.openedForMs, this.random);
    this.untilMs = now + this.openedForMs;
    this.become('open');
  }

  /** What time alone changes. Lazily, so that no timer is needed. */
  private passTime(): void {
    if (this.mode === 'closed' || this.mode === 'isolated') return;
    const now = this.clock.monotonicMs();
    this.seenMs = now;
    if (this.mode === 'open' && now >= this.untilMs) {
      this.become('half-open');
      this.untilMs = now + this.openedForMs;
    } else if (this.mode === 'half-open' && now >= this.untilMs) {
      // Probes that have not answered in all this time hold their places no longer.
      this.epoch++;
      this.probes = 0;
      this.untilMs = now + this.openedForMs;
    } else if (this.mode === 'recovering' && now - this.recoverySinceMs >= this.recoveryMs) {
      this.become('closed');
    }
  }

  private become(to: BreakerStateKind): void {
    const from = this.mode;
    this.epoch++;
    this.mode = to;
    this.probes = 0;
    this.successes = 0;
    if (to === 'recovering') this.recoverySinceMs = this.clock.monotonicMs();
    // Coming out of recovery is no fresh start: what was counted during it stays.
    if (from !== 'recovering' || to !== 'closed') this.rule.reset();
    if (to === 'closed') {
      this.trips = 0;
      this.openedForMs = 0;
    }
    if (from !== to && this.listeners !== undefined) this.emit({ type: 'state', from, to });
  }

  private share(): number {
    const passed = (this.clock.monotonicMs() - this.recoverySinceMs) / this.recoveryMs;
    return Math.min(this.recoveryShare + (1 - this.recoveryShare) * passed, 1);
  }

  private retryAfterMs(): number {
    if (this.mode === 'isolated') return Infinity;
    if (this.mode === 'recovering') return 0;
    return Math.max(this.untilMs - this.seenMs, 0);
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

/** One call let through; settles once, whoever settles it. */
class Ticket implements Watcher {
  watcherPrevious: Watcher | undefined = undefined;
  watcherNext: Watcher | undefined = undefined;
  watching: WatcherList | undefined = undefined;
  private readonly breaker: Breaker;
  private readonly epoch: number;
  private readonly probe: boolean;
  private readonly startedMs: number;
  private settled = false;

  constructor(breaker: Breaker, probe: boolean) {
    this.breaker = breaker;
    this.epoch = breaker.epoch;
    this.probe = probe;
    this.startedMs = breaker.timesCalls ? breaker.clock.monotonicMs() : 0;
  }

  /**
   * Given up from above while under way. A deadline that passed is the dependency's failure, and
   * is counted now: an operation that hangs for ever would never be. Anything else says nothing.
   */
  onAbort(reason: unknown): void {
    if (reason instanceof TimeoutError) this.settle(false, reason);
    else this.ignore(reason);
  }

  settle(ok: boolean, error: unknown): void {
    const { breaker } = this;
    if (this.settled) return;
    this.settled = true;
    // Invariant: a result counts in the epoch its call began in, or not at all.
    const current = this.epoch === breaker.epoch;
    if (breaker.listeners !== undefined)
      breaker.emit({ type: current ? (ok ? 'success' : 'failure') : 'ignored', error });
    if (current) breaker.count(ok, this.probe, this.startedMs);
  }

  ignore(error: unknown): void {
    const { breaker } = this;
    if (this.settled) return;
    this.settled = true;
    if (breaker.listeners !== undefined) breaker.emit({ type: 'ignored', error });
    if (this.probe && this.epoch === breaker.epoch) breaker.returnProbe();
  }
}

/** @internal */
export class BreakerStep extends Step {
  private readonly policy: Breaker;

  constructor(policy: Breaker, next: Step | undefined) {
    super(next);
    this.policy = policy;
  }

  run(call: Call): Promise<unknown> {
    const { policy } = this;
    if (policy.mode === 'closed' && !call.abortable) return this.runClosed(call);
    const ticket = policy.admit();
    if (ticket !== undefined) return this.runTicket(call, ticket);
    if (policy.listeners !== undefined) policy.emit({ type: 'rejected', key: call.key });
    return rejectLater(policy.rejection());
  }

  /** The common case, which no one can give up: nothing to watch, so no ticket. */
  private runClosed(call: Call): Promise<unknown> {
    const { policy } = this;
    const { epoch } = policy;
    const startedMs = policy.timesCalls ? policy.clock.monotonicMs() : 0;
    return proceed(this.next, call).then(
      (value) => {
        const ok = policy.failOnResult === undefined || !ask(policy.failOnResult, value, true);
        const judged = policy.epoch === epoch;
        if (policy.listeners !== undefined)
          policy.emit({ type: judged ? (ok ? 'success' : 'failure') : 'ignored', key: call.key });
        if (judged) policy.count(ok, false, startedMs);
        return value;
      },
      (error: unknown) => {
        const judged = policy.isFailure(error) && policy.epoch === epoch;
        if (policy.listeners !== undefined)
          policy.emit({ type: judged ? 'failure' : 'ignored', error, key: call.key });
        if (judged) policy.count(false, false, startedMs);
        throw error;
      },
    );
  }

  private runTicket(call: Call, ticket: Ticket): Promise<unknown> {
    const { policy } = this;
    const watched = call.abortable;
    if (watched) call.watch(ticket);
    return proceed(this.next, call).then(
      (value) => {
        if (watched) call.unwatch(ticket);
        ticket.settle(
          policy.failOnResult === undefined || !ask(policy.failOnResult, value, true),
          undefined,
        );
        return value;
      },
      (error: unknown) => {
        if (watched) call.unwatch(ticket);
        if (policy.isFailure(error)) ticket.settle(false, error);
        else ticket.ignore(error);
        throw error;
      },
    );
  }
}
