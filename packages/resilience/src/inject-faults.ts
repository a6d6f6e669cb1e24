import type { Call } from './call.ts';
import type { Clock } from './clock.ts';
import { InjectedFaultError, rejectLater } from './errors.ts';
import { pause } from './pause.ts';
import { Policy, Step, proceed } from './policy.ts';
import type { GuardEvent, Inspection } from './policy.ts';
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
  readonly kind = 'inject-faults';
  /** @internal */
  readonly options: InjectFaultsOptions<R>;
  /** @internal */
  readonly clock: Clock;
  /** @internal */
  readonly random: Random;

  constructor(options: InjectFaultsOptions<R>) {
    super(options.name ?? 'inject-faults');
    for (const rate of [options.errorRate, options.latencyRate, options.resultRate])
      if (rate !== undefined && !(rate >= 0 && rate <= 1))
        throw new RangeError('injectFaults: a rate must be between 0 and 1');
    this.options = options;
    this.clock = options.clock ?? systemClock;
    this.random = options.random ?? systemRandom;
  }

  /** Whether it injects anything now. */
  get enabled(): boolean {
    const { enabled = false } = this.options;
    return typeof enabled === 'function' ? enabled() : enabled;
  }

  around(next: Step | undefined): Step {
    return new InjectFaultsStep(this as InjectFaults<unknown>, next);
  }

  inspect(): Inspection {
    return { kind: this.kind, name: this.name, enabled: this.enabled };
  }

  /** @internal */
  hits(rate: number | undefined): boolean {
    return rate !== undefined && rate > 0 && this.random() < rate;
  }

  /** @internal */
  latencyMs(): number {
    const { latencyMs = 1_000 } = this.options;
    if (typeof latencyMs === 'number') return latencyMs;
    const [least, most] = latencyMs;
    return least + this.random() * (most - least);
  }
}

/**
 * Injects errors, latency or results at a rate, to see the other guards at work. Goes innermost.
 * Off unless `enabled`.
 */
export function injectFaults<R = never>(options: InjectFaultsOptions<R> = {}): InjectFaults<R> {
  return new InjectFaults(options);
}

class InjectFaultsStep extends Step {
  private readonly policy: InjectFaults<unknown>;

  constructor(policy: InjectFaults<unknown>, next: Step | undefined) {
    super(next);
    this.policy = policy;
  }

  run(call: Call): Promise<unknown> {
    const { policy } = this;
    if (!policy.enabled) return proceed(this.next, call);
    if (!policy.hits(policy.options.latencyRate)) return this.afterLatency(call);
    const delayMs = policy.latencyMs();
    if (policy.listeners !== undefined) policy.emit({ type: 'latency', delayMs, key: call.key });
    return pause(policy.clock, delayMs, call).then(() => this.afterLatency(call));
  }

  private afterLatency(call: Call): Promise<unknown> {
    const { policy } = this;
    const { error, errorRate, result, resultRate } = policy.options;
    if (policy.hits(errorRate)) {
      if (policy.listeners !== undefined) policy.emit({ type: 'error', key: call.key });
      return rejectLater(error === undefined ? new InjectedFaultError('injected') : error());
    }
    if (policy.hits(resultRate)) {
      if (policy.listeners !== undefined) policy.emit({ type: 'result', key: call.key });
      return Promise.resolve(result?.());
    }
    return proceed(this.next, call);
  }
}
