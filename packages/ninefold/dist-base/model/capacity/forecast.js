import { studentT975 } from './student-t.js';
export const FORECAST_YEARS = 5;
/** Fewer days give no interval worth the name. */
export const LEAST_DAYS = 5;
const DAY_MS = 86_400_000;
/**
 * A straight line through the peaks of the days (UTC), and where it and its 95 % prediction limits for
 * a single day reach the capacity. Draper & Smith, Applied Regression Analysis (1998), section 3.1. The
 * limits take the days' scatter as independent; a weekly rhythm widens them.
 *
 * @returns undefined for fewer than {@link LEAST_DAYS} days
 */
export function forecastLoad(points, capacity) {
    const peaks = dailyPeaks(points);
    const n = peaks.length;
    const last = peaks.at(-1);
    if (last === undefined || n < LEAST_DAYS)
        return undefined;
    const meanDay = peaks.reduce((sum, { day }) => sum + day, 0) / n;
    const meanPeak = peaks.reduce((sum, { peak }) => sum + peak, 0) / n;
    const spread = peaks.reduce((sum, { day }) => sum + (day - meanDay) ** 2, 0);
    const growth = peaks.reduce((sum, { day, peak }) => sum + (day - meanDay) * (peak - meanPeak), 0) / spread;
    const trend = (day) => meanPeak + growth * (day - meanDay);
    const squares = peaks.reduce((sum, { day, peak }) => sum + (peak - trend(day)) ** 2, 0);
    const error = Math.sqrt(squares / (n - 2));
    const margin = (day) => studentT975(n - 2) * error * Math.sqrt(1 + 1 / n + (day - meanDay) ** 2 / spread);
    const firstDay = (load) => {
        for (let day = last.day; day <= last.day + FORECAST_YEARS * 365; day++) {
            if (load(day) >= capacity)
                return day * DAY_MS;
        }
        return undefined;
    };
    return {
        days: n,
        peakNow: trend(last.day),
        growthPerDay: growth,
        ...at('likelyMs', firstDay(trend)),
        ...at('earliestMs', firstDay((day) => trend(day) + margin(day))),
        ...at('latestMs', firstDay((day) => trend(day) - margin(day))),
    };
}
function at(key, value) {
    // oxlint-disable-next-line no-unsafe-type-assertion -- a computed key widens to string
    return (value === undefined ? {} : { [key]: value });
}
/** The highest point of each day; where days have several, the first and last are not whole. */
function dailyPeaks(points) {
    const peaks = new Map();
    for (const { atMs, throughput } of points) {
        const day = Math.floor(atMs / DAY_MS);
        peaks.set(day, Math.max(peaks.get(day) ?? 0, throughput));
    }
    const days = [...peaks].map(([day, peak]) => ({ day, peak })).toSorted((a, b) => a.day - b.day);
    return points.length > 2 * days.length ? days.slice(1, -1) : days;
}
//# sourceMappingURL=forecast.js.map