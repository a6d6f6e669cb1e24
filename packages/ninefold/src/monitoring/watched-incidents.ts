import type { Contract } from '../contract/contract.ts';
import { duration } from '../history/wording.ts';
import { EnvironmentError } from '../ports/errors.ts';
import { incidentPicture } from '../slo/incident-picture.ts';
import type { Incident } from '../slo/incident.ts';
import { incidentsOfSeries } from '../slo/incidents-of-series.ts';
import { errorRatioOf } from '../slo/reading.ts';
import { slosOf } from '../slo/slo.ts';
import type { Slo } from '../slo/slo.ts';
import type { EventHistory } from '../slo/window-so-far.ts';
import { lastInWindowOf, windowAt } from '../slo/window.ts';
import { alertsInAlertmanager, alertsInPrometheus, mergedAlerts } from './alerts.ts';
import type { MonitoringAddress } from './ask-json.ts';
import type { Prometheus } from './prometheus.ts';
import { readFinely, readHistory } from './read-slo.ts';

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
  /** How exact times are (ms). */
  readonly stepMs: number;
}

/**
 * Reads them, as finely as scrapes allow, and what each cost by the window that it was in.
 *
 * @throws EnvironmentError when somebody can't be asked, or Prometheus has no data in the interval
 */
export async function watchedIncidents(interval: WatchedInterval): Promise<WatchedIncidents> {
  const { contract, prometheus, toMs, nowMs, signal } = interval;
  const [slo] = slosOf(contract);
  if (slo === undefined) throw new EnvironmentError(`${contract.service} has no objective`);
  const history = await historyOf(slo, interval);
  const [begin] = history.points;
  // Years in which there was no Prometheus need not be read.
  const fromMs = Math.max(interval.fromMs, (begin?.atMs ?? toMs) - history.stepMs - MARGIN_MS);
  const { points, stepMs } = await readFinely(prometheus, slo, Math.min(fromMs, toMs), toMs);
  const known = points.filter(({ total }) => total !== undefined);
  if (known.length === 0) {
    throw new EnvironmentError(
      `${prometheus.shown} has no data of ${slo.service}'s ${slo.name} between ${interval.showInstant(interval.fromMs)} and ${interval.showInstant(toMs)}`,
    );
  }
  const seen = await alertsInPrometheus(prometheus, slo.service, {
    fromMs,
    toMs,
    stepMs: ALERT_STEP_MS,
  });
  const exact =
    interval.alertmanager === undefined
      ? []
      : await alertsInAlertmanager(interval.alertmanager, slo.service, nowMs, signal);
  const alerts = mergedAlerts(
    exact.filter((one) => one.startMs <= toMs && (one.endMs ?? Infinity) >= fromMs),
    seen,
  );
  const incidents = incidentsOfSeries({
    slo,
    points,
    stepMs,
    history,
    toMs,
    alerts,
  }).toSorted((a, b) => b.budgetMinutes - a.budgetMinutes);
  const [first] = incidents;
  const unknownMs = toMs - interval.fromMs - known.length * stepMs;
  const idle = known.filter((point) => errorRatioOf(point) === undefined).length;
  return {
    service: slo.service,
    objective: slo.objective,
    windowMs: windowAt(slo.window, first?.startedAtMs ?? toMs).lengthMs,
    notes: [
      `Times of clients are exact to a step of ${duration(stepMs)}; an incident that began in the middle of one may look that much longer.`,
      ...(unknownMs >= stepMs
        ? [
            `There are no data for ${duration(unknownMs)} of the interval: nobody knows what happened then.`,
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
    stepMs,
  };
}

/** Data may begin so much before the recorded ones do (ms). */
const MARGIN_MS = 3_600_000;
/** How exactly Prometheus is asked when alerts fired (ms). */
const ALERT_STEP_MS = 60_000;

/** Over every window that an incident of the interval may be in, from where data begin. */
async function historyOf(
  slo: Slo,
  { prometheus, fromMs, toMs }: WatchedInterval,
): Promise<EventHistory> {
  const { startMs } = windowAt(slo.window, lastInWindowOf(slo.window, fromMs, toMs));
  const earliestMs = Math.min(fromMs, startMs);
  const outline = await readHistory(prometheus, slo, earliestMs, toMs);
  const [begin] = outline.points;
  if (begin === undefined) return outline;
  // Steps of years are coarse, and data seldom as old as that.
  const beginMs = Math.max(earliestMs, begin.atMs - outline.stepMs - MARGIN_MS);
  return beginMs - earliestMs > (toMs - earliestMs) / 2
    ? readHistory(prometheus, slo, beginMs, toMs)
    : outline;
}
