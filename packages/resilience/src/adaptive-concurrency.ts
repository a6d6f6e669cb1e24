import { Bulkhead } from './bulkhead.ts';
import type { BulkheadOptions } from './bulkhead.ts';
import { atLeast, isTurnedAway } from './errors.ts';
import type { LimitAlgorithm } from './limit-algorithm.ts';
import { gradient } from './limit-algorithm.ts';
import type { Step } from './policy.ts';
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
  readonly #algorithm: LimitAlgorithm;
  readonly #minLimit: number;
  readonly #maxLimit: number;
  readonly #overloadOn: (error: unknown) => boolean;
  #exactLimit: number;

  constructor(options: AdaptiveConcurrencyOptions) {
    const { initialLimit = 20, minLimit = 1, maxLimit = 1_000 } = options;
    super({ ...options, maxConcurrent: initialLimit }, 'adaptive-concurrency');
    atLeast(1, { minLimit });
    atLeast(minLimit, { initialLimit });
    atLeast(initialLimit, { maxLimit });
    this.#minLimit = minLimit;
    this.#maxLimit = maxLimit;
    this.#exactLimit = initialLimit;
    this.#algorithm = (options.algorithm ?? gradient())();
    this.#overloadOn = options.overloadOn ?? isOverload;
  }

  override around(next: Step): Step {
    const { clock } = this;
    return super.around((call) => {
      const startedMs = clock.monotonicMs();
      const inFlight = this.active;
      const measured = (overloaded: boolean): void => {
        const tookMs = clock.monotonicMs() - startedMs;
        const limit = this.#algorithm.next(this.#exactLimit, tookMs, inFlight, overloaded);
        this.#exactLimit = Math.min(Math.max(limit, this.#minLimit), this.#maxLimit);
        this.limit = Math.floor(this.#exactLimit);
        this.serve();
      };
      return next(call).then(
        (value) => {
          measured(false);
          return value;
        },
        (error: unknown) => {
          // An error that is not overload says nothing: it may be quick because it did no work.
          if (ask(this.#overloadOn, error, true)) measured(true);
          throw error;
        },
      );
    });
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
