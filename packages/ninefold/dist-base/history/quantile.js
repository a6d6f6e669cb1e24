/**
 * The smallest value that at least the share `p` of all values does not exceed (nearest rank, so
 * it is always a value that was seen). Undefined for no values.
 *
 * @param p 0 to 1
 */
export function quantile(values, p) {
    return quantileOfSorted(values.toSorted((a, b) => a - b), p);
}
/** As {@link quantile}, of values that are already in ascending order. */
export function quantileOfSorted(sorted, p) {
    return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
}
//# sourceMappingURL=quantile.js.map