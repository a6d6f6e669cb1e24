/** How likely a window is to be away longer than some time: 1 - the distribution function. */
export type DowntimeCurve = readonly DowntimePoint[];
export interface DowntimePoint {
    readonly ms: number;
    /** The share of windows (0 to 1) with more downtime. */
    readonly share: number;
}
/**
 * The curve at times that are evenly spaced on a logarithmic scale, from 1 s to the worst window.
 *
 * @param windows downtime of each simulated window (ms)
 */
export declare function downtimeCurve(windows: Float64Array): DowntimeCurve;
//# sourceMappingURL=downtime-curve.d.ts.map