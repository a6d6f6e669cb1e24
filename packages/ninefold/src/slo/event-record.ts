import { burnRowsOf } from './burn.ts';
import type { Slo } from './slo.ts';
import type { SloReadings } from './status.ts';
import { longestLengthMs, windowAt } from './window.ts';

/** What was counted of one SLO, step by step, since it began; in memory, and bounded. */
export interface EventRecord {
  /**
   * Counts the events since the call before. To be called when nothing happened, too: a step in which
   * it was not has no data, and no data are no perfect score.
   *
   * @param atMs monotonic time
   */
  add(atMs: number, bad: number, total: number): void;
  /** What `statusOf` needs, at an instant of which both clocks are given. */
  readings(nowMs: number, wallMs: number): SloReadings;
}

interface Step {
  readonly bad: number;
  readonly total: number;
}

/** As fine as steps are at first (ms). */
const FINEST_STEP_MS = 10_000;
/** Steps kept at most: a day of the finest. */
const MOST_STEPS = 8640;

/**
 * A record of events that loses nothing of the SLO's window, and grows coarser as it grows old: when
 * it is full, what the window has left behind is dropped, and then two steps become one.
 *
 * @param beganMs monotonic time at which the service began
 */
export function createEventRecord(slo: Slo, beganMs: number): EventRecord {
  const keptMs = longestLengthMs(slo.window);
  let stepMs = FINEST_STEP_MS;
  let firstMs = beganMs;
  let steps: (Step | undefined)[] = [];
  const burnWindowsMs = [
    ...new Set(
      burnRowsOf(slo.window, slo.objective).flatMap(({ shortMs, longMs }) => [shortMs, longMs]),
    ),
  ].toSorted((a, b) => a - b);

  const makeRoom = (atMs: number): void => {
    while (atMs - firstMs >= MOST_STEPS * stepMs) {
      const left = Math.max(0, Math.floor((atMs - keptMs - firstMs) / stepMs));
      steps = steps.slice(left);
      firstMs += left * stepMs;
      if (atMs - firstMs < MOST_STEPS * stepMs) return;
      steps = Array.from({ length: Math.ceil(steps.length / 2) }, (_, index) =>
        joined(steps[2 * index], steps[2 * index + 1]),
      );
      stepMs *= 2;
    }
  };
  const sumSince = (sinceMs: number): Step | undefined => {
    let sum: Step | undefined;
    for (const [index, step] of steps.entries()) {
      if (firstMs + (index + 1) * stepMs > sinceMs) sum = joined(sum, step);
    }
    return sum;
  };
  return {
    add(atMs, bad, total) {
      makeRoom(atMs);
      const index = Math.max(0, Math.floor((atMs - firstMs) / stepMs));
      while (steps.length <= index) steps.push(undefined);
      steps[index] = joined(steps[index], { bad, total });
    },
    readings(nowMs, wallMs) {
      const { startMs } = windowAt(slo.window, wallMs);
      const toWallMs = wallMs - nowMs;
      const elapsedS = Math.max(1, wallMs - startMs) / 1000;
      const all = sumSince(startMs - toWallMs);
      return {
        window: all === undefined ? {} : { bad: all.bad / elapsedS, total: all.total / elapsedS },
        burn: burnWindowsMs.map((windowMs) => {
          const sum = sumSince(nowMs - windowMs);
          return { windowMs, ...(sum === undefined ? {} : { ratio: sum.bad / sum.total }) };
        }),
        points: steps
          .map((step, index) => ({
            atMs: Math.round(firstMs + (index + 1) * stepMs + toWallMs),
            ...(step === undefined
              ? {}
              : { bad: (step.bad * 1000) / stepMs, total: (step.total * 1000) / stepMs }),
          }))
          .filter(({ atMs }) => atMs > startMs),
        stepMs,
      };
    },
  };
}

function joined(one: Step | undefined, other: Step | undefined): Step | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return { bad: one.bad + other.bad, total: one.total + other.total };
}
