/** The package's version, as published. */
export const version = '0.1.0';

export { guard, Guard } from './guard.ts';
export type { ExtraOf } from './guard.ts';
export { Policy } from './policy.ts';
export type {
  AnyPolicy,
  GuardEvent,
  Inspection,
  Listener,
  PolicyKind,
  Step,
  WrapOptions,
} from './policy.ts';
export type { CallContext, ExecuteOptions, Operation } from './call.ts';
export { onProblem } from './problems.ts';
export type { ProblemReporter } from './problems.ts';

export { timeout, Timeout } from './timeout.ts';
export type { TimeoutEvent, TimeoutOptions } from './timeout.ts';
export { retry, Retry } from './retry.ts';
export type { RetryEvent, RetryOptions } from './retry.ts';
export { constant, exponential, linear, schedule } from './backoff.ts';
export type {
  Backoff,
  BackoffOptions,
  ExponentialOptions,
  Jitter,
  LinearOptions,
} from './backoff.ts';
export { retryBudget, RetryBudget } from './retry-budget.ts';
export type { RetryBudgetOptions } from './retry-budget.ts';
export { parseRetryAfter, retryAfterMsOf } from './retry-after.ts';
export { breaker, Breaker } from './breaker.ts';
export type { BreakerEvent, BreakerOptions, BreakerState } from './breaker.ts';
export { classicBreaker } from './classic-breaker.ts';
export type { ClassicBreakerOptions } from './classic-breaker.ts';
export { rampUp } from './recovery.ts';
export type { Recovery } from './recovery.ts';
export { restore, snapshotOf } from './breaker-snapshot.ts';
export type { BreakerSnapshot } from './breaker-snapshot.ts';
export { consecutive, countWindow, timeWindow } from './trip-rule.ts';
export type {
  CountWindowOptions,
  RateOptions,
  RuleCounts,
  TimeWindowOptions,
  TripRule,
  TripRuleFactory,
} from './trip-rule.ts';
export { bulkhead, Bulkhead, namedBulkhead } from './bulkhead.ts';
export type { BulkheadEvent, BulkheadOptions } from './bulkhead.ts';
export { keyed, Keyed } from './keyed.ts';
export type { KeyedOptions } from './keyed.ts';
export { hedge, Hedge } from './hedge.ts';
export type { HedgeEvent, HedgeOptions } from './hedge.ts';
export { percentile } from './percentile.ts';
export type { DelayEstimate, PercentileOptions } from './percentile.ts';
export { fallback, Fallback } from './fallback.ts';
export type { FallbackEvent, FallbackOptions } from './fallback.ts';
export { rateLimit, RateLimit, slidingWindow, tokenBucket } from './rate-limit.ts';
export type {
  Limiter,
  RateLimitEvent,
  RateLimitOptions,
  SlidingWindowOptions,
  TokenBucketOptions,
} from './rate-limit.ts';
export { adaptiveConcurrency, AdaptiveConcurrency } from './adaptive-concurrency.ts';
export type { AdaptiveConcurrencyOptions } from './adaptive-concurrency.ts';
export { aimd, gradient } from './limit-algorithm.ts';
export type { AimdOptions, GradientOptions, LimitAlgorithm } from './limit-algorithm.ts';
export { singleFlight, SingleFlight } from './single-flight.ts';
export type { SingleFlightEvent, SingleFlightOptions } from './single-flight.ts';
export { staleCache, StaleCache } from './stale-cache.ts';
export type { StaleCacheEvent, StaleCacheOptions } from './stale-cache.ts';
export { injectFaults, InjectFaults } from './inject-faults.ts';
export type { InjectFaultsEvent, InjectFaultsOptions } from './inject-faults.ts';
export { codel } from './codel.ts';
export type { CodelOptions, Shedder } from './codel.ts';

export { HttpStatusError, isIdempotent, isTransientStatus } from './http-status-error.ts';
export { doNotRetry } from './given-up.ts';
export { guarded } from './guarded-method.ts';

export {
  BulkheadFullError,
  captureStacks,
  CircuitOpenError,
  GuardError,
  HedgeLostError,
  InjectedFaultError,
  isTurnedAway,
  LoadShedError,
  QueueTimeoutError,
  RateLimitedError,
  RetryExhaustedError,
  TimeoutError,
} from './errors.ts';
export type { GaveUp } from './errors.ts';

export { after, Timer } from './clock.ts';
export type { Clock, MonotonicTime } from './clock.ts';
export { systemClock } from './system-clock.ts';
export { seededRandom, systemRandom } from './random.ts';
export type { Random } from './random.ts';
