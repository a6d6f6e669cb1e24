import { budgetOf, burnRate } from './budget.ts';
import type { Incident } from './incident.ts';
import { incidentsOfSeries } from './incidents-of-series.ts';
import { errorRatioOf } from './reading.ts';
import type { Point, Reading, ReadingSource } from './reading.ts';
import type { Slo } from './slo.ts';
import { sloId } from './slo.ts';
import { windowSoFar } from './window-so-far.ts';

/** What a monitoring system said about one SLO. */
export interface SloReadings {
  /** Which series of Prometheus; absent when somebody else was asked. */
  readonly source?: ReadingSource;
  /** Over what has passed of the window. */
  readonly window: Reading;
  /** Error ratios by window; NaN: no events; absent: no data. */
  readonly burn: readonly { readonly windowMs: number; readonly ratio?: number }[];
  /** Over what has passed of the window, one a step, those without data too. */
  readonly points: readonly Point[];
  readonly stepMs: number;
}

/** The budget of one SLO at an instant. */
export interface ObjectiveStatus {
  readonly name: string;
  readonly description: string;
  readonly objective: number;
  readonly agreement?: number;
  /**
   * `kept`: the budget is not spent; `broken`: it is; `unknown`: there are no data, or none of late,
   * and no data are no perfect score.
   */
  readonly state: 'kept' | 'broken' | 'unknown';
  /** Why it is not known, or what restricts it; one sentence each, without a final period. */
  readonly reasons: readonly string[];
  /** The agreement's own budget is spent, too. */
  readonly agreementBroken: boolean;
  /** The share of good events in the window so far; absent when there were none. */
  readonly current?: number;
  /** Minutes of total outage; absent when `current` is. */
  readonly budget?: {
    readonly totalMinutes: number;
    readonly leftMinutes: number;
    readonly spentRatio: number;
  };
  /** At the pace of the first long burn window (ms); absent: at this pace it never does. */
  readonly runsOutInMs?: number;
  /** Shortest window first; `rate` is absent where there are no data, 0 where there were no events. */
  readonly burn: readonly { readonly windowMs: number; readonly rate?: number }[];
  /** The share of the window so far for which there are data (0 to 1). */
  readonly coverage: number;
  /** Which series of Prometheus told all this; absent when somebody else did. */
  readonly source?: ReadingSource;
  /** What spent the budget, costliest first. */
  readonly incidents: readonly Incident[];
  /** What was spent outside of incidents (minutes). */
  readonly everydayMinutes?: number;
}

/** Data that cover less than this are told (0 to 1). */
const COVERED = 0.99;

/** The budget at an instant (wall time, ms), from what monitoring said. */
export function statusOf(slo: Slo, readings: SloReadings, wallMs: number): ObjectiveStatus {
  const { startMs, lengthMs, sinceMs, elapsedMs, knownMs } = windowSoFar(
    slo.window,
    readings,
    wallMs,
  );
  const coverage = Math.min(1, knownMs / Math.max(1, wallMs - startMs));
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
    ...(readings.source === undefined ? {} : { source: readings.source }),
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
  const incidents = incidentsOfSeries({
    ...readings,
    slo,
    toMs: wallMs,
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
    agreementBroken:
      slo.agreement !== undefined &&
      budgetOf({ objective: slo.agreement, windowMs: lengthMs, elapsedMs, errorRatio }).spentRatio >
        1,
    current: 1 - errorRatio,
    budget: { totalMinutes, leftMinutes, spentRatio },
    ...(silent || runsOutInMs === Infinity ? {} : { runsOutInMs }),
    incidents,
    everydayMinutes: Math.max(0, totalMinutes - leftMinutes - spentByIncidents),
  };
}

/** The pace is that of an hour: shorter windows jump about (ms). */
const PACE_MS = 3_600_000;
