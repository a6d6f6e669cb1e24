import { burnRowsOf } from './burn.js';
import { over, range } from './promql.js';
import { SLOW_MS } from './recording.js';
import { SERIES, errorRatioSeries, seriesOf } from './series.js';
export function questionsOf(slo, source, elapsedMs) {
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
    const last = (series) => `last_over_time(${seriesOf(slo, series)}[${range(2 * SLOW_MS)}])`;
    const seconds = elapsedMs / 1000;
    return {
        window: {
            bad: `${last(SERIES.badInWindow)} / ${seconds}`,
            total: `${last(SERIES.inWindow)} / ${seconds}`,
        },
        burn: sorted.map((windowMs) => ({ windowMs, ratio: last(errorRatioSeries(windowMs)) })),
    };
}
/** Points for a range query: rates over its step. */
export function pointQueries(slo, source, stepMs) {
    if (source === 'raw')
        return rawQueries(slo, stepMs);
    const mean = (series) => `sum_over_time(${seriesOf(slo, series)}[${range(stepMs)}]) / ${stepMs / 1000}`;
    return { bad: mean(SERIES.badSlice), total: mean(SERIES.slice) };
}
/** How often an instant query is looked at to count slices of time (ms). */
const SLICE_MS = 60_000;
function rawQueries({ indicator }, rangeMs) {
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
export function errorRatioOf({ bad, total }) {
    if (bad === undefined || total === undefined || !(total > 0))
        return undefined;
    // A failed request may be scraped a little before the count of all.
    return Math.min(1, Math.max(0, bad / total));
}
/** Points that one range query may give; Prometheus refuses more than 11,000. */
const MOST_POINTS = 8640;
/** Rates over less would see too few scrapes: at 15 s, and at Prometheus's default of 1 min (ms). */
const LEAST_STEPS_MS = { raw: [60_000, 300_000], rules: [SLOW_MS] };
/** Steps of a range query over so long (ms), finest first: as Prometheus answers and the source allows. */
export function stepsOf(source, rangeMs) {
    const steps = LEAST_STEPS_MS[source].map((leastMs) => Math.max(1, Math.ceil(rangeMs / MOST_POINTS / leastMs)) * leastMs);
    return [...new Set(steps)];
}
//# sourceMappingURL=reading.js.map