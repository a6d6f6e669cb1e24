const SHORTEST_MS = 1000;
const POINTS_A_DECADE = 12;
/**
 * The curve at times that are evenly spaced on a logarithmic scale, from 1 s to the worst window.
 *
 * @param windows downtime of each simulated window (ms)
 */
export function downtimeCurve(windows) {
    const sorted = windows.toSorted();
    const worst = Math.max(SHORTEST_MS * 10, sorted.at(-1) ?? 0);
    const steps = Math.ceil(POINTS_A_DECADE * Math.log10(worst / SHORTEST_MS));
    let below = 0;
    return Array.from({ length: steps + 1 }, (_, step) => {
        const ms = SHORTEST_MS * 10 ** (step / POINTS_A_DECADE);
        while (below < sorted.length && (sorted[below] ?? 0) <= ms)
            below += 1;
        return { ms, share: sorted.length === 0 ? 0 : 1 - below / sorted.length };
    });
}
//# sourceMappingURL=downtime-curve.js.map