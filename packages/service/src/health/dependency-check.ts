import { Timer } from '@ninefold/resilience';
import type { Clock } from '@ninefold/resilience';

import type { CheckResult } from './report.ts';

/** Looks whether a dependency answers; a throw or a rejection says that it doesn't. */
export type Check = (signal: AbortSignal) => unknown;

export interface DependencyOptions {
  readonly check: Check;
  /**
   * `critical`: without it, no request can be served, so `ready` fails. `degraded`: `ready` warns
   * and passes. When all replicas share a dependency, `critical` takes all of them away from their
   * balancer at once. Default: `critical`.
   */
  readonly impact?: 'critical' | 'degraded';
  /** Default: 800 ms, so that a probe that waits a second (as Kubernetes' do) hears the answer. */
  readonly timeoutMs?: number;
  /** How long an answer is good for (ms). Default: 1,000. */
  readonly cacheMs?: number;
  /** `datastore`, `component`, `system` or your own word. Default: `component`. */
  readonly componentType?: string;
}

/** Told of every check that fails, with the error that strangers are not shown. */
export type CheckFailed = (name: string, error: unknown) => void;

/** Checks that never returned, beside which no other is started. */
const MOST_HUNG = 5;

/** One dependency: asked at most once per `cacheMs`, however many ask. */
export class DependencyCheck {
  readonly #name: string;
  readonly #options: Required<DependencyOptions>;
  readonly #clock: Clock;
  readonly #failed: CheckFailed;
  #last: { readonly result: CheckResult; readonly atMs: number } | undefined;
  #underWay: Promise<CheckResult> | undefined;
  #hung = 0;

  constructor(name: string, given: DependencyOptions | Check, clock: Clock, failed: CheckFailed) {
    const options: DependencyOptions = typeof given === 'function' ? { check: given } : given;
    if (name.includes(':'))
      throw new TypeError(`health check "${name}": a name has no colon (health+json, section 4)`);
    this.#name = name;
    this.#options = {
      impact: 'critical',
      timeoutMs: 800,
      cacheMs: 1_000,
      componentType: 'component',
      ...options,
    };
    if (!(this.#options.timeoutMs > 0 && this.#options.cacheMs >= 0))
      throw new RangeError(`health check "${name}": timeoutMs is above 0, cacheMs not below`);
    this.#clock = clock;
    this.#failed = failed;
  }

  /** Never rejects. */
  result(): Promise<CheckResult> {
    const last = this.#last;
    if (last && this.#clock.monotonicMs() - last.atMs < this.#options.cacheMs)
      return Promise.resolve(last.result);
    return (this.#underWay ??= this.#look());
  }

  async #look(): Promise<CheckResult> {
    const { impact, componentType } = this.#options;
    const startedMs = this.#clock.monotonicMs();
    const outcome = await this.#ask();
    const endedMs = this.#clock.monotonicMs();
    if ('error' in outcome) this.#failed(this.#name, outcome.error);
    const result: CheckResult = {
      status: 'error' in outcome ? (impact === 'critical' ? 'fail' : 'warn') : 'pass',
      componentType,
      observedValue: Math.round(endedMs - startedMs),
      observedUnit: 'ms',
      atMs: this.#clock.wallMs(),
      ...('error' in outcome ? { output: publicWords(outcome.error) } : {}),
    };
    this.#last = { result, atMs: endedMs };
    this.#underWay = undefined;
    return result;
  }

  /** Resolves when the check has settled or its time is up, whichever is first. */
  async #ask(): Promise<{ readonly error: unknown } | object> {
    const { check, timeoutMs } = this.#options;
    if (this.#hung >= MOST_HUNG)
      return { error: new CheckTimeoutError(`${this.#hung} earlier checks never returned`) };
    const controller = new AbortController();
    let late: Timer | undefined;
    const timeUp = new Promise<{ error: unknown }>((resolve) => {
      late = new Timer(() => {
        const error = new CheckTimeoutError(`no answer within ${timeoutMs} ms`);
        this.#hung += 1;
        resolve({ error });
        controller.abort(error);
      });
      this.#clock.start(late, timeoutMs, this.#clock.monotonicMs());
    });
    const answer = (async () => {
      try {
        await check(controller.signal);
        return {};
      } catch (error) {
        return { error };
      } finally {
        if (controller.signal.aborted) this.#hung -= 1;
        else if (late) this.#clock.stop(late);
      }
    })();
    return Promise.race([answer, timeUp]);
  }
}

class CheckTimeoutError extends Error {
  override readonly name = 'CheckTimeoutError';
}

/** Messages of drivers name hosts, users and databases; a code or a class doesn't. */
function publicWords(error: unknown): string {
  if (error instanceof CheckTimeoutError) return error.message;
  if (!(error instanceof Error)) return 'failed';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : error.name;
}
