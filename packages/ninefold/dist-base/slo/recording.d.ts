import type { RecordingRule } from './alert.ts';
import type { Slo } from './slo.ts';
/** The range that every other window is made of (ms). */
export declare const BASE_MS = 300000;
/** How often short windows and pages are looked at (ms). */
export declare const FAST_MS = 60000;
/** How often long windows and tickets are looked at (ms): slices of it tile time. */
export declare const SLOW_MS = 300000;
/**
 * Rates over 5 minutes from raw series, and every window of a page from those. A window's ratio is
 * bad events over all events in it, not a mean of ratios: a quiet night weighs as little as it served.
 */
export declare function fastRecords(slo: Slo): readonly RecordingRule[];
/**
 * Slices of 5 minutes, which tile time, and the long windows from those: 30 days are 8,640 samples of
 * one series, whatever the number of pods, routes and restarts was.
 */
export declare function slowRecords(slo: Slo): readonly RecordingRule[];
/** Without what floating point adds to 1 - 0.999. */
export declare function decimals(value: number): number;
//# sourceMappingURL=recording.d.ts.map