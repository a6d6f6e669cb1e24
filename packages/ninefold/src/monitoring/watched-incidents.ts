import type { Contract } from '../contract/contract.ts';
import { duration } from '../history/wording.ts';
import { EnvironmentError } from '../ports/errors.ts';
import { incidentPicture } from '../slo/incident-picture.ts';
import type { Incident } from '../slo/incident.ts';
import { incidentsOfSeries } from '../slo/incidents-of-series.ts';
import { errorRatioOf, stepsOf } from '../slo/reading.ts';
import type { Point, ReadingSource } from '../slo/reading.ts';
import { slosOf } from '../slo/slo.ts';
import { windowAt } from '../slo/window.ts';
import { alertsInAlertmanager, alertsInPrometheus, mergedAlerts } from './alerts.ts';
import type { MonitoringAddress } from './ask-json.ts';
import type { Prometheus } from './prometheus.ts';
import { readPoints, readSlo } from './read-slo.ts';

export interface WatchedInterval {
  readonly contract: Contract;
  readonly prometheus: Prometheus;
  readonly alertmanager?: MonitoringAddress;
  /** Wall times (ms). */
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly signal: AbortSignal;
  readonly showInstant: (wallMs: number) => string;
}

/** The incidents of the promised availability in an interval, as monitoring saw them. */
export interface WatchedIncidents {
  readonly service: string;
  readonly objective: number;
  readonly windowMs: number;
  readonly notes: readonly string[];
  /** Costliest first. */
  readonly incidents: readonly Incident[];
  /** Of the first. */
  readonly picture?: string;
  /** The time in the interval for which there are data (ms). */
  readonly observedMs: number;
}

/**
 * Reads them: the error ratio from raw series, step by step; from recorded ones where raw series are
 * no longer kept.
 *
 * @throws EnvironmentError when somebody can't be asked, or Prometheus has no data in the interval
 */
export async function watchedIncidents(interval: WatchedInterval): Promise<WatchedIncidents> {
  const { contract, prometheus, fromMs, toMs, nowMs, signal } = interval;
  const [slo] = slosOf(contract);
  if (slo === undefined) throw new EnvironmentError(`${contract.service} has no objective`);
  const read = (source: ReadingSource): ReturnType<typeof readPoints> =>
    readPoints(prometheus, slo, source, fromMs, toMs);
  const raw = await read('raw');
  const isKnown = ({ total }: Point): boolean => total !== undefined;
  const { points, stepMs } = raw.points.some(isKnown) ? raw : await read('rules');
  const known = points.filter(isKnown);
  if (known.length === 0) {
    throw new EnvironmentError(
      `${prometheus.shown} has no data of ${slo.service}'s ${slo.name} between ${interval.showInstant(fromMs)} and ${interval.showInstant(toMs)}`,
    );
  }
  const { window } = await readSlo(prometheus, slo, toMs);
  const { startMs, lengthMs } = windowAt(slo.window, toMs);
  const seen = await alertsInPrometheus(prometheus, slo.service, {
    fromMs,
    toMs,
    stepMs: stepsOf('raw', toMs - fromMs)[0] ?? stepMs,
  });
  const exact =
    interval.alertmanager === undefined
      ? []
      : await alertsInAlertmanager(interval.alertmanager, slo.service, nowMs, signal);
  const alerts = mergedAlerts(
    exact.filter((one) => one.startMs <= toMs && (one.endMs ?? Infinity) >= fromMs),
    seen,
  );
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
          picture: incidentPicture(
            first,
            points,
            stepMs,
            slo.objective,
            alerts,
            interval.showInstant,
          ),
        }),
    observedMs: known.length * stepMs,
  };
}
