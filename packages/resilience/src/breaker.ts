import type { Backoff } from './backoff.ts';
import type { Call } from './call.ts';
import type { MonotonicTime } from './clock.ts';
import { CircuitOpenError, atLeast, isTimeout, isTurnedAway, rejectLater } from './errors.ts';
import { Policy } from './policy.ts';
import type { GuardEvent, Step } from './policy.ts';
import { ask } from './problems.ts';
import type { Watcher } from './scope.ts';
import { systemRandom } from './random.ts';
import type { Random } from './random.ts';
import type { Recovery } from './recovery.ts';
import { systemTime } from './system-time.ts';
import type { TripRule, TripRuleFactory } from './trip-rule.ts';

export interface BreakerOptions {
  /**
   * How long it stays open (ms), or a backoff that grows with each trip in a row.
   * Default: 30,000.
   */
  readonly openMs?: number | Backoff;
  /** Probes under way at once while half-open. Default: 1. */
  readonly maxProbes?: number;
  /** Probes that must succeed before it closes. Default: 1. */
  readonly successesToClose?: number;
  /** How the share of calls let through grows after a success: `rampUp(10_000)`. Default: at once. */
  readonly recovery?: Recovery;
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

/** What the breaker is doing. */
export type BreakerState = 'closed' | 'open' | 'half-open' | 'recovering' | 'isolated';

export interface BreakerEvent extends GuardEvent {
  /** `state`: from `from` to `to`. `rejected`: turned away. `ignored`: not judged, or too late. */
  readonly type: 'state' | 'success' | 'failure' | 'rejected' | 'ignored';
  readonly from?: BreakerState;
  readonly to?: BreakerState;
  readonly error?: unknown;
}

/** How long it is open; also how long probes keep their places at least (ms). */
const OPEN_MS = 30_000;

/** Stops calling what keeps failing. Make it with `breaker`. */
export class Breaker extends Policy<never, BreakerEvent> {
  declare readonly kind: 'breaker';
  /** @internal */
  readonly rule: TripRule;
  /** @internal Times it opened since it last closed for good. */
  trips!: number;
  /** @internal When it last looked. */
  nowMs!: number;
  private readonly options: BreakerOptions;
  private readonly clock: MonotonicTime;
  private readonly maxProbes: number;
  private readonly successesToClose: number;
  private mode!: BreakerState;
  private sinceMs!: number;
  /** How long it is open, or probes keep their places (ms). */
  private holdsMs!: number;
  private probes!: number;
  private successes!: number;
  /** Counts transitions: a result from before one says nothing after it. */
  private epoch = 0;

  constructor(trip: TripRuleFactory, options: BreakerOptions) {
    super('breaker', options.name);
    const { maxProbes = 1, successesToClose = 1, clock = systemTime } = options;
    atLeast(1, { maxProbes, successesToClose });
    this.options = options;
    this.rule = trip();
    this.clock = clock;
    this.maxProbes = maxProbes;
    this.successesToClose = successesToClose;
    this.become('closed');
  }

