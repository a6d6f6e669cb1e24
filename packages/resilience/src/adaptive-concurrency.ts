import { Bulkhead, BulkheadStep } from './bulkhead.ts';
import type { BulkheadOptions } from './bulkhead.ts';
import type { Call } from './call.ts';
import { isTurnedAway } from './errors.ts';
import type { LimitAlgorithm } from './limit-algorithm.ts';
import { gradient } from './limit-algorithm.ts';
import { Step, proceed } from './policy.ts';
import type { PolicyKind } from './policy.ts';
import { ask } from './problems.ts';

export interface AdaptiveConcurrencyOptions extends Omit<BulkheadOptions, 'maxConcurrent'> {
  /** How the limit follows what is measured. Default: `gradient()`. */
  readonly algorithm?: () => LimitAlgorithm;
  /** Default: 20. */
  readonly initialLimit?: number;
  /** Default: 1. */
  readonly minLimit?: number;
  /** Default: 1,000. */
  readonly maxLimit?: number;
  /**
   * Whether this error is a sign of overload. Default: a timeout, a guard's refusal, or an HTTP
   * status 429 or 503 in `status` or `statusCode`.
   */
  readonly overloadOn?: (error: unknown) => boolean;
}

/** A bulkhead that finds its own limit. Make it with `adaptiveConcurrency`. */
export class AdaptiveConcurrency extends Bulkhead {
  override readonly kind: PolicyKind = 'adaptive-concurrency';
  private readonly algorithm: LimitAlgorithm;
  private readonly minLimit: number;
  private readonly maxLimit: number;
  private readonly overloadOn: (error: unknown) => boolean;
  private exactLimit: number;

  constructor(options: AdaptiveConcurrencyOptions) {
    const { initialLimit = 20, minLimit = 1, maxLimit = 1_000 } = options;
    super({ name: 'adaptive-concurrency', ...options, maxConcurrent: initialLimit });
    if (!(minLimit >= 1 && minLimit <= initialLimit && initialLimit <= maxLimit))
      throw new RangeError('adaptiveConcurrency: needs 1 <= minLimit <= initialLimit <= maxLimit');
    this.minLimit = minLimit;
    this.maxLimit = maxLimit;
    this.exactLimit = initialLimit;
    this.algorithm = (options.algorithm ?? gradient())();
    this.overloadOn = options.overloadOn ?? isOverload;
  }

  override around(next: Step | undefined): Step {
    return new BulkheadStep(this, new MeasureStep(this, next));
  }

  /** @internal One call took so long; it failed for overload or it did not. */
  measured(tookMs: number, inFlight: number, overloaded: boolean): void {
    const next = this.algorithm.next(this.exactLimit, tookMs, inFlight, overloaded);
    this.exactLimit = Math.min(Math.max(next, this.minLimit), this.maxLimit);
    this.limit = Math.floor(this.exactLimit);
    if (this.queue.size > 0) this.serve();
  }

  /** @internal */
  isOverload(error: unknown): boolean {
    return ask(this.overloadOn, error, true);
  }
}

/**
 * A bulkhead whose limit follows the dependency: it grows while answers stay quick and shrinks
 * when they slow down or fail for overload. For when no one knows the right number, or it changes.
 */
export function adaptiveConcurrency(options: AdaptiveConcurrencyOptions = {}): AdaptiveConcurrency {
  return new AdaptiveConcurrency(options);
}

function isOverload(error: unknown): boolean {
  if (isTurnedAway(error)) return true;
  if (typeof error !== 'object' || error === null) return false;
  const { code, status, statusCode } = error as Record<string, unknown>;
  return [429, 503].includes((status ?? statusCode) as number) || code === 'TIMEOUT';
}

class MeasureStep extends Step {
  private readonly policy: AdaptiveConcurrency;

  constructor(policy: AdaptiveConcurrency, next: Step | undefined) {
    super(next);
    this.policy = policy;
  }

  run(call: Call): Promise<unknown> {
    const { policy } = this;
    const { clock } = policy;
    const startedMs = clock.monotonicMs();
    const inFlight = policy.active;
    return proceed(this.next, call).then(
      (value) => {
        policy.measured(clock.monotonicMs() - startedMs, inFlight, false);
        return value;
      },
      (error: unknown) => {
        const overloaded = policy.isOverload(error);
        // An error that is not overload says nothing: it may be quick because it did no work.
        if (overloaded) policy.measured(clock.monotonicMs() - startedMs, inFlight, true);
        throw error;
      },
    );
  }
}
