import type { Clock } from '../clock/clock.ts';
import type { Attempt } from './client.ts';

/** Expires attempts that are still open a fixed time after they were sent, with one timer. */
export interface DeadlineQueue {
  /** Attempts must be added in the order in which they expire. */
  add(attempt: Attempt, expiresAtMs: number): void;
  /** Lets go of an attempt at once: what is kept for seconds makes every collection a long one. */
  remove(attempt: Attempt): void;
}

/** Since every attempt may take equally long, the oldest always expires first. */
export function createDeadlineQueue(clock: Clock): DeadlineQueue {
  // A map keeps the order of insertion.
  const waiting = new Map<Attempt, number>();
  let running = false;

  /** Expires what is due by now; returns when the next one is (ms). */
  function expireDue(nowMs: number): number {
    for (const [attempt, expiresAtMs] of waiting) {
      if (expiresAtMs > nowMs) return expiresAtMs;
      waiting.delete(attempt);
      attempt.expire();
    }
    return nowMs;
  }

  async function run(): Promise<void> {
    running = true;
    while (waiting.size > 0) {
      const nowMs = clock.monotonicMs();
      const nextMs = expireDue(nowMs);
      if (nextMs > nowMs) await clock.sleep(nextMs - nowMs);
    }
    running = false;
  }

  return {
    add(attempt, expiresAtMs) {
      if (attempt.settled) return;
      waiting.set(attempt, expiresAtMs);
      if (!running) void run();
    },
    remove: (attempt) => void waiting.delete(attempt),
  };
}
