import type { Timer } from './clock.ts';

/** Slots a level; a power of two. */
const SLOTS = 256;
const MASK = SLOTS - 1;
/** The longest delay of level 0, in its ticks of 1 ms; level n has ticks of 2^n ms. */
const REACH = 128;
const LEVELS = 25;
/** The longest delay (ms) that every runtime's setTimeout accepts, rounded down. */
const LONGEST_ARM_MS = 2 ** 30;
/** How long the process may outlive the last timer (ms): see `onIdle`. */
const IDLE_CHECK_MS = 20;

/** What the wheel needs of a runtime. */
export interface WheelDriver {
  nowMs(): number;
  setTimeout(callback: () => void, delayMs: number): unknown;
  clearTimeout(handle: unknown): void;
}

interface Level {
  heads: (Timer | undefined)[];
  tails: (Timer | undefined)[];
  /** Timers in the level. */
  size: number;
  /** The last tick already served. */
  servedTick: number;
}

/**
 * All timers of the process behind one `setTimeout`.
 *
 * Starting and stopping is O(1) and allocates nothing. A timer never fires early; it fires late by
 * at most one tick of its level: 1 ms up to 128 ms, then at most 1/64 of the delay (a wheel of
 * levels without cascades, as the Linux kernel has had since 4.8).
 *
 * A timer that was stopped may leave the runtime's timer armed for a moment, so that a thousand
 * calls a second share one; it is dropped within 20 ms of the last timer, without `unref`, which
 * only Node has.
 */
export class TimerWheel {
  private readonly driver: WheelDriver;
  private readonly levels: (Level | undefined)[] = Array.from<undefined>({ length: LEVELS });
  private size = 0;
  private handle: unknown;
  private armedForMs = Infinity;
  private idleCheck = false;

  constructor(driver: WheelDriver) {
    this.driver = driver;
  }

  start(timer: Timer, delayMs: number, now: number): void {
    const delay = delayMs > 0 ? delayMs : 0;
    const whole = delay < LONGEST_ARM_MS ? Math.ceil(delay) : LONGEST_ARM_MS;
    const index = whole <= REACH ? 0 : 32 - Math.clz32((whole - 1) >> 7);
    const level = this.levels[index] ?? this.open(index, now);
    if (level.size === 0) level.servedTick = Math.floor(now / 2 ** index);
    const tick = Math.max(Math.ceil((now + whole) / 2 ** index), level.servedTick + 1);
    const place = tick & MASK;
    const tail = level.tails[place];
    timer.timerPrevious = tail;
    timer.timerNext = undefined;
    timer.timerSlot = index * SLOTS + place;
    timer.timerTick = tick;
    if (tail === undefined) level.heads[place] = timer;
    else tail.timerNext = timer;
    level.tails[place] = timer;
    level.size++;
    this.size++;
    const dueMs = tick * 2 ** index;
    if (dueMs < this.armedForMs) this.arm(dueMs, now);
  }

  stop(timer: Timer): void {
    if (timer.timerSlot < 0) return;
    this.unlink(timer);
    if (this.size === 0 && !this.idleCheck) {
      this.idleCheck = true;
      this.driver.setTimeout(this.onIdle, IDLE_CHECK_MS);
    }
  }

  private open(index: number, now: number): Level {
    const level: Level = {
      heads: Array.from<undefined>({ length: SLOTS }),
      tails: Array.from<undefined>({ length: SLOTS }),
      size: 0,
      servedTick: Math.floor(now / 2 ** index),
    };
    this.levels[index] = level;
    return level;
  }

  private unlink(timer: Timer): void {
    const level = this.levels[timer.timerSlot >> 8] as Level;
    const place = timer.timerSlot & MASK;
    const { timerPrevious: previous, timerNext: next } = timer;
    if (previous === undefined) level.heads[place] = next;
    else previous.timerNext = next;
    if (next === undefined) level.tails[place] = previous;
    else next.timerPrevious = previous;
    timer.timerPrevious = undefined;
    timer.timerNext = undefined;
    timer.timerSlot = -1;
    level.size--;
    this.size--;
  }

  private arm(dueMs: number, now: number): void {
    if (this.handle !== undefined) this.driver.clearTimeout(this.handle);
    this.armedForMs = dueMs;
    const delay = Math.min(Math.max(Math.ceil(dueMs - now), 1), LONGEST_ARM_MS);
    this.handle = this.driver.setTimeout(this.onTick, delay);
  }

  private disarm(): void {
    if (this.handle !== undefined) this.driver.clearTimeout(this.handle);
    this.handle = undefined;
    this.armedForMs = Infinity;
  }

  private readonly onTick = (): void => {
    this.handle = undefined;
    this.armedForMs = Infinity;
    const now = this.driver.nowMs();
    for (let index = 0; index < LEVELS; index++) {
      const level = this.levels[index];
      if (level !== undefined && level.size > 0) this.serve(level, Math.floor(now / 2 ** index));
    }
    if (this.size === 0) return;
    const dueMs = this.earliestMs();
    if (dueMs < this.armedForMs) this.arm(dueMs, this.driver.nowMs());
  };

  private serve(level: Level, tick: number): void {
    const first = Math.max(level.servedTick + 1, tick - MASK);
    for (let at = first; at <= tick && level.size > 0; at++) {
      level.servedTick = at;
      let timer = level.heads[at & MASK];
      while (timer !== undefined) {
        // After a long block of the event loop a slot may hold a later lap's timers too.
        if (timer.timerTick > tick) {
          timer = timer.timerNext;
          continue;
        }
        this.unlink(timer);
        timer.onTimer();
        timer = level.heads[at & MASK];
      }
    }
    level.servedTick = Math.max(level.servedTick, tick);
  }

  private earliestMs(): number {
    let earliest = Infinity;
    for (let index = 0; index < LEVELS; index++) {
      const level = this.levels[index];
      if (level === undefined || level.size === 0) continue;
      let tick = level.servedTick + 1;
      while (level.heads[tick & MASK] === undefined) tick++;
      earliest = Math.min(earliest, tick * 2 ** index);
    }
    return earliest;
  }

  private readonly onIdle = (): void => {
    this.idleCheck = false;
    if (this.size === 0) this.disarm();
  };
}
