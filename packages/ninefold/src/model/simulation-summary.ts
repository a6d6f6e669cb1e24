import type { SimulationRun } from './simulate.ts';

/** An estimate and its 95 % confidence interval. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Quantiles of something in ms; absent when it never happened. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly worst: number;
}

/** What simulated years say of a promise. Times in ms. */
export interface SimulationSummary {
  readonly years: number;
  readonly events: number;
  readonly unavailability: Interval;
  /** The chance that a window's bad time exceeds what the objective allows, and the agreement. */
  readonly objectiveMissed: Interval;
  readonly agreementBroken: Interval;
  readonly windowDowntime: Spread;
  readonly yearDowntime: Spread;
  readonly longestOutageOfYear: Spread;
  readonly outagesPerYear: number;
  /** How long outages last; a part of the traffic counts as so much shorter an outage. */
  readonly outageLength?: Spread;
  /** The share of outages longer than the promised RTO. */
  readonly longerThanRto: number;
  /** How old the writes are that switch-overs of asynchronous stores lose. */
  readonly lostWriteAge?: Spread;
  /** The share of those older than the promised RPO. */
  readonly olderThanRpo: number;
}

export interface SummaryPromise {
  readonly objective: number;
  readonly agreement: number;
  readonly windowMs: number;
  readonly rtoMs: number;
  readonly rpoMs: number;
}

/** Puts runs of different seeds together: more years of the same design. */
export function mergeRuns(runs: readonly SimulationRun[]): SimulationRun {
  const sum = (of: (run: SimulationRun) => number): number =>
    runs.reduce((total, run) => total + of(run), 0);
  const join = (of: (run: SimulationRun) => Float64Array): Float64Array => {
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
export function summariseRun(run: SimulationRun, promise: SummaryPromise): SimulationSummary {
  const yearMs = 8760 * 3_600_000;
  const { mean, halfWidth } = meanOf(run.yearly);
  const exceeds = (share: number): Interval => {
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

const never: Spread = { median: 0, p95: 0, p99: 0, worst: 0 };

function optional<K extends string>(key: K, spread: Spread | undefined): { [P in K]?: Spread } {
  // oxlint-disable-next-line no-unsafe-type-assertion -- a computed key widens to string
  return (spread === undefined ? {} : { [key]: spread }) as { [P in K]?: Spread };
}

function spreadOf(values: Float64Array): Spread | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted();
  const at = (p: number): number => sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0;
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), worst: at(1) };
}

function count(values: Float64Array, above: number): number {
  return values.reduce((total, value) => total + (value > above ? 1 : 0), 0);
}

function share(part: number, all: number): number {
  return all === 0 ? 0 : part / all;
}

function meanOf(values: Float64Array): { mean: number; halfWidth: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, halfWidth: n > 1 ? 1.96 * Math.sqrt(squares / (n - 1) / n) : Infinity };
}

function chance(hits: number, of: number): Interval {
  if (of === 0) return { estimate: 0, low: 0, high: 1 };
  const z = 1.96;
  const p = hits / of;
  const center = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + ((z / of) * z) / (4 * of));
  return { estimate: p, low: hits === 0 ? 0 : center - half, high: center + half };
}
