let capture: ((error: GuardError) => void) | undefined;

/**
 * Whether the guards' own errors carry a stack trace. Default: no, since a trace costs more than
 * the call it rejects (3 µs here), and points at this library.
 */
export function captureStacks(on: boolean): void {
  const { captureStackTrace } = Error as StackCapturer;
  capture = on
    ? (error) => {
        captureStackTrace?.(error, error.constructor);
      }
    : undefined;
}

interface StackCapturer {
  readonly captureStackTrace?: (target: object, upTo: unknown) => void;
}

/**
 * What a guard rejects with. Branch on `code`: it survives minifying and two copies of a package.
 *
 * An instance is an `Error` to `instanceof`, to loggers and to `console`; it is not made by the
 * `Error` constructor, which costs 370 ns even without a trace. So `structuredClone` does not know
 * it, and `stack` is one line unless `captureStacks(true)`.
 */
export abstract class GuardError implements Error {
  readonly code: string;
  readonly message: string;
  /** Written out, since a minifier renames classes. */
  readonly name: string;
  stack: string;
  /**
   * Whether the operation was turned away without being called. Such an error says nothing about
   * the dependency's health, so a breaker does not count it, and a retry does not repeat it.
   */
  readonly turnedAway: boolean;
  declare readonly cause?: unknown;

  constructor(name: string, code: string, message: string, turnedAway = true) {
    this.name = name;
    this.code = code;
    this.message = message;
    this.turnedAway = turnedAway;
    this.stack = `${name}: ${message}`;
    capture?.(this);
  }

  /** What makes `Object.prototype.toString` say "[object Error]", which loggers ask. */
  get [Symbol.toStringTag](): string {
    return 'Error';
  }
}

Object.setPrototypeOf(GuardError.prototype, Error.prototype);

/** The operation took longer than `timeoutMs`. It may still be running: see its signal. */
export class TimeoutError extends GuardError {
  declare readonly code: 'TIMEOUT';
  declare readonly name: 'TimeoutError';
  /** The time that was allowed (ms). */
  readonly timeoutMs: number;

  constructor(message: string, timeoutMs: number) {
    super('TimeoutError', 'TIMEOUT', message, false);
    this.timeoutMs = timeoutMs;
  }
}

