import { fewerThan } from './block-diagram.ts';
import type { Design, Tier } from './design.ts';
import { redundantUnavailability } from './failover-chain.ts';
import { downChanceOf, placeStates, sharedUnits } from './places.ts';
import type { Forced, PlaceState } from './places.ts';

/** What a design reaches in the long run. */
export interface Reach {
  /** The share of time in which all tiers work (0 to 1). */
  readonly availability: number;
  /** 1 - availability, without the loss of digits. */
  readonly unavailability: number;
  readonly tiers: readonly TierReach[];
}

export interface TierReach {
  readonly name: string;
  readonly kind: Tier['kind'];
  readonly unavailability: number;
  /** Of it, the time of switch-overs and recoveries by people. */
  readonly failoverShare: number;
}

/** Remembers the chains that were solved, since a search meets the same tier many times. */
export type SolvedChains = Map<string, number>;

/**
 * The availability of a design in closed form. The states of zones and regions are summed over,
 * one by one; given a state the tiers are independent, and each is a Markov chain of its members
 * (failover-chain.ts). Switch-overs after the loss of a zone or region come on top, as their
 * frequency times their mean time. Exact but for two terms of second order: a failure while a
 * switch-over is under way, and two tiers that switch over at once.
 *
 * Repair times count with their mean alone; for members repaired independently that is exact for any
 * distribution, and for few crews it takes exponential ones.
 */
export function reachOf(design: Design, solved: SolvedChains = new Map(), forced?: Forced): Reach {
  const shared = sharedUnits(design);
  const { states, unlikely } = placeStates(design, shared, forced);
  const tierDown = new Float64Array(design.tiers.length).fill(unlikely);
  const structural = new Float64Array(design.tiers.length).fill(unlikely);
  const conditions = design.tiers.map((tier) => tierCondition(design, tier, solved, forced));
  let down = unlikely;
  for (const state of states) {
    let up = 1;
    for (const [index, condition] of conditions.entries()) {
      const { unavailability, tooFew: few } = condition(state);
      up *= 1 - unavailability;
      tierDown[index] = (tierDown[index] ?? 0) + state.chance * unavailability;
      structural[index] = (structural[index] ?? 0) + state.chance * few;
    }
    down += state.chance * (1 - up);
  }
  const tiers = design.tiers.map((tier, index): TierReach => {
    const switching = placeSwitchOvers(design, tier, shared, states);
    const chain = tierDown[index] ?? 0;
    down += switching * (1 - down);
    return {
      name: tier.name,
      kind: tier.kind,
      unavailability: chain + switching,
      failoverShare: Math.max(0, chain - (structural[index] ?? 0)) + switching,
    };
  });
  return { availability: 1 - down, unavailability: down, tiers };
}

interface Condition {
  readonly unavailability: number;
  /** Of it, too few members. */
  readonly tooFew: number;
}

/** A tier given the state of places. Where its members are alike, all depends on how many are left. */
function tierCondition(
  design: Design,
  tier: Tier,
  solved: SolvedChains,
  forced: Forced | undefined,
): (state: PlaceState) => Condition {
  const first = design.units[tier.members[0]?.own ?? 0];
  const alike = tier.members.every(({ own }) => {
    const unit = design.units[own];
    return own !== forced?.unit && unit?.mtbfMs === first?.mtbfMs && unit?.mttrMs === first?.mttrMs;
  });
  const known: Condition[] = [];
  return ({ down }) => {
    const alive =
      down.size === 0
        ? tier.members
        : tier.members.filter(({ shared }) => !shared.some((unit) => down.has(unit)));
    const before = alike ? known[alive.length] : undefined;
    if (before !== undefined) return before;
    const condition = {
      unavailability: membersDown(design, tier, alive, solved, forced),
      tooFew: tooFew(design, tier, alive, forced),
    };
    known[alive.length] = condition;
    return condition;
  };
}

function membersDown(
  design: Design,
  tier: Tier,
  alive: Tier['members'],
  solved: SolvedChains,
  forced: Forced | undefined,
): number {
  if (alive.length < tier.needed) return 1;
  const { failover, crews } = tier;
  // Independent members need no chain. A forced one leaves it, since there all are alike.
  const isForced = forced !== undefined && tier.members.some(({ own }) => own === forced.unit);
  if (isForced || (failover === undefined && crews === undefined)) {
    return tooFew(design, tier, alive, forced);
  }
  const unit = design.units[alive[0]?.own ?? 0];
  if (unit === undefined) return 0;
  // Hashing is cheaper than solving; the key is all that the chain depends on.
  const key = [
    alive.length,
    tier.members.length,
    tier.needed,
    unit.mtbfMs,
    unit.mttrMs,
    crews,
    failover?.active,
    failover?.durationMs,
    failover?.coverage,
    failover?.manualMs,
  ].join();
  const known = solved.get(key);
  if (known !== undefined) return known;
  // Of n members one carries 1/n, also when a zone has taken others: they carry the rest.
  const unavailability = redundantUnavailability({
    members: alive.length,
    needed: tier.needed,
    failureRate: 1 / unit.mtbfMs,
    repairRate: 1 / unit.mttrMs,
    ...(crews === undefined ? {} : { crews }),
    ...(failover === undefined
      ? {}
      : {
          failover: {
            active: failover.active,
            duration: failover.durationMs,
            coverage: failover.coverage,
            manualDuration: failover.manualMs,
            standbyFailureRatio: 1,
          },
        }),
  });
  solved.set(key, unavailability);
  return unavailability;
}

/** The chance that fewer members than needed are up, switch-overs apart. */
function tooFew(
  design: Design,
  tier: Tier,
  alive: Tier['members'],
  forced: Forced | undefined,
): number {
  const chances = alive.map(({ own }) => {
    if (own === forced?.unit) return forced.up ? 1 : 0;
    const unit = design.units[own];
    return unit === undefined ? 1 : 1 - downChanceOf(unit);
  });
  return fewerThan(tier.needed, chances);
}

/** The time that switch-overs take after the loss of a zone or region, as a share of all time. */
function placeSwitchOvers(
  design: Design,
  tier: Tier,
  shared: readonly number[],
  states: readonly PlaceState[],
): number {
  const { failover } = tier;
  if (failover === undefined) return 0;
  const { coverage, sharedDurationMs, manualMs } = failover;
  const meanMs = coverage * sharedDurationMs + (1 - coverage) * manualMs;
  const enough: number[] = [];
  let share = 0;
  for (const lost of shared) {
    const rate = 1 / (design.units[lost]?.mtbfMs ?? Infinity);
    const there = tier.members.filter((member) => member.shared.includes(lost)).length;
    if (rate === 0 || there === 0) continue;
    for (const { chance, down } of states) {
      // With three places down at once it is of no account any more.
      if (down.size > 2 || down.has(lost)) continue;
      const alive = tier.members.filter((member) => !member.shared.some((u) => down.has(u)));
      const left = alive.filter((member) => !member.shared.includes(lost));
      const gone = alive.length - left.length;
      if (gone === 0 || left.length < tier.needed) continue;
      enough[left.length] ??= 1 - tooFew(design, tier, left, undefined);
      // A primary is there with chance gone / alive; of members that all serve, so many are gone.
      share += chance * rate * (gone / alive.length) * meanMs * (enough[left.length] ?? 1);
    }
  }
  return share;
}
