import { duration } from '../history/wording.js';
import { EnvironmentError } from '../ports/errors.js';
import { incidentPicture } from '../slo/incident-picture.js';
import { incidentsOfSeries } from '../slo/incidents-of-series.js';
import { errorRatioOf, stepsOf } from '../slo/reading.js';
import { slosOf } from '../slo/slo.js';
import { windowAt } from '../slo/window.js';
import { alertsInAlertmanager, alertsInPrometheus, mergedAlerts } from './alerts.js';
import { readPoints, readSlo } from './read-slo.js';
/**
 * Reads them: the error ratio from raw series, step by step; from recorded ones where raw series are
 * no longer kept.
 *
 * @throws EnvironmentError when somebody can't be asked, or Prometheus has no data in the interval
 */
export async function watchedIncidents(interval) {
    const { contract, prometheus, fromMs, toMs, nowMs, signal } = interval;
    const [slo] = slosOf(contract);
    if (slo === undefined)
        throw new EnvironmentError(`${contract.service} has no objective`);
    const read = (source) => readPoints(prometheus, slo, source, fromMs, toMs);
    const raw = await read('raw');
    const isKnown = ({ total }) => total !== undefined;
    const { points, stepMs } = raw.points.some(isKnown) ? raw : await read('rules');
    const known = points.filter(isKnown);
    if (known.length === 0) {
        throw new EnvironmentError(`${prometheus.shown} has no data of ${slo.service}'s ${slo.name} between ${interval.showInstant(fromMs)} and ${interval.showInstant(toMs)}`);
    }
    const { window } = await readSlo(prometheus, slo, toMs);
    const { startMs, lengthMs } = windowAt(slo.window, toMs);
    const seen = await alertsInPrometheus(prometheus, slo.service, {
        fromMs,
        toMs,
        stepMs: stepsOf('raw', toMs - fromMs)[0] ?? stepMs,
    });
    const exact = interval.alertmanager === undefined
        ? []
        : await alertsInAlertmanager(interval.alertmanager, slo.service, nowMs, signal);
    const alerts = mergedAlerts(exact.filter((one) => one.startMs <= toMs && (one.endMs ?? Infinity) >= fromMs), seen);
    const elapsedMs = Math.max(1, toMs - startMs);
    const incidents = incidentsOfSeries({
        slo,
        points,
        stepMs,
        window,
        elapsedMs,
        lengthMs,
        alerts,
    }).toSorted((a, b) => b.budgetMinutes - a.budgetMinutes);
    const [first] = incidents;
    const idle = known.filter((point) => errorRatioOf(point) === undefined).length;
    return {
        service: slo.service,
        objective: slo.objective,
        windowMs: lengthMs,
        notes: [
            `Times of clients are exact to a step of ${duration(stepMs)}; an incident that began in the middle of one may look that much longer.`,
            ...(known.length < points.length
                ? [
                    `There are no data for ${duration((points.length - known.length) * stepMs)} of the interval: nobody knows what happened then.`,
                ]
                : []),
            ...(idle > 0 ? [`There were no events for ${duration(idle * stepMs)} of it.`] : []),
        ],
        incidents,
        ...(first === undefined
            ? {}
            : {
                picture: incidentPicture(first, points, stepMs, slo.objective, alerts, interval.showInstant),
            }),
        observedMs: known.length * stepMs,
    };
}
//# sourceMappingURL=watched-incidents.js.map