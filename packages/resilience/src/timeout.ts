import { Call } from './call.ts';
import type { Deadline } from './call.ts';
import type { Clock, Timer } from './clock.ts';
import { TimeoutError } from './errors.ts';
import { Policy, Step, proceed } from './policy.ts';
import type { GuardEvent, Inspection } from './policy.ts';
import { systemClock } from './system-clock.ts';

export interface TimeoutOptions {
  /**
   * What happens to an operation that ignores its signal. `aggressive` (default) answers the
   * caller at the deadline and lets the work run on, unheard; `cooperative` waits for it.
   */
  readonly mode?: 'aggressive' | 'cooperative';
  readonly name?: string;
  readonly clock?: Clock;
}

export interface TimeoutEvent extends GuardEvent {
  /**
   * `timeout`: the deadline passed. `late`: work given up earlier has now settled, `ok` or not.
   * `success`, `failure`: it settled in time. `aborted`: the caller gave up first.
   */
  readonly type: 'timeout' | 'late' | 'success' | 'failure' | 'aborted';
  readonly ok?: boolean;
  readonly error?: unknown;
}

/** Bounds how long a call takes. Make it with `timeout`. */
export class Timeout extends Policy<never, TimeoutEvent> {
  readonly kind = 'timeout';
  readonly ms: number;
  /** @internal */
  readonly clock: Clock;
  /** @internal */
  readonly message: string;
  private readonly mode: 'aggressive' | 'cooperative';

  constructor(ms: number, options: TimeoutOptions) {
    super(options.name ?? 'timeout');
    if (!(ms > 0)) throw new RangeError(`timeout: ${ms} ms is not a positive time`);
    this.ms = ms;
    this.clock = options.clock ?? systemClock;
    this.mode = options.mode ?? 'aggressive';
    this.message = `took longer than ${ms} ms`;
  }

  around(next: Step | undefined): Step {
    if (this.ms === Infinity) return new Unbounded(next);
    return this.mode === 'aggressive'
      ? new AggressiveStep(this, next)
      : new CooperativeStep(this, next);
  }

  inspect(): Inspection {
    return { kind: this.kind, name: this.name, ms: this.ms, mode: this.mode };
  }
}

/**
 * Gives a call at most `ms` milliseconds, then aborts its signal and rejects with `TimeoutError`.
 *
 * Timeouts nest: an inner one never outlasts an outer one, also across guards when the call's
 * context is passed on as `parent`. Put one outside a retry to bound the whole, one inside to
 * bound each attempt. Throws RangeError when `ms` is not above zero; `Infinity` means no bound.
 */
export function timeout(ms: number, options: TimeoutOptions = {}): Timeout {
  return new Timeout(ms, options);
}

class Unbounded extends Step {
  run(call: Call): Promise<unknown> {
    return proceed(this.next, call);
  }
}

/** A call with a deadline of its own. */
abstract class TimedCall extends Call implements Timer, Deadline {
  timerPrevious: Timer | undefined = undefined;
  timerNext: Timer | undefined = undefined;
  timerSlot = -1;
  timerTick = 0;
  protected readonly policy: Timeout;
  private readonly dueMs: number;

  constructor(outer: Call, policy: Timeout, dueMs: number) {
    super(outer.fn, outer, outer.options);
    this.attempt = outer.attempt;
    this.deadline = this;
    this.policy = policy;
    this.dueMs = dueMs;
  }

  override get remainingMs(): number {
    return Math.max(this.dueMs - this.policy.clock.monotonicMs(), 0);
  }

  onTimer(): void {
    if (this.policy.listeners !== undefined) this.policy.emit({ type: 'timeout', key: this.key });
    this.abort(new TimeoutError(this.policy.message, this.policy.ms));
  }
}

/** Answers its promise at whichever comes first: the operation, the deadline, the caller. */
class AggressiveCall extends TimedCall {
  resolve!: (value: unknown) => void;
  reject!: (error: unknown) => void;
  private settled = false;

  override abort(reason: unknown): void {
    if (this.settled) return;
    this.settled = true;
    this.policy.clock.stop(this);
    this.abandonWork();
    super.abort(reason);
    this.reject(reason);
    const byUs = reason instanceof TimeoutError;
    if (!byUs && this.policy.listeners !== undefined)
      this.policy.emit({ type: 'aborted', key: this.key, error: reason });
  }

  succeed(value: unknown): void {
    if (this.settled) {
      this.late(true, undefined);
      return;
    }
    this.settle();
    this.resolve(value);
    if (this.policy.listeners !== undefined) this.policy.emit({ type: 'success', key: this.key });
  }

  fail(error: unknown): void {
    if (this.settled) {
      this.late(false, error);
      return;
    }
    this.settle();
    this.reject(error);
    if (this.policy.listeners !== undefined)
      this.policy.emit({ type: 'failure', key: this.key, error });
  }

  private settle(): void {
    this.settled = true;
    this.policy.clock.stop(this);
    if (this.cancellation !== undefined) this.detach();
  }

  private late(ok: boolean, error: unknown): void {
    this.workDone();
    if (this.policy.listeners !== undefined)
      this.policy.emit({ type: 'late', key: this.key, ok, error });
  }
}

class AggressiveStep extends Step {
  private readonly policy: Timeout;

  constructor(policy: Timeout, next: Step | undefined) {
    super(next);
    this.policy = policy;
  }

  run(call: Call): Promise<unknown> {
    const { ms, clock } = this.policy;
    const { deadline } = call;
    // An enclosing deadline that comes first will abort this call too: one timer is enough.
    if (deadline !== undefined && deadline.remainingMs <= ms) return proceed(this.next, call);
    const now = clock.monotonicMs();
    const timed = new AggressiveCall(call, this.policy, now + ms);
    const answer = new Promise<unknown>((resolve, reject) => {
      timed.resolve = resolve;
      timed.reject = reject;
    });
    clock.start(timed, ms, now);
    if (call.abortable) timed.follow();
    proceed(this.next, timed).then(
      (value) => {
        timed.succeed(value);
      },
      (error: unknown) => {
        timed.fail(error);
      },
    );
    return answer;
  }
}

class CooperativeCall extends TimedCall {
  finish(): void {
    this.policy.clock.stop(this);
    if (this.cancellation !== undefined) this.detach();
  }
}

class CooperativeStep extends Step {
  private readonly policy: Timeout;

  constructor(policy: Timeout, next: Step | undefined) {
    super(next);
    this.policy = policy;
  }

  run(call: Call): Promise<unknown> {
    const { policy } = this;
    const { ms, clock } = policy;
    const { deadline } = call;
    if (deadline !== undefined && deadline.remainingMs <= ms) return proceed(this.next, call);
    const now = clock.monotonicMs();
    const timed = new CooperativeCall(call, policy, now + ms);
    clock.start(timed, ms, now);
    return proceed(this.next, timed).then(
      (value) => {
        timed.finish();
        if (policy.listeners !== undefined) policy.emit({ type: 'success', key: call.key });
        return value;
      },
      (error: unknown) => {
        timed.finish();
        if (policy.listeners !== undefined) policy.emit({ type: 'failure', key: call.key, error });
        // Whatever it threw on its way out, the reason it had to stop is the answer.
        throw timed.aborted ? timed.reason : error;
      },
    );
  }
}
