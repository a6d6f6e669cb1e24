import type { CompiledDesign } from './compiled-design.ts';
import { lognormalSigma, weibullShape } from './default-figures.ts';
import type { RandomStream } from './random-stream.ts';

/**
 * The state of a system that fails and is repaired. Whoever drives it decides when what fails; it
 * knows what follows: who is left, who takes over and for how long service stops, when repairs end.
 * Typed arrays throughout; nothing is allocated once it is built.
 */
export class SimulatedSystem {
  readonly design: CompiledDesign;
  readonly random: RandomStream;
  readonly isDown: Uint8Array;
  /** Repairs under way: unit, and the hour at which it ends. */
  readonly repairing: Int32Array;
  readonly repairedAt: Float64Array;
  repairs = 0;
  unitsDown = 0;
  /** Tiers with fewer members than they need. */
  tiersDown = 0;
  /** Until when a switch-over stops service (hours). */
  stoppedUntil = 0;
  switchOvers = 0;
  manualRecoveries = 0;
  /** Losses of writes by switch-overs, each as the hours before it. */
  onLoss: ((hours: number) => void) | undefined;
  /** Decides whether a switch-over works, in place of its coverage alone: see rare-outages.ts. */
  bias: ((coverage: number) => boolean) | undefined;

  /** Of the design, what each event reads: one step nearer. */
  readonly #soleMember: Int32Array;
  readonly #tierOf: Int32Array;
  readonly #crewsOf: Int32Array;
  readonly #needed: Int32Array;
  readonly #mode: Uint8Array;
  readonly #repairKind: Uint8Array;
  readonly #repairScale: Float64Array;
  readonly #blocked: Uint8Array;
  readonly #alive: Int32Array;
  readonly #lost: Int32Array;
  readonly #active: Int32Array;
  readonly #busy: Int32Array;
  readonly #queue: Int32Array;
  readonly #queueHead: Int32Array;
  readonly #queueLength: Int32Array;

