import type { Timer } from './clock.ts';
import { Link } from './link.ts';

/** Slots a level, less one: a power of two, less one. */
const MASK = 255;
/** The longest delay of level 0, in its ticks of 1 ms; level n has ticks of 2^n ms. */
const REACH = 128;
/** The longest delay (ms) that every runtime's setTimeout accepts, rounded down. */
const LONGEST_ARM_MS = 2 ** 30;
/** The longest delay of a timer (ms): eight years. */
const LONGEST_MS = 2 ** 38;
/** How long the process may outlive the last timer (ms): see `onIdle`. */
const IDLE_CHECK_MS = 20;

/** What the wheel needs of a runtime. */
export interface WheelDriver {
  nowMs(): number;
  setTimeout(callback: () => void, delayMs: number): unknown;
  clearTimeout(handle: unknown): void;
}

interface Level {
  /** The timers of each slot, in a ring around this head; made when first used. */
  slots: Link[];
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
  private readonly levels: Level[] = [];
  private size = 0;
  private handle: unknown;
  private armedForMs = Infinity;
  private idleCheck = false;

  constructor(driver: WheelDriver) {
    this.driver = driver;
  }

  start(timer: Timer, delayMs: number, now: number): void {
    const whole = Math.min(Math.ceil(Math.max(delayMs, 0)), LONGEST_MS);
    const index = whole <= REACH ? 0 : 32 - Math.clz32((whole - 1) / REACH);
    const level = (this.levels[index] ??= { slots: [], size: 0, servedTick: 0 });
    if (level.size === 0) level.servedTick = Math.floor(now / 2 ** index);
    const tick = Math.max(Math.ceil((now + whole) / 2 ** index), level.servedTick + 1);
    timer.slot = index;
    timer.tick = tick;
    (level.slots[tick & MASK] ??= new Link()).append(timer);
    level.size++;
    this.size++;
    const dueMs = tick * 2 ** index;
    if (dueMs < this.armedForMs) this.arm(dueMs, now);
  }

  stop(timer: Timer): void {
    if (timer.slot < 0) return;
    this.unlink(timer);
    if (this.size === 0 && !this.idleCheck) {
      this.idleCheck = true;
      this.driver.setTimeout(() => {
        this.idleCheck = false;
        if (this.size === 0) this.disarm();
      }, IDLE_CHECK_MS);
    }
  }

  private unlink(timer: Timer): void {
    (this.levels[timer.slot] as Level).size--;
    this.size--;
    timer.slot = -1;
    timer.unlink();
  }

  private arm(dueMs: number, now: number): void {
    this.disarm();
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
    this.levels.forEach((level, index) => {
      this.serve(level, Math.floor(now / 2 ** index));
    });
    const dueMs = this.earliestMs();
    if (dueMs < this.armedForMs) this.arm(dueMs, this.driver.nowMs());
  };

  private serve(level: Level, tick: number): void {
    const first = Math.max(level.servedTick + 1, tick - MASK);
    for (let at = first; at <= tick && level.size > 0; at++) {
      level.servedTick = at;
      const head = level.slots[at & MASK];
      let timer = head?.next;
      while (timer !== head) {
        const due = timer as Timer;
        // After a long block of the event loop a slot may hold a later lap's timers too.
        if (due.tick > tick) {
          timer = due.next;
        } else {
          this.unlink(due);
          due.onTimer();
          timer = head?.next;
        }
      }
    }
    level.servedTick = Math.max(level.servedTick, tick);
  }

  private earliestMs(): number {
    let earliest = Infinity;
    this.levels.forEach((level, index) => {
      if (level.size === 0) return;
      let tick = level.servedTick + 1;
      while (level.slots[tick & MASK]?.alone ?? true) tick++;
      earliest = Math.min(earliest, tick * 2 ** index);
    });
    return earliest;
  }
}
