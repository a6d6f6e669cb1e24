import type { Clock, Timer } from './clock.ts';

// Taken at load, so that a test runner's fake timers do not stop `advance`.
const { setImmediate: immediate, setTimeout: later } = globalThis as unknown as {
  setImmediate?: (callback: () => void) => unknown;
  setTimeout: (callback: () => void) => unknown;
};

/** Lets every promise that can settle without time passing do so. */
function quiesce(): Promise<void> {
  return new Promise((resolve) => {
    (immediate ?? later)(resolve);
  });
}

interface Due {
  atMs: number;
  order: number;
}

/**
 * A clock that moves when told. For tests: give it to the guards, then `await clock.advance(ms)`.
 * Timers fire in the order they are due, and between two of them every promise settles.
 */
export class ManualClock implements Clock {
  #now = 0;
  #wallOffset: number;
  #order = 0;
  readonly #due = new Map<Timer, Due>();

  /** @param wallMs - the wall time at the start (ms since the Unix epoch). Default: 2026-01-01. */
  constructor(wallMs: number = Date.UTC(2026, 0, 1)) {
    this.#wallOffset = wallMs;
  }

  monotonicMs(): number {
    return this.#now;
  }

  wallMs(): number {
    return this.#now + this.#wallOffset;
  }

  start(timer: Timer, delayMs: number): void {
    timer.slot = 0;
    this.#due.set(timer, { atMs: this.#now + Math.max(delayMs, 0), order: this.#order++ });
  }

  stop(timer: Timer): void {
    timer.slot = -1;
    this.#due.delete(timer);
  }

  /** Timers now running: zero when nothing was left behind. */
  get pendingTimers(): number {
    return this.#due.size;
  }

  /** Moves the wall clock alone, as an administrator or NTP does. */
  jumpWall(byMs: number): void {
    this.#wallOffset += byMs;
  }

  /** Moves time by `byMs`, firing what comes due, and waits until everything has settled. */
  async advance(byMs: number): Promise<void> {
    const target = this.#now + byMs;
    await quiesce();
    for (let next = this.#nextBy(target); next !== undefined; next = this.#nextBy(target)) {
      const [timer, due] = next;
      this.#now = Math.max(this.#now, due.atMs);
      this.stop(timer);
      timer.onTimer();
      await quiesce();
    }
    this.#now = target;
    await quiesce();
  }

  /** Moves time without letting anything fire or settle, as a blocked event loop does. */
  block(byMs: number): void {
    this.#now += byMs;
  }

  /** Advances until no timer is left, at most `limitMs`. Returns the time that passed (ms). */
  async drain(limitMs = 86_400_000): Promise<number> {
    const start = this.#now;
    await quiesce();
    for (let next = this.#nextBy(start + limitMs); next; next = this.#nextBy(start + limitMs)) {
      await this.advance(Math.max(next[1].atMs - this.#now, 0));
    }
    return this.#now - start;
  }

  #nextBy(targetMs: number): [Timer, Due] | undefined {
    let best: [Timer, Due] | undefined;
    for (const entry of this.#due) {
      const at = entry[1];
      if (at.atMs > targetMs) continue;
      if (!best || at.atMs < best[1].atMs || (at.atMs === best[1].atMs && at.order < best[1].order))
        best = entry;
    }
    return best;
  }
}