  constructor(design: CompiledDesign, random: RandomStream) {
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
  renew(): void {
    const { tiers, firstOfTier } = this.design;
    for (let tier = 0; tier < tiers; tier++) {
      const first = firstOfTier[tier] as number;
      const count = (firstOfTier[tier + 1] as number) - first;
      this.#alive[tier] = count;
      this.#active[tier] = first + (count > 1 ? this.random.below(count) : 0);
    }
    this.stoppedUntil = 0;
  }

  /** A unit by its failure rate, up or down. */
  chooseUnit(): number {
    const { units, aliasCut, alias } = this.design;
    const place = this.random.uniform() * units;
    const slot = place | 0;
    return place - slot < (aliasCut[slot] as number) ? slot : (alias[slot] as number);
  }

  /** A unit that was up fails at this hour. */
  fail(unit: number, now: number): void {
    const blocked = this.#blocked;
    this.isDown[unit] = 1;
    this.unitsDown++;
    const crew = this.#crewsOf[unit] as number;
    if (crew < 0) this.#startRepair(unit, now);
    else if ((this.#busy[crew] as number) < (this.design.crews[crew] as number)) {
      this.#busy[crew] = (this.#busy[crew] as number) + 1;
      this.#startRepair(unit, now);
    } else this.#enqueue(crew, unit);

    const sole = this.#soleMember[unit] as number;
    if (sole >= 0) {
      const before = blocked[sole] as number;
      blocked[sole] = before + 1;
      if (before === 0) this.#lose(this.#tierOf[sole] as number, 1, false, now);
      return;
    }
    this.#failShared(unit, now);
  }

  /** A zone or region fails: tiers lose some members each, all at once. */
  #failShared(unit: number, now: number): void {
    const { firstMember, memberOf, tierOf, tiers } = this.design;
    const blocked = this.#blocked;
    const from = firstMember[unit] as number;
    const to = firstMember[unit + 1] as number;
    const lost = this.#lost;
    for (let i = from; i < to; i++) {
      const member = memberOf[i] as number;
      const before = blocked[member] as number;
      blocked[member] = before + 1;
      if (before === 0) {
        const tier = tierOf[member] as number;
        lost[tier] = (lost[tier] as number) + 1;
      }
    }
    for (let tier = 0; tier < tiers; tier++) {
      const count = lost[tier] as number;
      if (count === 0) continue;
      lost[tier] = 0;
      this.#lose(tier, count, true, now);
    }
  }

  /** The repair in this slot ends. */
  repair(slot: number, now: number): void {
    const unit = this.repairing[slot] as number;
    const last = --this.repairs;
    this.repairing[slot] = this.repairing[last] as number;
    this.repairedAt[slot] = this.repairedAt[last] as number;
    this.isDown[unit] = 0;
    this.unitsDown--;
    const crew = this.#crewsOf[unit] as number;
    if (crew >= 0) this.#nextRepair(crew, now);
    const sole = this.#soleMember[unit] as number;
    if (sole >= 0) {
      this.#unblock(sole);
      return;
    }
    const { firstMember, memberOf } = this.design;
    const to = firstMember[unit + 1] as number;
    for (let i = firstMember[unit] as number; i < to; i++) this.#unblock(memberOf[i] as number);
  }

  #unblock(member: number): void {
    const left = (this.#blocked[member] as number) - 1;
    this.#blocked[member] = left;
    if (left > 0) return;
    const tier = this.#tierOf[member] as number;
    const alive = (this.#alive[tier] as number) + 1;
    const needed = this.#needed[tier] as number;
    this.#alive[tier] = alive;
    if (alive === needed) this.tiersDown--;
    if (alive >= needed && (this.#active[tier] as number) < 0) {
      this.#active[tier] = member;
    }
  }

  /** Members of a tier were lost at once: it is down, or someone takes over, or nothing happens. */
  #lose(tier: number, count: number, shared: boolean, now: number): void {
    const needed = this.#needed[tier] as number;
    const before = this.#alive[tier] as number;
    const alive = before - count;
    this.#alive[tier] = alive;
    const answer = this.#mode[tier] as number;
    const enough = alive >= needed;
    if (!enough && before >= needed) this.tiersDown++;
    if (answer === 1) {
      const active = this.#active[tier] as number;
      if (active < 0 || this.#blocked[active] === 0) return;
      this.#active[tier] = enough ? this.#nextAlive(tier, active) : -1;
      if (enough) this.#switchOver(tier, 1, shared, now);
    } else if (answer === 2 && enough) {
      this.#switchOver(tier, count / before, shared, now);
    }
  }

  #switchOver(tier: number, share: number, shared: boolean, now: number): void {
    const { coverage, durationHours, sharedHours, manualHours, lagHours } = this.design;
    const chance = coverage[tier] as number;
    const works = this.bias === undefined ? this.random.uniform() < chance : this.bias(chance);
    const hours = works ? (shared ? sharedHours : durationHours)[tier] : manualHours[tier];
    this.switchOvers++;
    if (!works) this.manualRecoveries++;
    const until = now + (hours as number) * share;
    if (until > this.stoppedUntil) this.stoppedUntil = until;
    const lag = lagHours[tier] as number;
    if (lag > 0) this.onLoss?.(lag * this.random.exponential());
  }

  /** The next member in turn that is up. */
  #nextAlive(tier: number, after: number): number {
    const { firstOfTier } = this.design;
    const first = firstOfTier[tier] as number;
    const count = (firstOfTier[tier + 1] as number) - first;
    for (let step = 1; step < count; step++) {
      const member = first + ((after - first + step) % count);
      if (this.#blocked[member] === 0) return member;
    }
    return -1;
  }

  #startRepair(unit: number, now: number): void {
    const slot = this.repairs++;
    this.repairing[slot] = unit;
    this.repairedAt[slot] = now + this.#repairHours(unit);
  }

  #repairHours(unit: number): number {
    const scale = this.#repairScale[unit] as number;
    const kind = this.#repairKind[unit] as number;
    if (kind === 0) return scale * this.random.exponential();
    if (kind === 1) return scale * Math.exp(lognormalSigma * this.random.normal());
    return kind === 2 ? scale * this.random.exponential() ** (1 / weibullShape) : scale;
  }

  #enqueue(tier: number, unit: number): void {
    const { firstOfTier } = this.design;
    const first = firstOfTier[tier] as number;
    const size = (firstOfTier[tier + 1] as number) - first;
    const length = this.#queueLength[tier] as number;
    this.#queue[first + (((this.#queueHead[tier] as number) + length) % size)] = unit;
    this.#queueLength[tier] = length + 1;
  }

  #nextRepair(tier: number, now: number): void {
    const length = this.#queueLength[tier] as number;
    if (length === 0) {
      this.#busy[tier] = (this.#busy[tier] as number) - 1;
      return;
    }
    const { firstOfTier } = this.design;
    const first = firstOfTier[tier] as number;
    const size = (firstOfTier[tier + 1] as number) - first;
    const head = this.#queueHead[tier] as number;
    this.#queueHead[tier] = (head + 1) % size;
    this.#queueLength[tier] = length - 1;
    this.#startRepair(this.#queue[first + head] as number, now);
  }
}
