import { above0 } from './errors.ts';

/** Decides, as calls leave a queue, which to shed. */
export interface Shedder {
  /** Whether the call that waited `waitedMs` is to be shed. */
  shed(waitedMs: number, nowMs: number, queueEmpty: boolean): boolean;
}

export interface CodelOptions {
  /** A wait that is fine to have always (ms). Default: 5. */
  readonly targetMs?: number;
  /** Shedding begins when no call waited less than the target for this long (ms). Default: 100. */
  readonly intervalMs?: number;
}

/**
 * Controlled delay (RFC 8289): a queue that absorbs a burst is left alone; one that stands, where
 * no call has waited less than the target for a whole interval, sheds calls ever more often
 * (interval / √n) until it drains. It needs no measure of load but the time spent waiting.
 */
export function codel({ targetMs = 5, intervalMs = 100 }: CodelOptions = {}): () => Shedder {
  above0({ targetMs, intervalMs });
  return () => new Codel(targetMs, intervalMs);
}

class Codel implements Shedder {
  readonly #targetMs: number;
  readonly #intervalMs: number;
  /** When the wait will have been above the target for an interval; 0 when it is not above. */
  #standingAtMs = 0;
  #dropping = false;
  #nextMs = 0;
  #dropped = 0;
  #droppedBefore = 0;

  constructor(targetMs: number, intervalMs: number) {
    this.#targetMs = targetMs;
    this.#intervalMs = intervalMs;
  }

  shed(waitedMs: number, nowMs: number, queueEmpty: boolean): boolean {
    const standing = this.#isStanding(waitedMs, nowMs, queueEmpty);
    if (this.#dropping) {
      if (!standing) {
        this.#dropping = false;
        return false;
      }
      if (nowMs < this.#nextMs) return false;
      this.#dropped++;
      this.#nextMs += this.#intervalMs / Math.sqrt(this.#dropped);
      return true;
    }
    if (!standing) return false;
    this.#dropping = true;
    // Back soon after it stopped: start near the rate that held it before (RFC 8289, 5.4).
    const since = this.#dropped - this.#droppedBefore;
    const recent = nowMs - this.#nextMs < 16 * this.#intervalMs;
    this.#dropped = since > 1 && recent ? since : 1;
    this.#nextMs = nowMs + this.#intervalMs / Math.sqrt(this.#dropped);
    this.#droppedBefore = this.#dropped;
    return true;
  }

  #isStanding(waitedMs: number, nowMs: number, queueEmpty: boolean): boolean {
    if (waitedMs < this.#targetMs || queueEmpty) {
      this.#standingAtMs = 0;
      return false;
    }
    if (this.#standingAtMs === 0) {
      this.#standingAtMs = nowMs + this.#intervalMs;
      return false;
    }
    return nowMs >= this.#standingAtMs;
  }
}
