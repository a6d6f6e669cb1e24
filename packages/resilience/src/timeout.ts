import { abandonWork, workDone } from './abandoned-work.ts';
import { Timer } from './clock.ts';
import type { Clock } from './clock.ts';
import { TimeoutError, above0, isTimeout, rejectLater } from './errors.ts';
import { Policy } from './policy.ts';
import type { GuardEvent, Step } from './policy.ts';
import { scopeOf } from './scope.ts';
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
  declare readonly kind: 'timeout';
  readonly ms: number;
  private readonly clock: Clock;
  private readonly mode: 'aggressive' | 'cooperative';

  constructor(ms: number, options: TimeoutOptions) {
    super('timeout', options.name);
    above0({ ms });
    this.ms = ms;
    this.clock = options.clock ?? systemClock;
    this.mode = options.mode ?? 'aggressive';
  }

  around(next: Step): Step {
    const { ms } = this;
    const clock = this.clock;
    const aggressive = this.mode === 'aggressive';
    if (ms === Infinity) return next;
    return (call) => {
      const { key, givenUp } = call;
      if (givenUp) return rejectLater(givenUp.reason);
      const timed = scopeOf(call);
      const timer = new Timer(() => {
        this.emit?.({ type: 'timeout', key });
        timed.abort(new TimeoutError(`took longer than ${ms} ms`, ms));
      });
      // An enclosing deadline that comes first gives this call up too: its timer is enough.
      if (call.remainingMs > ms) {
        const now = clock.monotonicMs();
        timed.leftMs = () => Math.max(now + ms - clock.monotonicMs(), 0);
        clock.start(timer, ms, now);
      }
      if (aggressive)
        return new Promise((resolve, reject) => {
          let late = false;
          const settle = (ok: boolean, value: unknown, answer: (value: unknown) => void): void => {
            const error = ok ? undefined : value;
            if (late) {
              workDone(timed);
              this.emit?.({ type: 'late', key, ok, error });
              return;
            }
            clock.stop(timer);
            timed.detach();
            answer(value);
            this.emit?.({ type: ok ? 'success' : 'failure', key, error });
          };
          timed.watch((reason) => {
            late = true;
            clock.stop(timer);
            abandonWork(timed);
            reject(reason);
            if (!isTimeout(reason)) this.emit?.({ type: 'aborted', key, error: reason });
          });
          next(timed).then(
            (value) => {
              settle(true, value, resolve);
            },
            (error: unknown) => {
              settle(false, error, reject);
            },
          );
        });
      return next(timed).then(
        (value) => {
          clock.stop(timer);
          timed.detach();
          this.emit?.({ type: 'success', key });
          return value;
        },
        (error: unknown) => {
          clock.stop(timer);
          timed.detach();
          this.emit?.({ type: 'failure', key, error });
          // Whatever it threw on its way out, the reason it had to stop is the answer.
          throw timed.givenUp ? timed.givenUp.reason : error;
        },
      );
    };
  }

  protected override facts(): object {
    return { ms: this.ms, mode: this.mode };
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
