import type { Slo } from './slo.ts';
import { over } from './promql.ts';
import { windowAt } from './window.ts';

/** Rates of events (per second, mean over a range). Absent: nobody knows. */
export interface Reading {
  readonly bad?: number;
  readonly total?: number;
}

/** A reading over the step that ends at `atMs` (wall time). */
export interface Point extends Reading {
  readonly atMs: number;
}

/** How often an instant query is looked at to count slices of time (ms). */
const SLICE_MS = 60_000;

/** Points that one range query may give; Prometheus refuses more than 11,000. */
const MOST_POINTS = 8640;
/** Rates over less would see too few scrapes at the usual intervals (ms). */
const LEAST_STEP_MS = 60_000;

/** PromQL for both rates over a range that ends now; what can't be told is absent, not 0. */
export function readingQueries(
  { indicator }: Slo,
  rangeMs: number,
): { readonly bad: string; readonly total: string } {
  if (indicator.kind === 'events') {
    return { bad: over(indicator.bad, rangeMs), total: over(indicator.total, rangeMs) };
  }
  const sliceMs = Math.min(SLICE_MS, Math.max(1000, rangeMs / 10));
  const slices = `(${indicator.bad})[${rangeMs / 1000}s:${sliceMs / 1000}s]`;
  const part = `* ${sliceMs / rangeMs}`;
  return {
    bad: `sum_over_time(${slices}) ${part}`,
    total: `count_over_time(${slices}) ${part}`,
  };
}

/** The share of events that were bad; absent when that is not known, or there were none. */
export function errorRatioOf({ bad, total }: Reading): number | undefined {
  if (bad === undefined || total === undefined || !(total > 0)) return undefined;
  // A failed request may be scraped a little before the count of all.
  return Math.min(1, Math.max(0, bad / total));
}

/** The step of a range query over so long (ms): whole minutes, as fine as Prometheus answers it. */
export function stepOf(rangeMs: number): number {
  return Math.max(LEAST_STEP_MS, Math.ceil(rangeMs / MOST_POINTS / 60_000) * 60_000);
}

/** What has passed of the window at an instant (ms), and its whole length (ms). */
export function passedOf(
  slo: Slo,
  wallMs: number,
): { readonly elapsedMs: number; readonly lengthMs: number } {
  const { startMs, lengthMs } = windowAt(slo.window, wallMs);
  return { elapsedMs: Math.max(1000, wallMs - startMs), lengthMs };
}
