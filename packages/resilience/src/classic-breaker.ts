import { Breaker } from './breaker.ts';
import type { BreakerOptions } from './breaker.ts';
import { consecutive } from './trip-rule.ts';

export interface ClassicBreakerOptions extends Omit<
  BreakerOptions,
  'openMs' | 'maxProbes' | 'successesToClose'
> {
  /** Default: 5. */
  readonly failureThreshold?: number;
  /** Default: 30,000. */
  readonly recoveryTimeoutMs?: number;
  /** Default: 3. */
  readonly halfOpenMaxCalls?: number;
}

/**
 * A breaker by three numbers, as often described: opens after `failureThreshold` failures in a
 * row (5), stays open `recoveryTimeoutMs` (30,000), then lets at most `halfOpenMaxCalls` (3)
 * through and closes when all of them succeed.
 */
export function classicBreaker(options: ClassicBreakerOptions = {}): Breaker {
  const { failureThreshold = 5, recoveryTimeoutMs = 30_000, halfOpenMaxCalls = 3 } = options;
  return new Breaker(consecutive(failureThreshold), {
    ...options,
    openMs: recoveryTimeoutMs,
    maxProbes: halfOpenMaxCalls,
    successesToClose: halfOpenMaxCalls,
  });
}