  around(next: Step): Step {
    const { failOn = (error) => !isTurnedAway(error), failOnResult } = this.options;
    const timed = this.rule.slowMs < Infinity;
    return (call) => {
      if (this.mode !== 'closed' && this.refuses()) {
        this.emit?.({ type: 'rejected', key: call.key });
        return rejectLater(
          new CircuitOpenError(`circuit "${this.name}" is open`, this.retryAfterMs()),
        );
      }
      const epoch = this.epoch;
      const startedMs = timed ? this.clock.monotonicMs() : 0;
      // Given up by a guard around while under way: counted now, since an operation that hangs for
      // ever would never be.
      const watcher = call.scope?.watch((reason) => {
        this.settle(call, epoch, startedMs, undefined, false, reason);
      });
      return next(call).then(
        (value) => {
          const failed = failOnResult && ask(failOnResult, value, true);
          this.settle(call, epoch, startedMs, watcher, !failed);
          return value;
        },
        (error: unknown) => {
          const failed = ask(failOn, error, true);
          this.settle(call, epoch, startedMs, watcher, failed ? false : undefined, error);
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
    // What time alone changes. Lazily, so that no timer is needed.
    const now = (this.nowMs = this.clock.monotonicMs());
    const { mode } = this;
    if (mode === 'recovering') {
      if (this.share() >= 1) this.become('closed');
    } else if (
      mode !== 'closed' &&
      now - this.sinceMs >= (mode === 'open' ? this.holdsMs : Math.max(this.holdsMs, OPEN_MS))
    ) {
      // Half-open anew when probes have not answered in all this time: they lose their places.
      this.become('half-open', this.holdsMs);
    }
    return this.mode;
  }

  /** Turns every call away until `reset`. */
  isolate(): void {
    this.become('isolated', Infinity);
  }

  /** Closes it and forgets all it has counted. */
  reset(): void {
    this.become('closed');
  }

  protected override facts(): object {
    return {
      state: this.state,
      trips: this.trips,
      retryAfterMs: this.retryAfterMs(),
      ...this.rule.counts(this.nowMs),
    };
  }

  /** Whether this call, in a circuit that is not closed, is turned away; else it is counted in. */
  private refuses(): boolean {
    const { state } = this;
    if (state === 'recovering') return (this.options.random ?? systemRandom)() >= this.share();
    if (state !== 'half-open') return state !== 'closed';
    // No more probes than could still be needed, so that none races another's verdict.
    if (this.probes >= Math.min(this.maxProbes, this.successesToClose - this.successes))
      return true;
    this.probes++;
    return false;
  }

  /** A call of `epoch` went well, failed, or (undefined) says nothing. */
  private settle(
    call: Call,
    epoch: number,
    startedMs: number,
    watcher: Watcher | undefined,
    result: boolean | undefined,
    error?: unknown,
  ): void {
    if (watcher?.alone) return;
    watcher?.unlink();
    // A deadline that passed is the dependency's failure; a caller who left is not.
    const { givenUp } = call;
    const ok = givenUp ? (isTimeout(givenUp.reason) ? false : undefined) : result;
    const judged = ok !== undefined && epoch === this.epoch;
    this.emit?.({ type: judged ? (ok ? 'success' : 'failure') : 'ignored', key: call.key, error });
    // Invariant: a result counts in the epoch its call began in, or not at all. So the state is
    // still the one it began in; and a listener may just have changed it.
    if (epoch !== this.epoch) return;
    const probe = this.mode === 'half-open';
    if (probe) this.probes--;
    if (!judged) return;
    const rule = this.rule;
    const now = rule.timed ? this.clock.monotonicMs() : 0;
    const slow = now - startedMs > rule.slowMs;
    if (probe ? !ok || slow : rule.record(ok, slow, now)) {
      const { openMs = OPEN_MS, random = systemRandom } = this.options;
      this.trips++;
      this.become(
        'open',
        typeof openMs === 'number' ? openMs : openMs.delayMs(this.trips, this.holdsMs, random),
      );
    } else if (probe && ++this.successes >= this.successesToClose) {
      this.become(this.options.recovery ? 'recovering' : 'closed');
    }
  }

  /** @internal */
  become(to: BreakerState, holdsMs = 0): void {
    const from = this.mode;
    this.epoch++;
    this.mode = to;
    this.probes = this.successes = 0;
    this.sinceMs = this.nowMs = this.clock.monotonicMs();
    this.rule.reset();
    this.holdsMs = holdsMs;
    if (to === 'closed') this.trips = 0;
    if (from !== to) this.emit?.({ type: 'state', from, to });
  }

  /** Of calls, while it recovers. */
  private share(): number {
    // There may be no recovery here, but was in the process of a snapshot.
    return this.options.recovery?.(this.nowMs - this.sinceMs) ?? 1;
  }

  /** @internal Time until it is worth coming back (ms). */
  retryAfterMs(): number {
    return Math.max(this.sinceMs + this.holdsMs - this.nowMs, 0);
  }
}

/**
 * Stops calling a dependency that keeps failing, and tries it again after a while.
 *
 * `trip` says when to open, and has no default, since the one rule that needs no figure is the
 * wrong one: `timeWindow()` for most, `countWindow()` for little traffic, `consecutive(5)` for
 * what is either up or down.
 *
 * Closed: calls go through and are counted. Open: calls reject at once with `CircuitOpenError`,
 * which says when to come back. Half-open: a few probes decide. It reads only monotonic time and
 * needs no timer. Throws RangeError on bounds that make no sense.
 */
export function breaker(trip: TripRuleFactory, options: BreakerOptions = {}): Breaker {
  return new Breaker(trip, options);
}
