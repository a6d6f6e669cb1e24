import { labels, range } from './promql.ts';
import type { Slo } from './slo.ts';

/**
 * What the recording rules write, each with the labels `service` and `slo` (and `region`, where the
 * SLO has one). Whatever shows a budget reads these, never raw series. Those marked (5 min) are written
 * every 5 minutes: read them as `last_over_time(...[10m])`.
 */
export const SERIES = {
  /** Bad events a second, over 5 minutes. */
  badRate: 'slo:bad_events:rate5m',
  /** All events a second, over 5 minutes. */
  rate: 'slo:events:rate5m',
  /** Bad events in 5 minutes; these tile time (5 min). */
  badSlice: 'slo:bad_events:increase5m',
  /** All events in 5 minutes; these tile time (5 min). */
  slice: 'slo:events:increase5m',
  /** Bad and all events in the SLO's window so far (5 min). */
  badInWindow: 'slo:bad_events:window',
  inWindow: 'slo:events:window',
  /** The share of bad events in the SLO's window so far; NaN without events (5 min). */
  windowRatio: 'slo:error_ratio:window',
  /** The share of the window's time so far for which there are data, 0 to 1 (5 min). */
  coverage: 'slo:coverage:ratio',
  /** The share of the window that has passed, from where data begin in it (5 min). */
  elapsed: 'slo:elapsed:ratio',
  /** The share of the budget that is left; negative when it is overspent (5 min). */
  budgetLeft: 'slo:budget_left:ratio',
  /** The objective and the agreement themselves, 0 to 1 (5 min). */
  objective: 'slo:objective:ratio',
  agreement: 'slo:agreement:ratio',
  /** When a calendar window began, Unix time in seconds (5 min). */
  windowStart: 'slo:window_start:timestamp_seconds',
} as const;

/** The series of the error ratio over a window, such as `slo:error_ratio:1h`. */
export function errorRatioSeries(windowMs: number): string {
  return `slo:error_ratio:${range(windowMs)}`;
}

/** The labels of an SLO's series and alerts. */
export function sloLabels({ service, name, region }: Slo): Readonly<Record<string, string>> {
  return { service, slo: name, ...(region === undefined ? {} : { region }) };
}

/** The one series of an SLO under a name. */
export function seriesOf(slo: Slo, series: string): string {
  return series + labels({ service: slo.service, slo: slo.name });
}
