import { budgetOf, burnRate } from './budget.js';
import { incidentsOfSeries } from './incidents-of-series.js';
import { errorRatioOf } from './reading.js';
import { sloId } from './slo.js';
import { windowAt } from './window.js';
/** Data that cover less than this are told (0 to 1). */
const COVERED = 0.99;
/** The budget at an instant (wall time, ms), from what monitoring said. */
export function statusOf(slo, readings, wallMs) {
    const { startMs, lengthMs } = windowAt(slo.window, wallMs);
    const sinceMs = dataSinceMs(slo, readings) ?? startMs;
    const elapsedMs = Math.max(1, wallMs - sinceMs);
    const covered = readings.points.filter(({ total }) => total !== undefined).length;
    const coverage = readings.points.length === 0 ? 0 : covered / readings.points.length;
    const base = {
        name: sloId(slo),
        description: slo.description,
        objective: slo.objective,
        ...(slo.agreement === undefined ? {} : { agreement: slo.agreement }),
        burn: readings.burn.map(({ windowMs, ratio }) => ({
            windowMs,
            ...(ratio === undefined
                ? {}
                : { rate: Number.isNaN(ratio) ? 0 : burnRate(Math.max(0, ratio), slo.objective) }),
        })),
        coverage,
    };
    const errorRatio = errorRatioOf(readings.window);
    if (errorRatio === undefined) {
        const noEvents = readings.window.total !== undefined && readings.window.bad !== undefined;
        const reason = noEvents ? 'there were no events in the window' : 'there are no data';
        return { ...base, state: 'unknown', reasons: [reason], agreementBroken: false, incidents: [] };
    }
    const pace = readings.burn.find(({ windowMs }) => windowMs >= PACE_MS);
    const recent = pace?.ratio;
    const budget = budgetOf({
        objective: slo.objective,
        windowMs: lengthMs,
        elapsedMs,
        errorRatio,
        recentErrorRatio: recent === undefined || Number.isNaN(recent) ? 0 : Math.max(0, recent),
    });
    // Rates are means over all of the window; events are the same in the part of it that has data.
    const { bad, total } = readings.window;
    const scale = (wallMs - startMs) / elapsedMs;
    const incidents = incidentsOfSeries({
        ...readings,
        window: { bad: (bad ?? 0) * scale, total: (total ?? 0) * scale },
        slo,
        elapsedMs,
        lengthMs,
        alerts: [],
    }).toSorted((a, b) => b.budgetMinutes - a.budgetMinutes);
    const { totalMinutes, leftMinutes, spentRatio, runsOutInMs } = budget;
    const silent = pace !== undefined && recent === undefined;
    const broken = spentRatio > 1;
    const spentByIncidents = incidents.reduce((sum, one) => sum + one.budgetMinutes, 0);
    return {
        ...base,
        state: broken ? 'broken' : silent ? 'unknown' : 'kept',
        reasons: [
            ...(silent ? ['there have been no data of late'] : []),
            ...(sinceMs - startMs > lengthMs * (1 - COVERED)
                ? ['the data begin within the window; nothing is taken to have been spent before']
                : coverage < COVERED
                    ? [
                        'the data do not cover the whole window; what is not covered is taken to be like the rest',
                    ]
                    : []),
        ],
        agreementBroken: slo.agreement !== undefined &&
            budgetOf({ objective: slo.agreement, windowMs: lengthMs, elapsedMs, errorRatio }).spentRatio >
                1,
        current: 1 - errorRatio,
        budget: { totalMinutes, leftMinutes, spentRatio },
        ...(silent || runsOutInMs === Infinity ? {} : { runsOutInMs }),
        incidents,
        everydayMinutes: Math.max(0, totalMinutes - leftMinutes - spentByIncidents),
    };
}
/**
 * When the data of a rolling window begin (wall time, ms): what was before is no time that has passed,
 * as in `slo:elapsed:ratio` of the rules. Two bad hours of a new service are not a bad month.
 */
function dataSinceMs({ window }, { points, stepMs }) {
    if (window.kind === 'calendar')
        return undefined;
    const first = points.find(({ total }) => total !== undefined);
    return first === undefined ? undefined : first.atMs - stepMs;
}
/** The pace is that of an hour: shorter windows jump about (ms). */
const PACE_MS = 3_600_000;
//# sourceMappingURL=status.js.map