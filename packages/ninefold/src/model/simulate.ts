import { compileDesign, msPerHour } from './compiled-design.ts';
import type { Design } from './design.ts';
import { RandomStream } from './random-stream.ts';
import { SimulatedSystem } from './simulated-system.ts';

export interface SimulationOptions {
  readonly design: Design;
  readonly years: number;
  /** The window of the promise (ms). */
  readonly windowMs: number;
  readonly seed: number;
}

/** What was seen in some simulated years; runs of other seeds can be put together. Times in ms. */
export interface SimulationRun {
  readonly years: number;
  /** Failures and repairs. */
  readonly events: number;
  readonly outages: number;
  readonly switchOvers: number;
  readonly manualRecoveries: number;
  /** Bad time of each window, one after the other. */
  readonly windows: Float64Array;
  readonly yearly: Float64Array;
  /** The longest outage that began in each year. */
  readonly longest: Float64Array;
  /** How long outages lasted, and how old lost writes were: the first 100,000 of each. */
  readonly lengths: Float64Array;
  readonly losses: Float64Array;
}

const MAX_SAMPLES = 100_000;
const HOURS_OF_YEAR = 8760;

/**
 * Lives through some years, event by event. Failures come as one exponential clock of all units; who
 * fails is drawn by its rate, and a draw that meets a unit that is down already changes nothing (exact
 * thinning). Repairs take times of any shape; few are under way at once, so the next is found by
 * looking at each. A part of the traffic that is lost counts as so much shorter an outage.
 *
 * Starts with everything up.
 */
export function simulate({ design, years, windowMs, seed }: SimulationOptions): SimulationRun {
  const compiled = compileDesign(design);
  const random = new RandomStream(seed);
  const system = new SimulatedSystem(compiled, random);
  const horizon = years * HOURS_OF_YEAR;
  const tally = new Tally(horizon, windowMs / msPerHour, years);
  system.onLoss = (hours) => {
    tally.lose(hours);
  };
  const { totalRate } = compiled;
  const { isDown, repairedAt } = system;
  let events = 0;
  let since = -1;
  let failureAt = random.exponential() / totalRate;
  for (;;) {
    let now = failureAt;
    let slot = -1;
    for (let i = 0; i < system.repairs; i++) {
      const at = repairedAt[i] as number;
      if (at < now) {
        now = at;
        slot = i;
      }
    }
    if (since >= 0 && system.tiersDown === 0 && system.stoppedUntil <= now) {
      tally.outage(since, Math.min(system.stoppedUntil, horizon));
      since = -1;
    }
    if (now >= horizon) break;
    if (slot >= 0) {
      system.repair(slot, now);
      events++;
    } else {
      failureAt = now + random.exponential() / totalRate;
      const unit = system.chooseUnit();
      if (isDown[unit] === 1) continue;
      system.fail(unit, now);
      events++;
    }
    if (since < 0) {
      if (system.tiersDown > 0 || system.stoppedUntil > now) since = now;
    } else if (system.tiersDown === 0 && system.stoppedUntil <= now) {
      tally.outage(since, now);
      since = -1;
    }
  }
  if (since >= 0) tally.outage(since, horizon);
  const { switchOvers, manualRecoveries } = system;
  return { years, events, switchOvers, manualRecoveries, ...tally.results() };
}

/** Adds outages up, in hours. */
class Tally {
  readonly #horizon: number;
  readonly #windowHours: number;
  readonly #windows: Float64Array;
  readonly #yearly: Float64Array;
  readonly #longest: Float64Array;
  readonly #lengths: number[] = [];
  readonly #losses: number[] = [];
  #outages = 0;

  constructor(horizon: number, windowHours: number, years: number) {
    this.#horizon = horizon;
    this.#windowHours = windowHours;
    this.#windows = new Float64Array(Math.floor(horizon / windowHours));
    this.#yearly = new Float64Array(years);
    this.#longest = new Float64Array(years);
  }

  outage(from: number, to: number): void {
    if (from >= this.#horizon || to <= from) return;
    this.#outages++;
    if (this.#lengths.length < MAX_SAMPLES) this.#lengths.push(to - from);
    addUp(this.#windows, this.#windowHours, from, to);
    addUp(this.#yearly, HOURS_OF_YEAR, from, to);
    const year = Math.floor(from / HOURS_OF_YEAR);
    this.#longest[year] = Math.max(this.#longest[year] ?? 0, to - from);
  }

  lose(hours: number): void {
    if (this.#losses.length < MAX_SAMPLES) this.#losses.push(hours);
  }

  results(): Pick<
    SimulationRun,
    'outages' | 'windows' | 'yearly' | 'longest' | 'lengths' | 'losses'
  > {
    return {
      outages: this.#outages,
      windows: inMs(this.#windows),
      yearly: inMs(this.#yearly),
      longest: inMs(this.#longest),
      lengths: inMs(this.#lengths),
      losses: inMs(this.#losses),
    };
  }
}

/** A loop, since `Float64Array.from` with a function takes about three times as long. */
function inMs(hours: ArrayLike<number>): Float64Array {
  const ms = new Float64Array(hours.length);
  for (let i = 0; i < hours.length; i++) ms[i] = (hours[i] as number) * msPerHour;
  return ms;
}

/** An outage may reach over several windows. */
function addUp(windows: Float64Array, length: number, from: number, to: number): void {
  for (let at = from; at < to;) {
    const index = Math.floor(at / length);
    if (index >= windows.length) return;
    // Never the same instant again, whatever the rounding.
    const until = Math.min(to, Math.max((index + 1) * length, at + length * Number.EPSILON));
    windows[index] = (windows[index] ?? 0) + until - at;
    at = until;
  }
}