/** The circuit is open; the operation was not called. */
export class CircuitOpenError extends GuardError {
  declare readonly code: 'CIRCUIT_OPEN';
  declare readonly name: 'CircuitOpenError';
  /** Time until the next trial call (ms); `Infinity` when isolated by hand. */
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number) {
    super('CircuitOpenError', 'CIRCUIT_OPEN', message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** All slots are taken and the queue is full; the operation was not called. */
export class BulkheadFullError extends GuardError {
  declare readonly code: 'BULKHEAD_FULL';
  declare readonly name: 'BulkheadFullError';

  constructor(message: string) {
    super('BulkheadFullError', 'BULKHEAD_FULL', message);
  }
}

/** The call waited for a slot as long as it may; the operation was not called. */
export class QueueTimeoutError extends GuardError {
  declare readonly code: 'QUEUE_TIMEOUT';
  declare readonly name: 'QueueTimeoutError';

  constructor(message: string) {
    super('QueueTimeoutError', 'QUEUE_TIMEOUT', message);
  }
}

/** The queue is standing (CoDel), so this call was shed; the operation was not called. */
export class LoadShedError extends GuardError {
  declare readonly code: 'LOAD_SHED';
  declare readonly name: 'LoadShedError';

  constructor(message: string) {
    super('LoadShedError', 'LOAD_SHED', message);
  }
}

/** The rate limit is reached; the operation was not called. */
export class RateLimitedError extends GuardError {
  declare readonly code: 'RATE_LIMITED';
  declare readonly name: 'RateLimitedError';
  /** Time until a call would be let through (ms). */
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number) {
    super('RateLimitedError', 'RATE_LIMITED', message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Why a loser of a hedge was aborted. Only its signal sees it. */
export class HedgeLostError extends GuardError {
  declare readonly code: 'HEDGE_LOST';
  declare readonly name: 'HedgeLostError';

  constructor(message: string) {
    super('HedgeLostError', 'HEDGE_LOST', message, false);
  }
}

/** Thrown by `injectFaults`, on purpose. */
export class InjectedFaultError extends GuardError {
  declare readonly code: 'INJECTED_FAULT';
  declare readonly name: 'InjectedFaultError';

  constructor(message: string) {
    super('InjectedFaultError', 'INJECTED_FAULT', message, false);
  }
}

/** Why a retry gave up. */
export type GaveUp = 'attempts' | 'elapsed' | 'deadline' | 'budget';

/** The operation failed and may not be tried again. */
export class RetryExhaustedError extends GuardError {
  declare readonly code: 'RETRY_EXHAUSTED';
  declare readonly name: 'RetryExhaustedError';
  /** Calls made, the first included. */
  readonly attempts: number;
  /** What stopped it. */
  readonly reason: GaveUp;
  /** What the last attempt threw. */
  readonly lastError: unknown;
  /** The trail: an `AggregateError` of what the attempts threw, in order; the last 32 at most. */
  override readonly cause: AggregateError;

  constructor(reason: GaveUp, attempts: number, errors: readonly unknown[]) {
    const lastError = errors.at(-1);
    const why = `gave up after ${attempts} attempts (${reason}): ${describe(lastError)}`;
    super('RetryExhaustedError', 'RETRY_EXHAUSTED', why, false);
    this.attempts = attempts;
    this.reason = reason;
    this.lastError = lastError;
    this.cause = new AggregateError(errors, 'what each attempt threw');
  }
}

function describe(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return 'cannot be shown';
  }
}

/** Whether `error` is a guard's refusal: the operation was never called. */
export function isTurnedAway(error: unknown): boolean {
  return (error as GuardError | undefined | null)?.turnedAway === true;
}

/** Whether a deadline passed: ours, or that of another copy of this package. */
export function isTimeout(error: unknown): boolean {
  return (error as GuardError | undefined | null)?.code === 'TIMEOUT';
}

/**
 * A promise that rejects with `error` a microtask later. A promise born rejected costs a trip into
 * the runtime's tracking of unhandled rejections and one back (1 µs in Node); this one does not,
 * and is still reported if nobody handles it.
 */
export function rejectLater(error: unknown): Promise<never> {
  return Promise.resolve({
    // oxlint-disable-next-line unicorn/no-thenable -- being thenable is its purpose
    then(_fulfil: unknown, reject: (error: unknown) => void): void {
      reject(error);
    },
  } as unknown as PromiseLike<never>);
}

/** What `fn` returns, as a promise: a throw and a rejection mean the same. */
export function attempt<T>(fn: (call: T) => unknown, call?: T): Promise<unknown> {
  try {
    return Promise.resolve(fn(call as T));
  } catch (error) {
    return rejectLater(error);
  }
}

/** Throws RangeError, a mistake of the program, unless `sound`. */
export function check(sound: boolean, message: string): void {
  if (!sound) throw new RangeError(message);
}

/** Throws RangeError unless each of `bounds` is `least` or more. */
export function atLeast(least: number, bounds: Readonly<Record<string, number>>): void {
  for (const name in bounds)
    if (!((bounds[name] as number) >= least))
      throw new RangeError(`${name} must be ${least} or more`);
}

/** Throws RangeError unless all of `bounds` are above 0. */
export function above0(bounds: Readonly<Record<string, number>>): void {
  for (const name in bounds) check((bounds[name] as number) > 0, `${name} must be above 0`);
}

/** Throws RangeError unless all of `bounds` are above 0 and at most 1. */
export function shares(bounds: Readonly<Record<string, number>>): void {
  above0(bounds);
  for (const name in bounds) check((bounds[name] as number) <= 1, `${name} must be at most 1`);
}
