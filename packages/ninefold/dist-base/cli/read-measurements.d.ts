import type { Measurement } from '../model/capacity/capacity.ts';
/**
 * Reads measurements from a CSV file with a heading: `throughput` (requests per second), and
 * `concurrency` (in flight), `time` (ISO 8601, or seconds since the epoch) or both.
 *
 * @throws BadInputError for the first line that is none, with its place
 */
export declare function readMeasurements(path: string): readonly Measurement[];
export declare function measurementsIn(text: string, path: string): readonly Measurement[];
//# sourceMappingURL=read-measurements.d.ts.map