import { percent } from '../history/wording.js';
import { errorRatioOf } from './reading.js';
import { sloId } from './slo.js';
/** Good steps that end an incident: a single one between bad ones is part of it. */
const QUIET_STEPS = 3;
/**
 * The stretches in which the budget was spent faster than the objective allows (burn rate above 1),
 * in order. One with fewer bad events than the objective's floor is none. A step is the resolution of
 * every instant. Events count as in the budget: by their share of all events of the window.
 */
export function incidentsOfSeries(input) {
    const { slo, points } = input;
    const stretches = [];
    let quiet = Infinity;
    for (const point of points) {
        const ratio = errorRatioOf(point);
        if (ratio === undefined)
            continue;
        quiet += 1;
        if (ratio <= 1 - slo.objective)
            continue;
        const last = stretches.at(-1);
        if (last === undefined || quiet > QUIET_STEPS)
            stretches.push([point]);
        else
            last.push(point);
        quiet = 0;
    }
    const lastSeenMs = points.findLast((point) => errorRatioOf(point) !== undefined)?.atMs ?? 0;
    return stretches
        .map((stretch) => incidentOf(input, stretch, lastSeenMs))
        .filter(({ bad }) => bad >= slo.floor - 0.5 && bad > 0)
        .map((one) => ({ ...one, bad: Math.round(one.bad), total: Math.round(one.total) }));
}
function incidentOf(input, bad, lastSeenMs) {
    const { slo, points, stepMs, elapsedMs, lengthMs } = input;
    const startMs = (bad[0]?.atMs ?? 0) - stepMs;
    const endMs = bad.at(-1)?.atMs ?? 0;
    const within = points.filter(({ atMs }) => atMs > startMs && atMs <= endMs);
    const eventsOf = (key) => within.reduce((sum, point) => sum + ((point[key] ?? 0) * stepMs) / 1000, 0);
    const allowed = (1 - slo.objective) * (input.window.total ?? 0) * (elapsedMs / 1000);
    const share = allowed > 0 ? (eventsOf('bad') / allowed) * (elapsedMs / lengthMs) : 0;
    const ended = endMs < lastSeenMs;
    const alerts = input.alerts.filter((one) => one.startMs <= endMs + stepMs * QUIET_STEPS && (one.endMs ?? Infinity) >= startMs);
    // One that fired long before is of something else.
    const noticing = alerts.filter((one) => one.startMs >= startMs - QUIET_STEPS * stepMs);
    const noticedMs = Math.min(...noticing.map((one) => Math.max(startMs, one.startMs)));
    const wellMs = Math.max(endMs, ...alerts.map((one) => one.endMs ?? Infinity));
    return {
        title: sloId(slo),
        startedAtMs: startMs,
        ...(noticing.length > 0 ? { detectionMs: noticedMs - startMs } : {}),
        ...(ended ? { mitigationMs: endMs - startMs } : {}),
        ...(ended && wellMs < Infinity ? { recoveryMs: wellMs - startMs } : {}),
        bad: eventsOf('bad'),
        total: eventsOf('total'),
        budgetMinutes: (share * (1 - slo.objective) * lengthMs) / 60_000,
        budgetShare: share,
        timeline: timelineOf(bad, alerts, startMs, ended ? endMs : undefined),
    };
}
function timelineOf(bad, alerts, startMs, endMs) {
    const worst = bad.toSorted((a, b) => (errorRatioOf(b) ?? 0) - (errorRatioOf(a) ?? 0))[0];
    const entry = (atMs, text) => ({ afterMs: atMs - startMs, text });
    return [
        entry(startMs, 'clients: errors beyond what the objective allows begin'),
        ...(worst === undefined
            ? []
            : [
                entry(worst.atMs, `clients: the worst, ${percent(errorRatioOf(worst) ?? 0, 'up')} of events bad`),
            ]),
        ...(endMs === undefined ? [] : [entry(endMs, 'clients: served as promised again')]),
        ...alerts.flatMap((alert) => [
            entry(alert.startMs, `${nameOf(alert)} fires${alert.summary === undefined ? '' : `: ${alert.summary}`}`),
            ...(alert.endMs === undefined ? [] : [entry(alert.endMs, `${nameOf(alert)} ends`)]),
        ]),
    ].toSorted((a, b) => a.afterMs - b.afterMs);
}
function nameOf({ name, severity }) {
    return severity === undefined ? `alert ${name}` : `alert ${name} (${severity})`;
}
//# sourceMappingURL=incidents-of-series.js.map