import { QUEUED_PRIORITIES } from './priority.ts';
import type { QueuedPriority } from './priority.ts';
import { WaitingLine } from './waiting-line.ts';
import type { Waiting } from './waiting-line.ts';

export interface AdmissionOptions {
  /** Longest wait while the queue stands (ms). Default: 5. */
  readonly targetWaitMs?: number;
  /**
   * Longest wait of all, and how long the queue must not have been empty to be called standing
   * (ms). Default: 100.
   */
  readonly burstWaitMs?: number;
  /** Requests that may wait; one more, and the oldest of the least important gives way. Default: 1,000. */
  readonly maxQueue?: number;
}

export type ShedReason =
  /** Waited too long. */
  | 'waited'
  /** The queue was full. */
  | 'full';

const LEAST_FIRST = QUEUED_PRIORITIES.toReversed();

/** What is to be done with one that waited. */
export type Ruling<T> =
  | { readonly kind: 'start'; readonly item: T; readonly waitedMs: number }
  | {
      readonly kind: 'shed';
      readonly item: T;
      readonly priority: QueuedPriority;
      readonly reason: ShedReason;
    };

/**
 * Who starts, who waits, and who is shed: a state machine without clock or I/O, told of arrivals
 * and completions and asked for what to do next.
 *
 * At most `limit` are in flight; the rest wait, by priority. A queue that absorbs a burst is served
 * in order of arrival. One that has not been empty for `burstWaitMs` *stands*: more comes in than
 * can be served, so whoever is to be answered may as well be answered fast. It is then served
 * newest first, and who waited longer than `targetWaitMs` is shed (controlled delay with adaptive
 * LIFO: B. Maurer, "Fail at Scale", ACM Queue 13(8), 2015). Nobody starts who waited more than
 * `burstWaitMs`.
 */
export class Admission<T> {
  readonly #targetWaitMs: number;
  readonly #burstWaitMs: number;
  readonly #maxQueue: number;
  readonly #lines: readonly WaitingLine<T>[] = QUEUED_PRIORITIES.map(() => new WaitingLine<T>());
  #lastEmptyMs = -Infinity;

  /** Requests that may be in flight at once; set from outside. */
  limit: number = Infinity;
  inFlight = 0;
  queued = 0;

  /** @throws RangeError when the waits or the queue make no sense */
  constructor(options: AdmissionOptions = {}) {
    const { targetWaitMs = 5, burstWaitMs = 100, maxQueue = 1_000 } = options;
    if (!(targetWaitMs > 0 && burstWaitMs >= targetWaitMs))
      throw new RangeError('needs 0 < targetWaitMs <= burstWaitMs');
    if (!(maxQueue >= 0)) throw new RangeError('maxQueue must be 0 or more');
    this.#targetWaitMs = targetWaitMs;
    this.#burstWaitMs = burstWaitMs;
    this.#maxQueue = maxQueue;
  }

  /** Takes a slot for one that need not wait; false when it must. */
  startAtOnce(): boolean {
    if (this.queued > 0 || this.inFlight >= this.limit) return false;
    this.inFlight++;
    return true;
  }

  /** One that started has ended. */
  finished(): void {
    this.inFlight--;
  }

  /** Puts `item` in the queue; the ruling is on the one that has to make room, if any. */
  enqueue(
    item: T,
    priority: QueuedPriority,
    nowMs: number,
  ): { readonly entry: Waiting<T>; readonly displaced: Ruling<T> | undefined } {
    if (this.queued === 0) this.#lastEmptyMs = nowMs;
    const entry = this.#line(priority).push(item, nowMs);
    this.queued++;
    const displaced = this.queued > this.#maxQueue ? this.#displace() : undefined;
    return { entry, displaced };
  }

  /** One that waited has gone by itself, as its client hung up. */
  leave(entry: Waiting<T>, priority: QueuedPriority): void {
    if (this.#line(priority).remove(entry)) this.queued--;
  }

  /** The next thing to do; undefined when there is none until something ends or time passes. */
  next(nowMs: number): Ruling<T> | undefined {
    const standing = this.isStanding(nowMs);
    const expired = this.#expired(nowMs, standing);
    if (expired) return expired;
    if (this.inFlight >= this.limit) return undefined;
    for (const line of this.#lines) {
      const entry = standing ? line.newest() : line.oldest();
      if (!entry) continue;
      this.#take(line, entry);
      this.inFlight++;
      return { kind: 'start', item: entry.item, waitedMs: nowMs - entry.sinceMs };
    }
    return undefined;
  }

  /** Whether more comes in than can be served. */
  isStanding(nowMs: number): boolean {
    return this.queued > 0 && nowMs - this.#lastEmptyMs > this.#burstWaitMs;
  }

  #expired(nowMs: number, standing: boolean): Ruling<T> | undefined {
    for (const priority of LEAST_FIRST) {
      const line = this.#line(priority);
      const oldest = line.oldest();
      if (!oldest) continue;
      const waitedMs = nowMs - oldest.sinceMs;
      // While one is all that waits it is not in anybody's way: a free process must not shed it.
      const allowedMs = standing && this.queued > 1 ? this.#targetWaitMs : this.#burstWaitMs;
      if (waitedMs <= allowedMs) continue;
      this.#take(line, oldest);
      return { kind: 'shed', item: oldest.item, priority, reason: 'waited' };
    }
    return undefined;
  }

  /** The oldest of the least important: the one least likely to be served in time. */
  #displace(): Ruling<T> | undefined {
    for (const priority of LEAST_FIRST) {
      const line = this.#line(priority);
      const oldest = line.oldest();
      if (!oldest) continue;
      this.#take(line, oldest);
      return { kind: 'shed', item: oldest.item, priority, reason: 'full' };
    }
    return undefined;
  }

  #take(line: WaitingLine<T>, entry: Waiting<T>): void {
    line.remove(entry);
    this.queued--;
  }

  #line(priority: QueuedPriority): WaitingLine<T> {
    return this.#lines[QUEUED_PRIORITIES.indexOf(priority)] as WaitingLine<T>;
  }
}
