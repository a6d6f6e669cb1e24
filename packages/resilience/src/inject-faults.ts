import type { Clock } from './clock.ts';
import { InjectedFaultError, attempt, check } from './errors.ts';
import { pause } from './pause.ts';
import { Policy } from './policy.ts';
import type { GuardEvent, Step } from './policy.ts';
import { systemRandom } from './random.ts';
import type { Random } from './random.ts';
import { systemClock } from './system-clock.ts';

export interface InjectFaultsOptions<R> {
  /** Nothing is injected unless this is true, or says so when asked. Default: false. */
  readonly enabled?: boolean | (() => boolean);
  /** Share of calls that fail without being made (0 to 1). Default: 0. */
  readonly errorRate?: number;
  /** What they fail with. Default: `InjectedFaultError`. */
  readonly error?: () => unknown;
  /** Share of calls that are delayed first (0 to 1). Default: 0. */
  readonly latencyRate?: number;
  /** By how much (ms), or between which two. Default: 1,000. */
  readonly latencyMs?: number | readonly [number, number];
  /** Share of calls answered with `result` without being made (0 to 1). Default: 0. */
  readonly resultRate?: number;
  readonly result?: () => R;
  readonly name?: string;
  readonly clock?: Clock;
  readonly random?: Random;
}

export interface InjectFaultsEvent extends GuardEvent {
  readonly type: 'error' | 'latency' | 'result';
  readonly delayMs?: number;
}

/** Makes calls fail on purpose. Make it with `injectFaults`. */
export class InjectFaults<R> extends Policy<R, InjectFaultsEvent> {
  declare readonly kind: 'inject-faults';
  readonly #options: InjectFaultsOptions<R>;

  constructor(options: InjectFaultsOptions<R>) {
    super('inject-faults', options.name);
    for (const rate of [options.errorRate, options.latencyRate, options.resultRate])
      check(rate === undefined || (rate >= 0 && rate <= 1), 'a rate must be between 0 and 1');
    this.#options = options;
  }

  /** Whether it injects anything now. */
  get enabled(): boolean {
    const { enabled = false } = this.#options;
    return typeof enabled === 'function' ? enabled() : enabled;
  }

  around(next: Step): Step {
    const {
      error,
      errorRate,
      latencyRate,
      latencyMs = 1_000,
      result,
      resultRate,
      clock = systemClock,
      random = systemRandom,
    } = this.#options;
    const hits = (rate: number | undefined): boolean => rate !== undefined && random() < rate;
    // What is thrown or returned here is the caller's code, and may itself throw.
    const fault: Step = (call) => {
      if (hits(errorRate)) {
        this.emit?.({ type: 'error', key: call.key });
        throw error ? error() : new InjectedFaultError('injected');
      }
      if (!hits(resultRate)) return next(call);
      this.emit?.({ type: 'result', key: call.key });
      return Promise.resolve(result?.());
    };
    const run: Step = (call) => {
      if (!this.enabled) return next(call);
      if (!hits(latencyRate)) return fault(call);
      const [least, most] = typeof latencyMs === 'number' ? [latencyMs, latencyMs] : latencyMs;
      const delayMs = least + random() * (most - least);
      this.emit?.({ type: 'latency', delayMs, key: call.key });
      return pause(clock, delayMs, call, () => fault(call));
    };
    return (call) => attempt(run, call);
  }

  protected override facts(): object {
    return { enabled: this.enabled };
  }
}

/**
 * Injects errors, latency or results at a rate, to see the other guards at work. Goes innermost.
 * Off unless `enabled`.
 */
export function injectFaults<R = never>(options: InjectFaultsOptions<R> = {}): InjectFaults<R> {
  return new InjectFaults(options);
}
