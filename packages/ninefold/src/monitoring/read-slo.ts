import { finestStepsOf, pointQueries, questionsOf, stepsOf } from '../slo/reading.ts';
import type { Point, Reading, ReadingSource } from '../slo/reading.ts';
import { SLOW_MS } from '../slo/recording.ts';
import type { Slo } from '../slo/slo.ts';
import type { SloReadings } from '../slo/status.ts';
import type { EventHistory } from '../slo/window-so-far.ts';
import { windowAt } from '../slo/window.ts';
import type { Prometheus, TimeRange } from './prometheus.ts';

/**
 * All that tells the budget of an SLO at an instant (wall time, ms), from one source.
 *
 * @throws EnvironmentError when Prometheus can't be asked
 */
export async function readSlo(
  prometheus: Prometheus,
  slo: Slo,
  wallMs: number,
): Promise<SloReadings> {
  const { startMs } = windowAt(slo.window, wallMs);
  const elapsedMs = Math.max(1000, wallMs - startMs);
  const history = await readHistory(prometheus, slo, startMs, wallMs);
  const questions = questionsOf(slo, history.source, elapsedMs);
  const [bad, total, burn] = await Promise.all([
    prometheus.value(questions.window.bad, wallMs),
    prometheus.value(questions.window.total, wallMs),
    Promise.all(
      questions.burn.map(async ({ windowMs, ratio }) => {
        const value = await prometheus.value(ratio, wallMs);
        return { windowMs, ...(value === undefined ? {} : { ratio: value }) };
      }),
    ),
  ]);
  return { ...history, window: reading(bad, total), burn };
}

/** Events and where they were read. */
export interface ReadHistory extends EventHistory {
  readonly source: ReadingSource;
}

/** Rules see a new service so much later than its raw series begin (ms): a rate, and a slice of it. */
const LATE_MS = 2 * SLOW_MS;

/**
 * What happened between two instants: from the series that Ninefold's rules record, where those know
 * as much as raw series do; else from raw series, which costs Prometheus more. Rules that were
 * installed yesterday do not know what a month of raw series does.
 *
 * @throws EnvironmentError when Prometheus can't be asked
 */
export async function readHistory(
  prometheus: Prometheus,
  slo: Slo,
  fromMs: number,
  toMs: number,
): Promise<ReadHistory> {
  const read = async (source: ReadingSource): Promise<ReadHistory> => ({
    source,
    ...(await readPoints(prometheus, slo, source, fromMs, toMs, stepsOf(source, toMs - fromMs))),
  });
  const rules = await read('rules');
  const lateMs = LATE_MS + rules.stepMs;
  if (knownMs(rules) >= toMs - fromMs - lateMs) return rules;
  const raw = await read('raw');
  return knownMs(rules) > 0 && knownMs(rules) >= knownMs(raw) - lateMs ? rules : raw;
}

/**
 * An interval as finely as scrapes allow, however long it is: from raw series, or from recorded ones
 * where raw ones are no longer kept.
 *
 * @throws EnvironmentError when Prometheus can't be asked
 */
export async function readFinely(
  prometheus: Prometheus,
  slo: Slo,
  fromMs: number,
  toMs: number,
): Promise<EventHistory> {
  const read = (source: ReadingSource): Promise<EventHistory> =>
    readPoints(prometheus, slo, source, fromMs, toMs, finestStepsOf(source));
  const [raw, rules] = await Promise.all([read('raw'), read('rules')]);
  return knownMs(raw) >= AS_MUCH * knownMs(rules) ? raw : rules;
}

/** For how long there are data (ms). */
export function knownMs({ points, stepMs }: EventHistory): number {
  return points.filter(({ total }) => total !== undefined).length * stepMs;
}

/** A finer step is taken when it shows nearly as much of the time as a coarser one (0 to 1). */
const AS_MUCH = 0.9;

/** Reads by the finest of the steps that scrapes allow: a rate needs two of them in each step. */
async function readPoints(
  prometheus: Prometheus,
  slo: Slo,
  source: ReadingSource,
  fromMs: number,
  toMs: number,
  stepsMs: readonly number[],
): Promise<EventHistory> {
  const all = await Promise.all(
    stepsMs.map(async (stepMs) => {
      const range = { fromMs: fromMs + stepMs, toMs, stepMs };
      return { points: await readSteps(prometheus, slo, source, range), stepMs };
    }),
  );
  const mostMs = Math.max(...all.map(knownMs));
  const chosen = all.find((one) => knownMs(one) >= AS_MUCH * mostMs) ?? all[0];
  return chosen ?? { points: [], stepMs: 0 };
}

async function readSteps(
  prometheus: Prometheus,
  slo: Slo,
  source: ReadingSource,
  range: TimeRange,
): Promise<readonly Point[]> {
  const queries = pointQueries(slo, source, range.stepMs);
  const [bad, total] = await Promise.all([
    prometheus.range(queries.bad, range),
    prometheus.range(queries.total, range),
  ]);
  const at = (series: typeof bad): ReadonlyMap<number, number> =>
    new Map(series[0]?.points.map(({ atMs, value }) => [atMs, value]));
  const [bads, totals] = [at(bad), at(total)];
  const instants = [...new Set([...bads.keys(), ...totals.keys()])].toSorted((a, b) => a - b);
  return instants.map((atMs) => ({ atMs, ...reading(bads.get(atMs), totals.get(atMs)) }));
}

function reading(bad: number | undefined, total: number | undefined): Reading {
  return { ...(bad === undefined ? {} : { bad }), ...(total === undefined ? {} : { total }) };
}
