import type { Point } from './reading.ts';
import { windowAt } from './window.ts';
import type { SloWindow } from './window.ts';

/** What happened to an SLO's events, in order, one point a step; steps without data may be left out. */
export interface EventHistory {
  readonly points: readonly Point[];
  readonly stepMs: number;
}

/** What has passed of an SLO's window, and was counted. */
export interface WindowSoFar {
  /** When the window began (wall time, ms), and its whole length (ms). */
  readonly startMs: number;
  readonly lengthMs: number;
  /** From when on its budget is counted: where data begin in it (wall time, ms). */
  readonly sinceMs: number;
  /** How long it has been counted (ms). */
  readonly elapsedMs: number;
  /** For how much of that there are data (ms). */
  readonly knownMs: number;
  /** Events a second, in the time for which there are data. */
  readonly eventRate: number;
}

/**
 * The window that an instant (wall time, ms) is in, as far as it has passed by then. What was before
 * its data is no time that has passed: two bad hours of a new service are not a bad month. The rules
 * count the same way, in `slo:elapsed:ratio`.
 */
export function windowSoFar(
  window: SloWindow,
  { points, stepMs }: EventHistory,
  atMs: number,
): WindowSoFar {
  const { startMs, lengthMs } = windowAt(window, atMs);
  let known = 0;
  let events = 0;
  let firstMs: number | undefined;
  for (const point of points) {
    if (point.total === undefined || point.atMs <= startMs || point.atMs - stepMs >= atMs) continue;
    firstMs ??= point.atMs - stepMs;
    known += 1;
    events += (point.total * stepMs) / 1000;
  }
  const sinceMs = Math.max(startMs, firstMs ?? startMs);
  const elapsedMs = Math.max(1, atMs - sinceMs);
  // The last step may not be over.
  const knownMs = Math.min(known * stepMs, elapsedMs);
  const eventRate = known === 0 ? 0 : events / (knownMs / 1000);
  return { startMs, lengthMs, sinceMs, elapsedMs, knownMs, eventRate };
}

/** What bad events cost. */
export interface BudgetCost {
  /** In minutes of total outage. */
  readonly minutes: number;
  /** The share of the window's budget; above 1 they alone broke the objective. */
  readonly share: number;
}

/**
 * The cost of bad events in a window: the time in which so many come, good and bad, at its mean rate. An
 * outage at the mean rate costs as long as it lasts; in a quiet night it costs less, at noon more.
 */
export function budgetCost(
  bad: number,
  { eventRate, lengthMs }: WindowSoFar,
  objective: number,
): BudgetCost {
  const ms = eventRate > 0 ? (bad / eventRate) * 1000 : 0;
  return { minutes: ms / 60_000, share: ms / ((1 - objective) * lengthMs) };
}
