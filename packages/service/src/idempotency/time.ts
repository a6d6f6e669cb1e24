import { setTimeout as pause } from 'node:timers/promises';

/** Time, as idempotency is given it. */
export interface IdempotencyTime {
  /** Monotonic time from an arbitrary origin (ms). */
  monotonicMs(): number;
  /** Resolves after `delayMs`; rejects if the signal is aborted first. Holds no process alive. */
  sleep(delayMs: number, signal: AbortSignal): Promise<void>;
}

/** The time of this host. */
export const systemTime: IdempotencyTime = {
  monotonicMs: () => performance.now(),
  sleep: (delayMs, signal) => pause(delayMs, undefined, { signal, ref: false }),
};
