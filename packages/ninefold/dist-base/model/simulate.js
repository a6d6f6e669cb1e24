import { compileDesign, msPerHour } from './compiled-design.js';
import { RandomStream } from './random-stream.js';
import { SimulatedSystem } from './simulated-system.js';
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
export function simulate({ design, years, windowMs, seed }) {
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
            const at = repairedAt[i];
            if (at < now) {
                now = at;
                slot = i;
            }
        }
        if (since >= 0 && system.tiersDown === 0 && system.stoppedUntil <= now) {
            tally.outage(since, Math.min(system.stoppedUntil, horizon));
            since = -1;
        }
        if (now >= horizon)
            break;
        if (slot >= 0) {
            system.repair(slot, now);
            events++;
        }
        else {
            failureAt = now + random.exponential() / totalRate;
            const unit = system.chooseUnit();
            if (isDown[unit] === 1)
                continue;
            system.fail(unit, now);
            events++;
        }
        if (since < 0) {
            if (system.tiersDown > 0 || system.stoppedUntil > now)
                since = now;
        }
        else if (system.tiersDown === 0 && system.stoppedUntil <= now) {
            tally.outage(since, now);
            since = -1;
        }
    }
    if (since >= 0)
        tally.outage(since, horizon);
    const { switchOvers, manualRecoveries } = system;
    return { years, events, switchOvers, manualRecoveries, ...tally.results() };
}
/** Adds outages up, in hours. */
class Tally {
    #horizon;
    #windowHours;
    #windows;
    #yearly;
    #longest;
    #lengths = [];
    #losses = [];
    #outages = 0;
    constructor(horizon, windowHours, years) {
        this.#horizon = horizon;
        this.#windowHours = windowHours;
        this.#windows = new Float64Array(Math.floor(horizon / windowHours));
        this.#yearly = new Float64Array(years);
        this.#longest = new Float64Array(years);
    }
    outage(from, to) {
        if (from >= this.#horizon || to <= from)
            return;
        this.#outages++;
        if (this.#lengths.length < MAX_SAMPLES)
            this.#lengths.push(to - from);
        addUp(this.#windows, this.#windowHours, from, to);
        addUp(this.#yearly, HOURS_OF_YEAR, from, to);
        const year = Math.floor(from / HOURS_OF_YEAR);
        this.#longest[year] = Math.max(this.#longest[year] ?? 0, to - from);
    }
    lose(hours) {
        if (this.#losses.length < MAX_SAMPLES)
            this.#losses.push(hours);
    }
    results() {
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
function inMs(hours) {
    const ms = new Float64Array(hours.length);
    for (let i = 0; i < hours.length; i++)
        ms[i] = hours[i] * msPerHour;
    return ms;
}
/** An outage may reach over several windows. */
function addUp(windows, length, from, to) {
    for (let at = from; at < to;) {
        const index = Math.floor(at / length);
        if (index >= windows.length)
            return;
        // Never the same instant again, whatever the rounding.
        const until = Math.min(to, Math.max((index + 1) * length, at + length * Number.EPSILON));
        windows[index] = (windows[index] ?? 0) + until - at;
        at = until;
    }
}
//# sourceMappingURL=simulate.js.map