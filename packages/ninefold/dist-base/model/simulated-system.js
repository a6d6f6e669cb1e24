import { lognormalSigma, weibullShape } from './default-figures.js';
/**
 * The state of a system that fails and is repaired. Whoever drives it decides when what fails; it
 * knows what follows: who is left, who takes over and for how long service stops, when repairs end.
 * Typed arrays throughout; nothing is allocated once it is built.
 */
export class SimulatedSystem {
    design;
    random;
    isDown;
    /** Repairs under way: unit, and the hour at which it ends. */
    repairing;
    repairedAt;
    repairs = 0;
    unitsDown = 0;
    /** Tiers with fewer members than they need. */
    tiersDown = 0;
    /** Until when a switch-over stops service (hours). */
    stoppedUntil = 0;
    switchOvers = 0;
    manualRecoveries = 0;
    /** Losses of writes by switch-overs, each as the hours before it. */
    onLoss;
    /** Decides whether a switch-over works, in place of its coverage alone: see rare-outages.ts. */
    bias;
    /** Of the design, what each event reads: one step nearer. */
    #soleMember;
    #tierOf;
    #crewsOf;
    #needed;
    #mode;
    #repairKind;
    #repairScale;
    #blocked;
    #alive;
    #lost;
    #active;
    #busy;
    #queue;
    #queueHead;
    #queueLength;
    constructor(design, random) {
        this.design = design;
        this.random = random;
        this.#soleMember = design.soleMember;
        this.#tierOf = design.tierOf;
        this.#crewsOf = design.crewsOf;
        this.#needed = design.needed;
        this.#mode = design.mode;
        this.#repairKind = design.repairKind;
        this.#repairScale = design.repairScale;
        this.isDown = new Uint8Array(design.units);
        this.repairing = new Int32Array(design.units);
        this.repairedAt = new Float64Array(design.units);
        this.#blocked = new Uint8Array(design.tierOf.length);
        this.#alive = new Int32Array(design.tiers);
        this.#lost = new Int32Array(design.tiers);
        this.#active = new Int32Array(design.tiers);
        this.#busy = new Int32Array(design.tiers);
        this.#queue = new Int32Array(design.tierOf.length);
        this.#queueHead = new Int32Array(design.tiers);
        this.#queueLength = new Int32Array(design.tiers);
        this.renew();
    }
    /** Everything is up; which member is active in each tier is left to chance. Only when nothing is down. */
    renew() {
        const { tiers, firstOfTier } = this.design;
        for (let tier = 0; tier < tiers; tier++) {
            const first = firstOfTier[tier];
            const count = firstOfTier[tier + 1] - first;
            this.#alive[tier] = count;
            this.#active[tier] = first + (count > 1 ? this.random.below(count) : 0);
        }
        this.stoppedUntil = 0;
    }
    /** A unit by its failure rate, up or down. */
    chooseUnit() {
        const { units, aliasCut, alias } = this.design;
        const place = this.random.uniform() * units;
        const slot = place | 0;
        return place - slot < aliasCut[slot] ? slot : alias[slot];
    }
    /** A unit that was up fails at this hour. */
    fail(unit, now) {
        const blocked = this.#blocked;
        this.isDown[unit] = 1;
        this.unitsDown++;
        const crew = this.#crewsOf[unit];
        if (crew < 0)
            this.#startRepair(unit, now);
        else if (this.#busy[crew] < this.design.crews[crew]) {
            this.#busy[crew] = this.#busy[crew] + 1;
            this.#startRepair(unit, now);
        }
        else
            this.#enqueue(crew, unit);
        const sole = this.#soleMember[unit];
        if (sole >= 0) {
            const before = blocked[sole];
            blocked[sole] = before + 1;
            if (before === 0)
                this.#lose(this.#tierOf[sole], 1, false, now);
            return;
        }
        this.#failShared(unit, now);
    }
    /** A zone or region fails: tiers lose some members each, all at once. */
    #failShared(unit, now) {
        const { firstMember, memberOf, tierOf, tiers } = this.design;
        const blocked = this.#blocked;
        const from = firstMember[unit];
        const to = firstMember[unit + 1];
        const lost = this.#lost;
        for (let i = from; i < to; i++) {
            const member = memberOf[i];
            const before = blocked[member];
            blocked[member] = before + 1;
            if (before === 0) {
                const tier = tierOf[member];
                lost[tier] = lost[tier] + 1;
            }
        }
        for (let tier = 0; tier < tiers; tier++) {
            const count = lost[tier];
            if (count === 0)
                continue;
            lost[tier] = 0;
            this.#lose(tier, count, true, now);
        }
    }
    /** The repair in this slot ends. */
    repair(slot, now) {
        const unit = this.repairing[slot];
        const last = --this.repairs;
        this.repairing[slot] = this.repairing[last];
        this.repairedAt[slot] = this.repairedAt[last];
        this.isDown[unit] = 0;
        this.unitsDown--;
        const crew = this.#crewsOf[unit];
        if (crew >= 0)
            this.#nextRepair(crew, now);
        const sole = this.#soleMember[unit];
        if (sole >= 0) {
            this.#unblock(sole);
            return;
        }
        const { firstMember, memberOf } = this.design;
        const to = firstMember[unit + 1];
        for (let i = firstMember[unit]; i < to; i++)
            this.#unblock(memberOf[i]);
    }
    #unblock(member) {
        const left = this.#blocked[member] - 1;
        this.#blocked[member] = left;
        if (left > 0)
            return;
        const tier = this.#tierOf[member];
        const alive = this.#alive[tier] + 1;
        const needed = this.#needed[tier];
        this.#alive[tier] = alive;
        if (alive === needed)
            this.tiersDown--;
        if (alive >= needed && this.#active[tier] < 0) {
            this.#active[tier] = member;
        }
    }
    /** Members of a tier were lost at once: it is down, or someone takes over, or nothing happens. */
    #lose(tier, count, shared, now) {
        const needed = this.#needed[tier];
        const before = this.#alive[tier];
        const alive = before - count;
        this.#alive[tier] = alive;
        const answer = this.#mode[tier];
        const enough = alive >= needed;
        if (!enough && before >= needed)
            this.tiersDown++;
        if (answer === 1) {
            const active = this.#active[tier];
            if (active < 0 || this.#blocked[active] === 0)
                return;
            this.#active[tier] = enough ? this.#nextAlive(tier, active) : -1;
            if (enough)
                this.#switchOver(tier, 1, shared, now);
        }
        else if (answer === 2 && enough) {
            this.#switchOver(tier, count / before, shared, now);
        }
    }
    #switchOver(tier, share, shared, now) {
        const { coverage, durationHours, sharedHours, manualHours, lagHours } = this.design;
        const chance = coverage[tier];
        const works = this.bias === undefined ? this.random.uniform() < chance : this.bias(chance);
        const hours = works ? (shared ? sharedHours : durationHours)[tier] : manualHours[tier];
        this.switchOvers++;
        if (!works)
            this.manualRecoveries++;
        const until = now + hours * share;
        if (until > this.stoppedUntil)
            this.stoppedUntil = until;
        const lag = lagHours[tier];
        if (lag > 0)
            this.onLoss?.(lag * this.random.exponential());
    }
    /** The next member in turn that is up. */
    #nextAlive(tier, after) {
        const { firstOfTier } = this.design;
        const first = firstOfTier[tier];
        const count = firstOfTier[tier + 1] - first;
        for (let step = 1; step < count; step++) {
            const member = first + ((after - first + step) % count);
            if (this.#blocked[member] === 0)
                return member;
        }
        return -1;
    }
    #startRepair(unit, now) {
        const slot = this.repairs++;
        this.repairing[slot] = unit;
        this.repairedAt[slot] = now + this.#repairHours(unit);
    }
    #repairHours(unit) {
        const scale = this.#repairScale[unit];
        const kind = this.#repairKind[unit];
        if (kind === 0)
            return scale * this.random.exponential();
        if (kind === 1)
            return scale * Math.exp(lognormalSigma * this.random.normal());
        return kind === 2 ? scale * this.random.exponential() ** (1 / weibullShape) : scale;
    }
    #enqueue(tier, unit) {
        const { firstOfTier } = this.design;
        const first = firstOfTier[tier];
        const size = firstOfTier[tier + 1] - first;
        const length = this.#queueLength[tier];
        this.#queue[first + ((this.#queueHead[tier] + length) % size)] = unit;
        this.#queueLength[tier] = length + 1;
    }
    #nextRepair(tier, now) {
        const length = this.#queueLength[tier];
        if (length === 0) {
            this.#busy[tier] = this.#busy[tier] - 1;
            return;
        }
        const { firstOfTier } = this.design;
        const first = firstOfTier[tier];
        const size = firstOfTier[tier + 1] - first;
        const head = this.#queueHead[tier];
        this.#queueHead[tier] = (head + 1) % size;
        this.#queueLength[tier] = length - 1;
        this.#startRepair(this.#queue[first + head], now);
    }
}
//# sourceMappingURL=simulated-system.js.map