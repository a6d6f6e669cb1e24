/** Puts runs of different seeds together: more years of the same design. */
export function mergeRuns(runs) {
    const sum = (of) => runs.reduce((total, run) => total + of(run), 0);
    const join = (of) => {
        const all = new Float64Array(sum((run) => of(run).length));
        let at = 0;
        for (const run of runs) {
            all.set(of(run), at);
            at += of(run).length;
        }
        return all;
    };
    return {
        years: sum((run) => run.years),
        events: sum((run) => run.events),
        outages: sum((run) => run.outages),
        switchOvers: sum((run) => run.switchOvers),
        manualRecoveries: sum((run) => run.manualRecoveries),
        windows: join((run) => run.windows),
        yearly: join((run) => run.yearly),
        longest: join((run) => run.longest),
        lengths: join((run) => run.lengths),
        losses: join((run) => run.losses),
    };
}
/**
 * Distributions and intervals of a run. The mean is over years, taken as independent (normal
 * interval); chances have Wilson's interval (J. Am. Stat. Assoc. 22, 1927), which holds for none too.
 */
export function summariseRun(run, promise) {
    const yearMs = 8760 * 3_600_000;
    const { mean, halfWidth } = meanOf(run.yearly);
    const exceeds = (share) => {
        const allowed = (1 - share) * promise.windowMs;
        return chance(count(run.windows, allowed), run.windows.length);
    };
    return {
        years: run.years,
        events: run.events,
        unavailability: {
            estimate: mean / yearMs,
            low: Math.max(0, mean - halfWidth) / yearMs,
            high: (mean + halfWidth) / yearMs,
        },
        objectiveMissed: exceeds(promise.objective),
        agreementBroken: exceeds(promise.agreement),
        windowDowntime: spreadOf(run.windows) ?? never,
        yearDowntime: spreadOf(run.yearly) ?? never,
        longestOutageOfYear: spreadOf(run.longest) ?? never,
        outagesPerYear: run.outages / run.years,
        ...optional('outageLength', spreadOf(run.lengths)),
        longerThanRto: share(count(run.lengths, promise.rtoMs), run.lengths.length),
        ...optional('lostWriteAge', spreadOf(run.losses)),
        olderThanRpo: share(count(run.losses, promise.rpoMs), run.losses.length),
    };
}
const never = { median: 0, p95: 0, p99: 0, worst: 0 };
function optional(key, spread) {
    // oxlint-disable-next-line no-unsafe-type-assertion -- a computed key widens to string
    return (spread === undefined ? {} : { [key]: spread });
}
function spreadOf(values) {
    if (values.length === 0)
        return undefined;
    const sorted = values.toSorted();
    const at = (p) => sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0;
    return { median: at(0.5), p95: at(0.95), p99: at(0.99), worst: at(1) };
}
function count(values, above) {
    return values.reduce((total, value) => total + (value > above ? 1 : 0), 0);
}
function share(part, all) {
    return all === 0 ? 0 : part / all;
}
function meanOf(values) {
    const n = values.length;
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, halfWidth: n > 1 ? 1.96 * Math.sqrt(squares / (n - 1) / n) : Infinity };
}
function chance(hits, of) {
    if (of === 0)
        return { estimate: 0, low: 0, high: 1 };
    const z = 1.96;
    const p = hits / of;
    const center = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
    const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + ((z / of) * z) / (4 * of));
    return { estimate: p, low: hits === 0 ? 0 : center - half, high: center + half };
}
//# sourceMappingURL=simulation-summary.js.map