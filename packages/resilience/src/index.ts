/** The package's version, as published. */
export const version = '0.1.0';

export { guard, Guard } from './guard.ts';
export type { ExtraOf } from './guard.ts';
export { orderProblems } from './order.ts';
export { Policy, Step } from './policy.ts';
export type {
  AnyPolicy,
  GuardEvent,
  Inspection,
  Listener,
  PolicyKind,
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
export { breaker, Breaker, classicBreaker } from './breaker.ts';
export type {
  BreakerEvent,
  BreakerOptions,
  BreakerSnapshot,
  BreakerState,
  BreakerStateKind,
} from './breaker.ts';
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
export { codel } from './codel.ts';
export type { CodelOptions, Shedder } from './codel.ts';

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

export { after } from './clock.ts';
export type { Clock, Timer } from './clock.ts';
export { systemClock } from './system-clock.ts';
export { ManualClock } from './manual-clock.ts';
export { seededRandom, systemRandom } from './random.ts';
export type { Random } from './random.ts';
