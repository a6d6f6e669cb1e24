import { pointQueries, questionsOf, stepsOf } from '../slo/reading.js';
import { windowAt } from '../slo/window.js';
/**
 * All that tells the budget of an SLO at an instant (wall time, ms): from the series that Ninefold's
 * rules record; where there are none, from raw series, which costs Prometheus more.
 *
 * @throws EnvironmentError when Prometheus can't be asked
 */
export async function readSlo(prometheus, slo, wallMs) {
    const { startMs } = windowAt(slo.window, wallMs);
    const elapsedMs = Math.max(1000, wallMs - startMs);
    const recorded = await readWindow(prometheus, slo, 'rules', elapsedMs, wallMs);
    const source = recorded.total === undefined ? 'raw' : 'rules';
    const window = source === 'rules' ? recorded : await readWindow(prometheus, slo, 'raw', elapsedMs, wallMs);
    const burn = await Promise.all(questionsOf(slo, source, elapsedMs).burn.map(async ({ windowMs, ratio }) => {
        const value = await prometheus.value(ratio, wallMs);
        return { windowMs, ...(value === undefined ? {} : { ratio: value }) };
    }));
    return { source, window, burn, ...(await readPoints(prometheus, slo, source, startMs, wallMs)) };
}
async function readWindow(prometheus, slo, source, elapsedMs, wallMs) {
    const { window } = questionsOf(slo, source, elapsedMs);
    const [bad, total] = await Promise.all([
        prometheus.value(window.bad, wallMs),
        prometheus.value(window.total, wallMs),
    ]);
    return { ...(bad === undefined ? {} : { bad }), ...(total === undefined ? {} : { total }) };
}
/** A finer step is taken when it shows nearly as much of the time as a coarser one (0 to 1). */
const AS_MUCH = 0.9;
/**
 * Reads an interval as finely as the scrapes allow: a rate needs two of them in each step.
 *
 * @throws EnvironmentError when Prometheus can't be asked
 */
export async function readPoints(prometheus, slo, source, fromMs, toMs) {
    const all = await Promise.all(stepsOf(source, toMs - fromMs).map(async (stepMs) => {
        const points = await readSteps(prometheus, slo, source, {
            fromMs: fromMs + stepMs,
            toMs,
            stepMs,
        });
        const known = points.filter(({ total }) => total !== undefined).length;
        return { points, stepMs, knownMs: known * stepMs };
    }));
    const mostMs = Math.max(...all.map(({ knownMs }) => knownMs));
    const chosen = all.find(({ knownMs }) => knownMs >= AS_MUCH * mostMs) ?? all[0];
    return { points: chosen?.points ?? [], stepMs: chosen?.stepMs ?? 0 };
}
async function readSteps(prometheus, slo, source, range) {
    const queries = pointQueries(slo, source, range.stepMs);
    const [bad, total] = await Promise.all([
        prometheus.range(queries.bad, range),
        prometheus.range(queries.total, range),
    ]);
    const at = (series) => new Map(series[0]?.points.map(({ atMs, value }) => [atMs, value]));
    const [bads, totals] = [at(bad), at(total)];
    const points = [];
    for (let atMs = Math.round(range.fromMs); atMs <= range.toMs; atMs += range.stepMs) {
        const [badRate, totalRate] = [bads.get(atMs), totals.get(atMs)];
        points.push({
            atMs,
            ...(badRate === undefined ? {} : { bad: badRate }),
            ...(totalRate === undefined ? {} : { total: totalRate }),
        });
    }
    return points;
}
//# sourceMappingURL=read-slo.js.map