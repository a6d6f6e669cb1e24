import type { RecordingRule } from './alert.ts';
import { burnRowsOf } from './burn.ts';
import type { CalendarPeriod } from '../contract/slo-section.ts';
import { over, range } from './promql.ts';
import { SERIES, errorRatioSeries, seriesOf, sloLabels } from './series.ts';
import type { Slo } from './slo.ts';
import { longestLengthMs } from './window.ts';

/** The range that every other window is made of (ms). */
export const BASE_MS = 300_000;
/** How often short windows and pages are looked at (ms). */
export const FAST_MS = 60_000;
/** How often long windows and tickets are looked at (ms): slices of it tile time. */
export const SLOW_MS = 300_000;

/**
 * Rates over 5 minutes from raw series, and every window of a page from those. A window's ratio is
 * bad events over all events in it, not a mean of ratios: a quiet night weighs as little as it served.
 */
export function fastRecords(slo: Slo): readonly RecordingRule[] {
  const labels = sloLabels(slo);
  const { indicator } = slo;
  const rule = (record: string, expr: string): RecordingRule => ({ record, expr, labels });
  const slices = `avg_over_time((${indicator.bad})[${range(BASE_MS)}:${range(FAST_MS)}])`;
  const base =
    indicator.kind === 'events'
      ? [over(indicator.bad, BASE_MS), over(indicator.total, BASE_MS)]
      : [`sum(${slices})`, `0 * sum(${slices}) + 1`];
  const [bad = '', total = ''] = base;
  return [
    rule(SERIES.badRate, bad),
    rule(SERIES.rate, total),
    rule(
      errorRatioSeries(BASE_MS),
      `${seriesOf(slo, SERIES.badRate)} / ${seriesOf(slo, SERIES.rate)}`,
    ),
    ...fastWindows(slo).map((windowMs) =>
      rule(errorRatioSeries(windowMs), summed(slo, SERIES.badRate, SERIES.rate, windowMs)),
    ),
  ];
}

/**
 * Slices of 5 minutes, which tile time, and the long windows from those: 30 days are 8,640 samples of
 * one series, whatever the number of pods, routes and restarts was.
 */
export function slowRecords(slo: Slo): readonly RecordingRule[] {
  const labels = sloLabels(slo);
  const rule = (record: string, expr: string): RecordingRule => ({ record, expr, labels });
  const slice = (series: string): string => `${seriesOf(slo, series)} * ${SLOW_MS / 1000}`;
  const allowed = decimals(1 - slo.objective);
  const { window } = slo;
  return [
    rule(SERIES.badSlice, slice(SERIES.badRate)),
    rule(SERIES.slice, slice(SERIES.rate)),
    ...slowWindows(slo).map((windowMs) =>
      rule(errorRatioSeries(windowMs), summed(slo, SERIES.badSlice, SERIES.slice, windowMs)),
    ),
    ...(window.kind === 'calendar' ? [rule(SERIES.windowStart, periodStart[window.period])] : []),
    rule(SERIES.badInWindow, inWindow(slo, SERIES.badSlice)),
    rule(SERIES.inWindow, inWindow(slo, SERIES.slice)),
    rule(
      SERIES.windowRatio,
      `${seriesOf(slo, SERIES.badInWindow)} / ${seriesOf(slo, SERIES.inWindow)}`,
    ),
    rule(SERIES.coverage, coverage(slo)),
    rule(SERIES.elapsed, elapsed(slo)),
    rule(
      SERIES.budgetLeft,
      `1 - ${seriesOf(slo, SERIES.windowRatio)} / ${allowed} * ${seriesOf(slo, SERIES.elapsed)}`,
    ),
    rule(SERIES.objective, `vector(${slo.objective})`),
    ...(slo.agreement === undefined ? [] : [rule(SERIES.agreement, `vector(${slo.agreement})`)]),
  ];
}

/** Windows of pages, beyond the base. */
function fastWindows(slo: Slo): readonly number[] {
  return windowsOf(slo, 'page').filter((windowMs) => windowMs !== BASE_MS);
}

/** Windows of tickets that no page has. */
function slowWindows(slo: Slo): readonly number[] {
  const fast = new Set([BASE_MS, ...fastWindows(slo)]);
  return windowsOf(slo, 'ticket').filter((windowMs) => !fast.has(windowMs));
}

