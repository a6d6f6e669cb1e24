import { burnRowsOf } from './burn.ts';
import { over, range } from './promql.ts';
import { SLOW_MS } from './recording.ts';
import { SERIES, errorRatioSeries, seriesOf } from './series.ts';
import type { Slo } from './slo.ts';

/** Rates of events (per second, mean over a range). Absent: nobody knows. */
export interface Reading {
  readonly bad?: number;
  readonly total?: number;
}

/** A reading over the step that ends at `atMs` (wall time). */
export interface Point extends Reading {
  readonly atMs: number;
}

/**
 * Where figures are read: series that the rules of `ninefold render --target prometheus` record, or
 * raw series as the service exports them.
 */
export type ReadingSource = 'rules' | 'raw';

/** PromQL that tells all about a budget. What can't be told is absent, never 0. */
export interface Questions {
  /** Rates over what has passed of the window. */
  readonly window: Queries;
  /** Error ratios over the windows of burn rates; NaN where there were no events. */
  readonly burn: readonly { readonly windowMs: number; readonly ratio: string }[];
}

export interface Queries {
  readonly bad: string;
  readonly total: string;
}

export function questionsOf(slo: Slo, source: ReadingSource, elapsedMs: number): Questions {
  const windows = burnRowsOf(slo.window, slo.objective).flatMap(({ longMs, shortMs }) => [
    shortMs,
    longMs,
  ]);
  const sorted = [...new Set(windows)].toSorted((a, b) => a - b);
  if (source === 'raw') {
    return {
      window: rawQueries(slo, elapsedMs),
      burn: sorted.map((windowMs) => {
        const { bad, total } = rawQueries(slo, windowMs);
        return { windowMs, ratio: `(${bad}) / (${total})` };
      }),
    };
  }
  const last = (series: string): string =>
    `last_over_time(${seriesOf(slo, series)}[${range(2 * SLOW_MS)}])`;
  return {
    window: pointQueries(slo, 'rules', elapsedMs),
    burn: sorted.map((windowMs) => ({ windowMs, ratio: last(errorRatioSeries(windowMs)) })),
  };
}

/** Points for a range query: rates over its step. */
export function pointQueries(slo: Slo, source: ReadingSource, stepMs: number): Queries {
  if (source === 'raw') return rawQueries(slo, stepMs);
  // Before version 3 of Prometheus a range holds both its ends: a slice on the border would count twice.
  const mean = (series: string): string =>
    `sum_over_time(${seriesOf(slo, series)}[${stepMs - 1}ms]) / ${stepMs / 1000}`;
  return { bad: mean(SERIES.badSlice), total: mean(SERIES.slice) };
}

/** How often an instant query is looked at to count slices of time (ms). */
const SLICE_MS = 60_000;

function rawQueries({ indicator }: Slo, rangeMs: number): Queries {
  if (indicator.kind === 'events') {
    return { bad: over(indicator.bad, rangeMs), total: over(indicator.total, rangeMs) };
  }
  const sliceMs = Math.min(SLICE_MS, rangeMs);
  const slices = `(${indicator.bad})[${range(rangeMs)}:${range(sliceMs)}]`;
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

/** As finely as an interval is read that may be long: a day of the finest steps, a month of 5 min. */
const MOST_POINTS = 8640;
/** Rates over less would see too few scrapes: at 15 s, and at Prometheus's default of 1 min (ms). */
const LEAST_STEPS_MS = { raw: [60_000, 300_000], rules: [SLOW_MS] } as const;

/** Steps as fine as the source allows (ms), finest first. */
export function finestStepsOf(source: ReadingSource): readonly number[] {
  return LEAST_STEPS_MS[source];
}

/** Steps for an interval of this length (ms), finest first, so that Prometheus answers soon. */
export function stepsOf(source: ReadingSource, rangeMs: number): readonly number[] {
  const steps = finestStepsOf(source).map(
    (leastMs) => Math.max(1, Math.ceil(rangeMs / MOST_POINTS / leastMs)) * leastMs,
  );
  return [...new Set(steps)];
}
