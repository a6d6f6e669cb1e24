import type { Parsed } from './mistake.ts';
/** A JSON Schema pattern of what `parseDuration` takes. */
export declare const durationPattern = "^(0|[0-9]{1,15}(\\.[0-9]{1,15})?(ms|s|m|h|d))$";
/** The longest duration a contract may name: 100 years of 365 days (ms). */
export declare const maxDurationMs: number;
/**
 * Reads `250ms`, `10s`, `5m`, `2h`, `30d` or a bare `0`, as milliseconds rounded to whole
 * microseconds.
 */
export declare function parseDuration(value: unknown): Parsed<number>;
/**
 * A duration as a contract writes it, in the largest unit that needs no fraction: `1500ms`, `2s`,
 * `30d`. `parseDuration` gives the same number back.
 *
 * @param durationMs 0 or more; whole microseconds are kept
 */
export declare function formatDuration(durationMs: number): string;
//# sourceMappingURL=duration.d.ts.map