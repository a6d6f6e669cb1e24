/**
 * Something that is due later. Intrusive: a clock links the object itself into its lists, so that
 * starting and stopping a timer allocates nothing.
 */
export interface Timer {
  /** Called once, when the time has come. Must not throw. */
  onTimer(): void;
  /** Owned by the clock. */
  timerPrevious: Timer | undefined;
  /** Owned by the clock. */
  timerNext: Timer | undefined;
  /** Owned by the clock: which list the timer is in; -1 when it is not running. */
  timerSlot: number;
  /** Owned by the clock: when it is due, in ticks of its list. */
  timerTick: number;
}

/** What a guard without timers needs of time. */
export interface MonotonicTime {
  /** Monotonic time (ms, fractional) from an arbitrary origin. All durations come from it. */
  monotonicMs(): number;
}

/** Time, as every guard is given it. */
export interface Clock extends MonotonicTime {
  /** Wall time since the Unix epoch (ms). Used for one thing: dates in `Retry-After`. */
  wallMs(): number;
  /**
   * Runs `timer` once, no sooner than `delayMs` from now.
   * @param nowMs - what `monotonicMs()` says now; the caller has read it already
   */
  start(timer: Timer, delayMs: number, nowMs: number): void;
  /** Stops `timer`; nothing happens if it is not running. */
  stop(timer: Timer): void;
}

class Sleep implements Timer {
  timerPrevious: Timer | undefined = undefined;
  timerNext: Timer | undefined = undefined;
  timerSlot = -1;
  timerTick = 0;
  private readonly done: () => void;

  constructor(done: () => void) {
    this.done = done;
  }

  onTimer(): void {
    this.done();
  }
}

/** Calls `done` after `delayMs`; the function returned stops it. */
export function after(clock: Clock, delayMs: number, done: () => void): () => void {
  const sleep = new Sleep(done);
  clock.start(sleep, delayMs, clock.monotonicMs());
  return () => {
    clock.stop(sleep);
  };
}
