/** Load at an instant. */
export interface LoadPoint {
    /** Since the Unix epoch (ms). */
    readonly atMs: number;
    /** Requests per second. */
    readonly throughput: number;
}
/** When a growing load reaches what can be carried. Instants since the Unix epoch (ms). */
export interface Forecast {
    /** Days that it was drawn from. */
    readonly days: number;
    /** Of the daily peak, by the trend: at the last day, and what comes on top each day. */
    readonly peakNow: number;
    readonly growthPerDay: number;
    /** When the trend reaches the capacity; absent: not within {@link FORECAST_YEARS}. */
    readonly likelyMs?: number;
    /** The 95 % interval for the first day of too much load; an absent end is not within sight. */
    readonly earliestMs?: number;
    readonly latestMs?: number;
}
export declare const FORECAST_YEARS = 5;
/** Fewer days give no interval worth the name. */
export declare const LEAST_DAYS = 5;
/**
 * A straight line through the peaks of the days (UTC), and where it and its 95 % prediction limits for
 * a single day reach the capacity. Draper & Smith, Applied Regression Analysis (1998), section 3.1. The
 * limits take the days' scatter as independent; a weekly rhythm widens them.
 *
 * @returns undefined for fewer than {@link LEAST_DAYS} days
 */
export declare function forecastLoad(points: readonly LoadPoint[], capacity: number): Forecast | undefined;
//# sourceMappingURL=forecast.d.ts.map