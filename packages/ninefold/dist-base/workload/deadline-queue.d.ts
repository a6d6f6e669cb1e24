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
export declare function createDeadlineQueue(clock: Clock): DeadlineQueue;
//# sourceMappingURL=deadline-queue.d.ts.map