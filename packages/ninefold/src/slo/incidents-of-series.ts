import { percent } from '../history/wording.ts';
import { endsWithIncident, tellsOfIncident } from './alert-span.ts';
import type { AlertSpan } from './alert-span.ts';
import type { Incident, TimelineEntry } from './incident.ts';
import { errorRatioOf } from './reading.ts';
import type { Point } from './reading.ts';
import { sloId } from './slo.ts';
import type { Slo } from './slo.ts';
import { budgetCost, windowSoFar } from './window-so-far.ts';
import type { EventHistory } from './window-so-far.ts';
import { lastInWindowOf } from './window.ts';

export interface SeriesInput {
  readonly slo: Slo;
  /** In order, one a step. */
  readonly points: readonly Point[];
  readonly stepMs: number;
  /** Over the windows that incidents may be in. Default: `points` are. */
  readonly history?: EventHistory;
  /** Until when it is looked (wall time, ms). */
  readonly toMs: number;
  readonly alerts: readonly AlertSpan[];
}

/** Good steps that end an incident: a single one between bad ones is part of it. */
const QUIET_STEPS = 3;

/**
 * The stretches in which the budget was spent faster than the objective allows (burn rate above 1),
 * in order. One with fewer bad events than the objective's floor is none. A step is the resolution of
 * every instant. What one costs is told by the last window that it is in.
 */
export function incidentsOfSeries(input: SeriesInput): readonly Incident[] {
  const { slo, points } = input;
  const stretches: Point[][] = [];
  let quiet = Infinity;
  for (const point of points) {
    const ratio = errorRatioOf(point);
    if (ratio === undefined) continue;
    quiet += 1;
    if (ratio <= 1 - slo.objective) continue;
    const last = stretches.at(-1);
    if (last === undefined || quiet > QUIET_STEPS) stretches.push([point]);
    else last.push(point);
    quiet = 0;
  }
  const lastSeenMs = points.findLast((point) => errorRatioOf(point) !== undefined)?.atMs ?? 0;
  return stretches
    .map((stretch) => incidentOf(input, stretch, lastSeenMs))
    .filter(({ bad }) => bad >= slo.floor - 0.5 && bad > 0)
    .map((one) => ({ ...one, bad: Math.round(one.bad), total: Math.round(one.total) }));
}

function incidentOf(input: SeriesInput, bad: readonly Point[], lastSeenMs: number): Incident {
  const { slo, points, stepMs, history = input, toMs } = input;
  const startMs = (bad[0]?.atMs ?? 0) - stepMs;
  const endMs = bad.at(-1)?.atMs ?? 0;
  const within = points.filter(({ atMs }) => atMs > startMs && atMs <= endMs);
  const eventsOf = (key: 'bad' | 'total'): number =>
    within.reduce((sum, point) => sum + ((point[key] ?? 0) * stepMs) / 1000, 0);
  // An instant within its first step tells which windows it is in.
  const lastMs = lastInWindowOf(slo.window, startMs + stepMs - 1, toMs);
  const window = windowSoFar(slo.window, history, lastMs);
  const cost = budgetCost(eventsOf('bad'), window, slo.objective);
  const ended = endMs < lastSeenMs;
  const alerts = input.alerts.filter(
    (one) => one.startMs <= endMs + stepMs * QUIET_STEPS && (one.endMs ?? Infinity) >= startMs,
  );
  // One that fired long before is of something else.
  const noticing = alerts.filter(
    (one) => tellsOfIncident(one) && one.startMs >= startMs - QUIET_STEPS * stepMs,
  );
  const noticedMs = Math.min(...noticing.map((one) => Math.max(startMs, one.startMs)));
  const endings = alerts.filter(endsWithIncident).map((one) => one.endMs ?? Infinity);
  const wellMs = Math.max(endMs, ...endings);
  return {
    title: sloId(slo),
    startedAtMs: startMs,
    ...(noticing.length > 0 ? { detectionMs: noticedMs - startMs } : {}),
    ...(ended ? { mitigationMs: endMs - startMs } : {}),
    ...(ended && wellMs < Infinity ? { recoveryMs: wellMs - startMs } : {}),
    bad: eventsOf('bad'),
    total: eventsOf('total'),
    budgetMinutes: cost.minutes,
    budgetShare: cost.share,
    timeline: timelineOf(bad, alerts, startMs, ended ? endMs : undefined),
  };
}

function timelineOf(
  bad: readonly Point[],
  alerts: readonly AlertSpan[],
  startMs: number,
  endMs: number | undefined,
): readonly TimelineEntry[] {
  const worst = bad.toSorted((a, b) => (errorRatioOf(b) ?? 0) - (errorRatioOf(a) ?? 0))[0];
  const entry = (atMs: number, text: string): TimelineEntry => ({ afterMs: atMs - startMs, text });
  return [
    entry(startMs, 'clients: errors beyond what the objective allows begin'),
    ...(worst === undefined
      ? []
      : [
          entry(
            worst.atMs,
            `clients: the worst, ${percent(errorRatioOf(worst) ?? 0, 'up')} of events bad`,
          ),
        ]),
    ...(endMs === undefined ? [] : [entry(endMs, 'clients: served as promised again')]),
    ...alerts.flatMap((alert) => [
      entry(
        alert.startMs,
        `${nameOf(alert)} fires${alert.summary === undefined ? '' : `: ${alert.summary}`}`,
      ),
      ...(alert.endMs === undefined ? [] : [entry(alert.endMs, `${nameOf(alert)} ends`)]),
    ]),
  ].toSorted((a, b) => a.afterMs - b.afterMs);
}

function nameOf({ name, severity }: AlertSpan): string {
  return severity === undefined ? `alert ${name}` : `alert ${name} (${severity})`;
}
