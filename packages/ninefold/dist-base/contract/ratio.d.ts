import type { Parsed } from './mistake.ts';
/** A JSON Schema pattern of the percentages that `parseRatio` takes. */
export declare const percentPattern = "^(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?)%$";
/** Reads `99.95%` or `0.9995` as a ratio of 0 to 1, exactly: 99.95% is the number 0.9995. */
export declare function parseRatio(value: unknown): Parsed<number>;
/**
 * A ratio as a percentage: 0.9995 is `99.95%`. `parseRatio` gives the same number back.
 *
 * @param ratio 0 to 1
 */
export declare function formatRatio(ratio: number): string;
//# sourceMappingURL=ratio.d.ts.map