import { burnRowsOf } from './burn.js';
import { over, range } from './promql.js';
import { SERIES, errorRatioSeries, seriesOf, sloLabels } from './series.js';
import { longestLengthMs } from './window.js';
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
export function fastRecords(slo) {
    const labels = sloLabels(slo);
    const { indicator } = slo;
    const rule = (record, expr) => ({ record, expr, labels });
    const slices = `avg_over_time((${indicator.bad})[${range(BASE_MS)}:${range(FAST_MS)}])`;
    const base = indicator.kind === 'events'
        ? [over(indicator.bad, BASE_MS), over(indicator.total, BASE_MS)]
        : [`sum(${slices})`, `0 * sum(${slices}) + 1`];
    const [bad = '', total = ''] = base;
    return [
        rule(SERIES.badRate, bad),
        rule(SERIES.rate, total),
        rule(errorRatioSeries(BASE_MS), `${seriesOf(slo, SERIES.badRate)} / ${seriesOf(slo, SERIES.rate)}`),
        ...fastWindows(slo).map((windowMs) => rule(errorRatioSeries(windowMs), summed(slo, SERIES.badRate, SERIES.rate, windowMs))),
    ];
}
/**
 * Slices of 5 minutes, which tile time, and the long windows from those: 30 days are 8,640 samples of
 * one series, whatever the number of pods, routes and restarts was.
 */
export function slowRecords(slo) {
    const labels = sloLabels(slo);
    const rule = (record, expr) => ({ record, expr, labels });
    const slice = (series) => `${seriesOf(slo, series)} * ${SLOW_MS / 1000}`;
    const allowed = decimals(1 - slo.objective);
    const { window } = slo;
    return [
        rule(SERIES.badSlice, slice(SERIES.badRate)),
        rule(SERIES.slice, slice(SERIES.rate)),
        ...slowWindows(slo).map((windowMs) => rule(errorRatioSeries(windowMs), summed(slo, SERIES.badSlice, SERIES.slice, windowMs))),
        ...(window.kind === 'calendar' ? [rule(SERIES.windowStart, periodStart[window.period])] : []),
        rule(SERIES.badInWindow, inWindow(slo, SERIES.badSlice)),
        rule(SERIES.inWindow, inWindow(slo, SERIES.slice)),
        rule(SERIES.windowRatio, `${seriesOf(slo, SERIES.badInWindow)} / ${seriesOf(slo, SERIES.inWindow)}`),
        rule(SERIES.coverage, coverage(slo)),
        rule(SERIES.elapsed, elapsed(slo)),
        rule(SERIES.budgetLeft, `1 - ${seriesOf(slo, SERIES.windowRatio)} / ${allowed} * ${seriesOf(slo, SERIES.elapsed)}`),
        rule(SERIES.objective, `vector(${slo.objective})`),
        ...(slo.agreement === undefined ? [] : [rule(SERIES.agreement, `vector(${slo.agreement})`)]),
    ];
}
/** Windows of pages, beyond the base. */
function fastWindows(slo) {
    return windowsOf(slo, 'page').filter((windowMs) => windowMs !== BASE_MS);
}
/** Windows of tickets that no page has. */
function slowWindows(slo) {
    const fast = new Set([BASE_MS, ...fastWindows(slo)]);
    return windowsOf(slo, 'ticket').filter((windowMs) => !fast.has(windowMs));
}
function windowsOf({ window, objective }, severity) {
    const rows = burnRowsOf(window, objective).filter((row) => row.severity === severity);
    const all = rows.flatMap(({ longMs, shortMs }) => [longMs, shortMs]);
    return [...new Set(all)].toSorted((a, b) => a - b);
}
function summed(slo, bad, all, windowMs) {
    const sum = (series) => `sum_over_time(${seriesOf(slo, series)}[${range(windowMs)}])`;
    return `${sum(bad)} / ${sum(all)}`;
}
/**
 * The sum of slices since the window began. A calendar window is asked for half hours of the longest
 * period and keeps those that ended after it began, so that it lags by half an hour at most; it keeps
 * no state that a restart or a gap could spoil.
 */
function inWindow(slo, series) {
    const slices = seriesOf(slo, series);
    const longest = range(longestLengthMs(slo.window));
    if (slo.window.kind === 'rolling')
        return `sum_over_time(${slices}[${longest}])`;
    return sinceStart(slo, `sum_over_time(${slices}[30m])`);
}
function sinceStart(slo, part) {
    const longest = range(longestLengthMs(slo.window));
    const start = seriesOf(slo, SERIES.windowStart);
    return `sum_over_time((${part} and (${start} @ end() < time()))[${longest}:30m])`;
}
function coverage(slo) {
    const slices = seriesOf(slo, SERIES.slice);
    if (slo.window.kind === 'rolling') {
        const { lengthMs } = slo.window;
        return `count_over_time(${slices}[${range(lengthMs)}]) / ${lengthMs / SLOW_MS}`;
    }
    const start = seriesOf(slo, SERIES.windowStart);
    // In whole half hours, as the sums are; in the first one nothing is known yet.
    const passed = `(floor((time() - ${start}) / 1800) * ${1_800_000 / SLOW_MS} > 0)`;
    return `${sinceStart(slo, `count_over_time(${slices}[30m])`)} / ${passed}`;
}
/**
 * A rolling window that began before these rules has passed as far as they reach back: two hours of
 * history are no month, and a gap in them is no time that did not pass.
 */
function elapsed(slo) {
    const { window } = slo;
    if (window.kind === 'calendar') {
        return `(time() - ${seriesOf(slo, SERIES.windowStart)}) / scalar(${periodSeconds[window.period]})`;
    }
    const at = `timestamp(${seriesOf(slo, SERIES.slice)})`;
    const first = `(min_over_time(${at}[${range(window.lengthMs)}:1h]) or ${at})`;
    return `clamp_max((time() - ${first} + ${SLOW_MS / 1000}) / ${window.lengthMs / 1000}, 1)`;
}
const midnight = 'vector(time() - time() % 86400)';
const leap = '(year() % 4 == bool 0)';
/** When the current period began, as Unix time (s). Leap years as they are from 1901 to 2099. */
const periodStart = {
    week: `${midnight} - (day_of_week() + 6) % 7 * 86400`,
    month: `${midnight} - (day_of_month() - 1) * 86400`,
    quarter: `${midnight} - (day_of_year() - 1 - (month() > bool 3) * (90 + ${leap}) - (month() > bool 6) * 91 - (month() > bool 9) * 92) * 86400`,
};
/** How long the current period is (s). */
const periodSeconds = {
    week: 'vector(604800)',
    month: 'days_in_month() * 86400',
    quarter: `(92 - (month() < bool 4) * (2 - ${leap}) - (month() > bool 3) * (month() < bool 7)) * 86400`,
};
/** Without what floating point adds to 1 - 0.999. */
export function decimals(value) {
    return Number(value.toPrecision(12));
}
//# sourceMappingURL=recording.js.map