import { performance } from 'node:perf_hooks';

/** Whether the event loop was held up between two looks. */
export interface LoopLook {
  /** Time between the looks (ms), and how much of it was planned. */
  readonly elapsedMs: number;
  readonly plannedMs: number;
  /** How much of it the loop was at work and not waiting for events. */
  readonly activeMs: number;
}

/**
 * Whether one turn of the loop took `stallMs` or more. A process that was paused (SIGSTOP, a
 * suspended machine) was late too, but not at work.
 */
export function isStall({ elapsedMs, plannedMs, activeMs }: LoopLook, stallMs: number): boolean {
  return elapsedMs - plannedMs >= stallMs && activeMs >= stallMs;
}

/** Looks four times per `stallMs`; the function returned stops that. */
export function watchLoop(stallMs: number, onStall: (lateMs: number) => void): () => void {
  const plannedMs = stallMs / 4;
  let lastMs = performance.now();
  let last = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    const now = performance.eventLoopUtilization();
    const activeMs = now.active - last.active;
    const elapsedMs = nowMs - lastMs;
    lastMs = nowMs;
    last = now;
    if (isStall({ elapsedMs, plannedMs, activeMs }, stallMs)) onStall(elapsedMs - plannedMs);
  }, plannedMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
