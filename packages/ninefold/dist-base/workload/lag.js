/** Sums up the lag of every operation (ms), by nearest rank; zeros when there was none. */
export function scheduleLag(lagsMs) {
    const sorted = lagsMs.toSorted();
    const rank = (p) => sorted[Math.ceil(p * sorted.length) - 1] ?? 0;
    return { p50Ms: rank(0.5), p99Ms: rank(0.99), maxMs: rank(1) };
}
//# sourceMappingURL=lag.js.map