function windowsOf({ window, objective }: Slo, severity: 'page' | 'ticket'): readonly number[] {
  const rows = burnRowsOf(window, objective).filter((row) => row.severity === severity);
  const all = rows.flatMap(({ longMs, shortMs }) => [longMs, shortMs]);
  return [...new Set(all)].toSorted((a, b) => a - b);
}

function summed(slo: Slo, bad: string, all: string, windowMs: number): string {
  const sum = (series: string): string =>
    `sum_over_time(${seriesOf(slo, series)}[${range(windowMs)}])`;
  return `${sum(bad)} / ${sum(all)}`;
}

/**
 * The sum of slices since the window began. A calendar window is asked for half hours of the longest
 * period and keeps those that ended after it began, so that it lags by half an hour at most; it keeps
 * no state that a restart or a gap could spoil.
 */
function inWindow(slo: Slo, series: string): string {
  const slices = seriesOf(slo, series);
  const longest = range(longestLengthMs(slo.window));
  if (slo.window.kind === 'rolling') return `sum_over_time(${slices}[${longest}])`;
  return sinceStart(slo, `sum_over_time(${slices}[${within(HALF_HOUR_MS)}])`);
}

function sinceStart(slo: Slo, part: string): string {
  const longest = range(longestLengthMs(slo.window));
  const start = seriesOf(slo, SERIES.windowStart);
  return `sum_over_time((${part} and (${start} @ end() < time()))[${longest}:30m])`;
}

const HALF_HOUR_MS = 1_800_000;
const HOUR_MS = 3_600_000;

/** Before version 3 of Prometheus a range holds both its ends: a slice on the border would count twice. */
function within(durationMs: number): string {
  return `${range(durationMs - 1000)}999ms`;
}

function coverage(slo: Slo): string {
  const slices = seriesOf(slo, SERIES.slice);
  if (slo.window.kind === 'rolling') {
    const { lengthMs } = slo.window;
    return `count_over_time(${slices}[${range(lengthMs)}]) / ${lengthMs / SLOW_MS}`;
  }
  const start = seriesOf(slo, SERIES.windowStart);
  // In whole half hours, as the sums are; in the first one nothing is known yet.
  const passed = `(floor((time() - ${start}) / 1800) * ${1_800_000 / SLOW_MS} > 0)`;
  return `${sinceStart(slo, `count_over_time(${slices}[${within(HALF_HOUR_MS)}])`)} / ${passed}`;
}

/**
 * A window that began before its data has passed as far as they reach back: two hours of history are no
 * month, and a gap in them is no time that did not pass. Each hour says where its slices began, the
 * hour that is not over as well; the earliest of the window counts.
 */
function elapsed(slo: Slo): string {
  const { window } = slo;
  const slices = seriesOf(slo, SERIES.slice);
  const began = `(time() - count_over_time(${slices}[${within(HOUR_MS)}]) * ${SLOW_MS / 1000})`;
  const longest = range(longestLengthMs(window));
  if (window.kind === 'rolling') {
    const first = `(min_over_time(${began}[${longest}:1h]) or ${began})`;
    return `clamp_max((time() - ${first}) / ${window.lengthMs / 1000}, 1)`;
  }
  const start = seriesOf(slo, SERIES.windowStart);
  const first = `(min_over_time((${began} and (${start} @ end() < time()))[${longest}:1h]) or ${began})`;
  return `(time() - clamp_min(${first}, scalar(${start}))) / scalar(${periodSeconds[window.period]})`;
}

const midnight = 'vector(time() - time() % 86400)';
const leap = '(year() % 4 == bool 0)';

/** When the current period began, as Unix time (s). Leap years as they are from 1901 to 2099. */
const periodStart: Readonly<Record<CalendarPeriod, string>> = {
  week: `${midnight} - (day_of_week() + 6) % 7 * 86400`,
  month: `${midnight} - (day_of_month() - 1) * 86400`,
  quarter: `${midnight} - (day_of_year() - 1 - (month() > bool 3) * (90 + ${leap}) - (month() > bool 6) * 91 - (month() > bool 9) * 92) * 86400`,
};

/** How long the current period is (s). */
export const periodSeconds: Readonly<Record<CalendarPeriod, string>> = {
  week: 'vector(604800)',
  month: 'days_in_month() * 86400',
  quarter: `(92 - (month() < bool 4) * (2 - ${leap}) - (month() > bool 3) * (month() < bool 7)) * 86400`,
};

/** Without what floating point adds to 1 - 0.999. */
export function decimals(value: number): number {
  return Number(value.toPrecision(12));
}
