import { compileDesign } from './compiled-design.js';
import { RandomStream } from './random-stream.js';
import { SimulatedSystem } from './simulated-system.js';
/**
 * The long-run unavailability by importance sampling, for outages too rare to wait for. The system is
 * regenerative: from all up to all up is a cycle, and the unavailability is the mean bad time of a cycle
 * over its mean length. Cycles for the bad time are biased, and weighted by their likelihood ratio;
 * cycles for the length are not ("measure-specific dynamic importance sampling", Goyal et al., IEEE
 * Trans. Computers 41, 1992).
 *
 * The bias is balanced failure biasing (Shahabuddin, Management Science 40, 1994) carried over to
 * repair times of any shape: while repairs are under way, a failure is forced before the next one ends
 * with a chance of 0.4, at an instant drawn from the exponential cut off there (the forced transitions
 * of Lewis & Böhm, 1984). So weights stay bounded, where merely raising the failure rate would give
 * lognormal repairs an infinite variance. Which unit fails is drawn half by rate and half evenly. Once
 * members are too few somewhere, the cycle goes on without bias.
 */
export function estimateRareOutages(options) {
    const { design, seed, precision = 0.1, maxCycles = 1_000_000 } = options;
    const compiled = compileDesign(design);
    const cycle = new Cycle(compiled, new RandomStream(seed));
    const bad = new Moments();
    const length = new Moments();
    for (;;) {
        for (let i = 0; i < CYCLES_A_ROUND; i++) {
            // One in ten for the length, whose variance is small.
            if (i % 10 === 0)
                length.add(cycle.lengthOf());
            else
                bad.add(cycle.badTime());
        }
        const cycles = bad.count + length.count;
        const unavailability = bad.mean / length.mean;
        const variance = (bad.variance / bad.count + (unavailability ** 2 * length.variance) / length.count) /
            length.mean ** 2;
        const halfWidth = 1.96 * Math.sqrt(variance);
        const precise = cycles >= LEAST_CYCLES && unavailability > 0 && halfWidth <= precision * unavailability;
        if (precise || cycles >= maxCycles) {
            return { unavailability, halfWidth, cycles, events: cycle.events, precise };
        }
    }
}
const CYCLES_A_ROUND = 1000;
/** An interval from fewer is not to be trusted: what was never seen has no variance. */
const LEAST_CYCLES = 50_000;
/** The chance with which a failure is forced before the next repair ends. */
const FORCED = 0.4;
/** The least chance with which a biased switch-over fails. */
const MISSED = 0.25;
/** From all up to all up. */
class Cycle {
    #design;
    #random;
    #system;
    #weight = 1;
    #now = 0;
    #bad = 0;
    events = 0;
    constructor(design, random) {
        this.#design = design;
        this.#random = random;
        this.#system = new SimulatedSystem(design, random);
    }
    /** The length of a cycle without bias; the time until its first failure is its mean. */
    lengthOf() {
        this.#begin(false);
        while (this.#pending())
            this.#step(false);
        return 1 / this.#design.totalRate + this.#now;
    }
    /** The bad time of a biased cycle, times its weight. */
    badTime() {
        this.#begin(true);
        while (this.#pending())
            this.#step(this.#system.tiersDown === 0 && !this.#hit);
        return this.#bad * this.#weight;
    }
    #hit = false;
    #begin(biased) {
        const system = this.#system;
        system.renew();
        this.#weight = 1;
        this.#now = 0;
        this.#bad = 0;
        this.#hit = false;
        system.bias = biased ? this.#answered : undefined;
        this.#fail(biased);
    }
    #pending() {
        return this.#system.unitsDown > 0 || this.#system.stoppedUntil > this.#now;
    }
    #answered = (coverage) => {
        const missed = 1 - coverage;
        const drawn = this.#hit || missed === 0 ? missed : Math.max(missed, MISSED);
        const works = this.#random.uniform() >= drawn;
        if (drawn !== missed)
            this.#weight *= works ? coverage / (1 - drawn) : missed / drawn;
        return works;
    };
    /** Goes to the next failure, end of a repair or end of a switch-over. */
    #step(biased) {
        const system = this.#system;
        const stopped = system.stoppedUntil > this.#now;
        let next = stopped ? system.stoppedUntil : Infinity;
        let slot = -1;
        for (let i = 0; i < system.repairs; i++) {
            const at = system.repairedAt[i];
            if (at < next) {
                next = at;
                slot = i;
            }
        }
        const { rate } = this.#design;
        let upRate = 0;
        for (let unit = 0; unit < rate.length; unit++) {
            if (system.isDown[unit] === 0)
                upRate += rate[unit];
        }
        const wait = this.#waitForFailure(upRate, next - this.#now, biased);
        const until = wait < next - this.#now ? this.#now + wait : next;
        if (system.tiersDown > 0 || stopped)
            this.#bad += until - this.#now;
        this.#now = until;
        if (until < next)
            this.#fail(biased);
        else if (slot >= 0) {
            system.repair(slot, until);
            this.events++;
        }
        if (system.tiersDown > 0) {
            this.#hit = true;
        }
    }
    /** Until the next failure; Infinity when it comes after `limit`. */
    #waitForFailure(upRate, limit, biased) {
        if (!biased) {
            const wait = this.#random.exponential() / upRate;
            return wait < limit ? wait : Infinity;
        }
        const before = -Math.expm1(-upRate * limit);
        if (this.#random.uniform() < FORCED) {
            this.#weight *= before / FORCED;
            return -Math.log1p(-this.#random.uniform() * before) / upRate;
        }
        this.#weight *= (1 - before) / (1 - FORCED);
        return Infinity;
    }
    #fail(biased) {
        const system = this.#system;
        const { rate, units } = this.#design;
        const evenly = biased && this.#random.uniform() < 0.5;
        let unit;
        do
            unit = evenly ? this.#random.below(units) : system.chooseUnit();
        while (system.isDown[unit] === 1);
        if (biased) {
            let upRate = 0;
            for (let other = 0; other < units; other++) {
                if (system.isDown[other] === 0)
                    upRate += rate[other];
            }
            const chance = rate[unit] / upRate;
            this.#weight *= chance / (0.5 * chance + 0.5 / (units - system.unitsDown));
        }
        system.fail(unit, this.#now);
        this.events++;
        if (system.tiersDown > 0)
            this.#hit = true;
    }
}
/** Mean and variance, by Welford's recursion. */
class Moments {
    count = 0;
    mean = 0;
    #squares = 0;
    add(value) {
        this.count++;
        const off = value - this.mean;
        this.mean += off / this.count;
        this.#squares += off * (value - this.mean);
    }
    get variance() {
        return this.count > 1 ? this.#squares / (this.count - 1) : 0;
    }
}
//# sourceMappingURL=rare-outages.js.map