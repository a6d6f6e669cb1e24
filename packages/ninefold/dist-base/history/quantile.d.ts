/**
 * The smallest value that at least the share `p` of all values does not exceed (nearest rank, so
 * it is always a value that was seen). Undefined for no values.
 *
 * @param p 0 to 1
 */
export declare function quantile(values: readonly number[], p: number): number | undefined;
/** As {@link quantile}, of values that are already in ascending order. */
export declare function quantileOfSorted(sorted: readonly number[], p: number): number | undefined;
//# sourceMappingURL=quantile.d.ts.map