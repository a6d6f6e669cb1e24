let stacks = false;

/**
 * Whether the guards' own errors carry a stack trace. Default: no, since a trace costs more than
 * the call it rejects (3 µs here), and points at this library.
 */
export function captureStacks(on: boolean): void {
  stacks = on;
}

/**
 * What a guard rejects with. Branch on `code`: it survives minifying and two copies of a package.
 *
 * An instance is an `Error` to `instanceof`, to loggers and to `console`; it is not made by the
 * `Error` constructor, which costs 370 ns even without a trace. So `structuredClone` does not know
 * it, and `stack` is one line unless `captureStacks(true)`.
 */
export abstract class GuardError implements Error {
  abstract readonly code: string;
  readonly message: string;
  /** Written out in each class, since a minifier renames classes. */
  abstract readonly name: string;
  declare readonly cause?: unknown;

  constructor(message: string) {
    this.message = message;
    if (stacks) (Error as StackCapturer).captureStackTrace?.(this, new.target);
  }

  get stack(): string {
    return `${this.name}: ${this.message}`;
  }

  set stack(value: string) {
    Object.defineProperty(this, 'stack', { value, writable: true, configurable: true });
  }

  /** What makes `Object.prototype.toString` say "[object Error]", which loggers ask. */
  get [Symbol.toStringTag](): string {
    return 'Error';
  }

  /**
   * Whether the operation was turned away without being called. Such an error says nothing about
   * the dependency's health, so a breaker does not count it, and a retry does not repeat it.
   */
  get turnedAway(): boolean {
    return false;
  }
}

interface StackCapturer {
  captureStackTrace?: (target: object, upTo: unknown) => void;
}

Object.setPrototypeOf(GuardError.prototype, Error.prototype);

/** The operation took longer than `timeoutMs`. It may still be running: see its signal. */
export class TimeoutError extends GuardError {
  readonly code = 'TIMEOUT';

  override get name(): 'TimeoutError' {
    return 'TimeoutError';
  }

  /** The time that was allowed (ms). */
  readonly timeoutMs: number;

  constructor(message: string, timeoutMs: number) {
    super(message);
    this.timeoutMs = timeoutMs;
  }
}

/** Turned away: the operation was not called. */
abstract class TurnedAwayError extends GuardError {
  override get turnedAway(): boolean {
    return true;
  }
}

/** The circuit is open; the operation was not called. */
export class CircuitOpenError extends TurnedAwayError {
  readonly code = 'CIRCUIT_OPEN';

  override get name(): 'CircuitOpenError' {
    return 'CircuitOpenError';
  }

  /** Time until the next trial call (ms); `Infinity` when isolated by hand. */
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** All slots are taken and the queue is full; the operation was not called. */
export class BulkheadFullError extends TurnedAwayError {
  readonly code = 'BULKHEAD_FULL';

  override get name(): 'BulkheadFullError' {
    return 'BulkheadFullError';
  }
}

/** The call waited for a slot as long as it may; the operation was not called. */
export class QueueTimeoutError extends TurnedAwayError {
  readonly code = 'QUEUE_TIMEOUT';

  override get name(): 'QueueTimeoutError' {
    return 'QueueTimeoutError';
  }
}

/** The queue is standing (CoDel), so this call was shed; the operation was not called. */
export class LoadShedError extends TurnedAwayError {
  readonly code = 'LOAD_SHED';

  override get name(): 'LoadShedError' {
    return 'LoadShedError';
  }
}

/** The rate limit is reached; the operation was not called. */
export class RateLimitedError extends TurnedAwayError {
  readonly code = 'RATE_LIMITED';

  override get name(): 'RateLimitedError' {
    return 'RateLimitedError';
  }

  /** Time until a call would be let through (ms). */
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Why a loser of a hedge was aborted. Only its signal sees it. */
export class HedgeLostError extends GuardError {
  readonly code = 'HEDGE_LOST';

  override get name(): 'HedgeLostError' {
    return 'HedgeLostError';
  }
}

/** Thrown by `injectFaults`, on purpose. */
export class InjectedFaultError extends GuardError {
  readonly code = 'INJECTED_FAULT';

  override get name(): 'InjectedFaultError' {
    return 'InjectedFaultError';
  }
}

/** Why a retry gave up. */
export type GaveUp = 'attempts' | 'elapsed' | 'deadline' | 'budget';

/** The operation failed and may not be tried again. */
export class RetryExhaustedError extends GuardError {
  readonly code = 'RETRY_EXHAUSTED';

  override get name(): 'RetryExhaustedError' {
    return 'RetryExhaustedError';
  }

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
    super(`gave up after ${attempts} attempts (${reason}): ${describe(lastError)}`);
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
    return 'an error that cannot be shown';
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
  return new Promise((resolve) => {
    resolve({
      // oxlint-disable-next-line unicorn/no-thenable -- being thenable is its purpose
      then(_fulfil: unknown, reject: (error: unknown) => void): void {
        reject(error);
      },
    } as unknown as PromiseLike<never>);
  });
}

/** What `fn` returns, as a promise: a throw and a rejection mean the same. */
export function attempt<T>(fn: (call: T) => unknown, call: T): Promise<unknown> {
  try {
    return Promise.resolve(fn(call));
  } catch (error) {
    return rejectLater(error);
  }
}

/** Throws RangeError, a mistake of the program, unless `sound`. */
export function check(sound: boolean, message: string): void {
  if (!sound) throw new RangeError(message);
}
