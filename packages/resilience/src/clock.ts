import { Link } from './link.ts';

/**
 * Something that is due later. A clock links the object itself into its lists, so that starting
 * and stopping a timer allocates nothing.
 */
export class Timer extends Link {
  /** Called once, when the time has come. Must not throw. */
  readonly onTimer: () => void;
  /** Owned by the clock: which list the timer is in; -1 when it is not running. */
  slot = -1;
  /** Owned by the clock: when it is due, in ticks of its list. */
  tick = 0;

  constructor(onTimer: () => void) {
    super();
    this.onTimer = onTimer;
  }
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

/** Calls `done` after `delayMs`; the function returned stops it. */
export function after(clock: Clock, delayMs: number, done: () => void): () => void {
  const timer = new Timer(done);
  clock.start(timer, delayMs, clock.monotonicMs());
  return () => {
    clock.stop(timer);
  };
}
