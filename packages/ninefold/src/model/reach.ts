import { fewerThan } from './block-diagram.ts';
import type { Design, Tier } from './design.ts';
import { redundantUnavailability } from './failover-chain.ts';
import { alikeLosses, placeSwitchOvers } from './place-switch-overs.ts';
import type { AlikeLosses } from './place-switch-overs.ts';
import { placeLosses, placementOf } from './placement.ts';
import type { PlaceLoss, Placement } from './placement.ts';
import { downChanceOf, placeStates, sharedUnits } from './places.ts';
import type { Forced, PlaceState, PlaceStates } from './places.ts';

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
}

/** Remembers what was worked out, since a search meets the same tiers and places many times. */
export interface Solved {
  readonly chains: Map<string, number>;
  readonly places: Map<string, Places>;
  readonly placements: Map<string, Placed>;
  readonly losses: Map<string, readonly AlikeLosses[]>;
}

export function nothingSolved(): Solved {
  return { chains: new Map(), places: new Map(), placements: new Map(), losses: new Map() };
}

/**
 * The availability of a design in closed form. The states of zones and regions are summed over,
 * one by one; given a state the tiers are independent, and each is a Markov chain of its members
 * (failover-chain.ts). Switch-overs after the loss of a zone or region come on top, as their
 * frequency times the mean of the longest of them (place-switch-overs.ts). Exact but for terms of
 * second order: a failure while a switch-over is under way, and two tiers that switch over at once
 * for different reasons.
 *
 * Repair times count with their mean alone; for members repaired independently that is exact for any
 * distribution, and for few crews it takes exponential ones.
 */
export function reachOf(design: Design, solved: Solved = nothingSolved(), forced?: Forced): Reach {
  const places = knownPlaces(design, solved, forced);
  const { states, unlikely } = places;
  const likely = 1 - unlikely;
  const tierDown = new Float64Array(design.tiers.length).fill(unlikely);
  // What depends on no place is the same in all states, and told once.
  let placelessUp = 1;
  const placed: PlacedTier[] = [];
  for (const [index, tier] of design.tiers.entries()) {
    const given = tierCondition(design, tier, solved, forced);
    if (tier.members.some((member) => member.shared.length > 0)) {
      placed.push({ index, tier, place: knownPlacement(tier, solved, places), given });
      continue;
    }
    const unavailability = given(allUp, tier.members.length);
    placelessUp *= 1 - unavailability;
    tierDown[index] = unlikely + likely * unavailability;
  }
  let down = unlikely;
  for (const [number, state] of states.entries()) {
    let up = placelessUp;
    for (const { index, place, given } of placed) {
      const unavailability = given(state, place.alive[number] ?? 0);
      up *= 1 - unavailability;
      tierDown[index] = (tierDown[index] ?? 0) + state.chance * unavailability;
    }
    down += state.chance * (1 - up);
  }
  const { alone, together } = placeSwitchOvers(
    design,
    placed.map(({ tier }) => tier),
    knownLosses(design, placed, solved, places),
  );
  for (const [at, { index }] of placed.entries()) {
    tierDown[index] = (tierDown[index] ?? 0) + (alone[at] ?? 0);
  }
  down += together * (1 - down);
  const tiers = design.tiers.map(({ name, kind }, index): TierReach => {
    return { name, kind, unavailability: tierDown[index] ?? 0 };
  });
  return { availability: 1 - down, unavailability: down, tiers };
}

/** The unavailability of a tier, given the state of the places and the members that it leaves. */
type Given = (state: PlaceState, alive: number) => number;

interface PlacedTier {
  readonly index: number;
  readonly tier: Tier;
  readonly place: Placed;
  readonly given: Given;
}

const allUp: PlaceState = { chance: 1, down: new Set() };

interface Places extends PlaceStates {
  readonly losses: readonly PlaceLoss[];
  /** All that the states depend on: the places' own figures, not who stands there. */
  readonly key: string;
}

function knownPlaces(design: Design, solved: Solved, forced: Forced | undefined): Places {
  const shared = sharedUnits(design);
  const isForced = forced !== undefined && shared.includes(forced.unit);
  const key = [
    ...shared.flatMap((unit) => [unit, design.units[unit]?.mtbfMs, design.units[unit]?.mttrMs]),
    ...(isForced ? [forced.unit, forced.up] : []),
  ].join();
  let known = solved.places.get(key);
  if (known === undefined) {
    const found = placeStates(design, shared, forced);
    known = { ...found, losses: placeLosses(design, shared, found.states), key };
    solved.places.set(key, known);
  }
  return known;
}

interface Placed extends Placement {
  /** All that it depends on. */
  readonly key: string;
}

function knownPlacement(
  tier: Tier,
  { placements }: Solved,
  { losses, states, key: places }: Places,
): Placed {
  const key = `${places};${tier.members.map((member) => member.shared.join()).join(' ')}`;
  const known = placements.get(key) ?? { ...placementOf(tier, states, losses), key };
  placements.set(key, known);
  return known;
}

function knownLosses(
  design: Design,
  placed: readonly PlacedTier[],
  solved: Solved,
  { losses }: Places,
): readonly AlikeLosses[] {
  const key = placed.map(({ place }) => place.key).join('|');
  const places = placed.map(({ place }) => place);
  const known = solved.losses.get(key) ?? alikeLosses(design, places, losses);
  solved.losses.set(key, known);
  return known;
}

/** A tier given the state of places. Where its members are alike, all depends on how many are left. */
function tierCondition(
  design: Design,
  tier: Tier,
  solved: Solved,
  forced: Forced | undefined,
): Given {
  const first = design.units[tier.members[0]?.own ?? 0];
  const alike = tier.members.every(({ own }) => {
    const unit = design.units[own];
    return own !== forced?.unit && unit?.mtbfMs === first?.mtbfMs && unit?.mttrMs === first?.mttrMs;
  });
  const known: number[] = [];
  return ({ down }, left) => {
    const before = alike ? known[left] : undefined;
    if (before !== undefined) return before;
    const alive =
      down.size === 0
        ? tier.members
        : tier.members.filter(({ shared }) => !shared.some((unit) => down.has(unit)));
    return (known[left] = membersDown(design, tier, alive, solved, forced));
  };
}

function membersDown(
  design: Design,
  tier: Tier,
  alive: Tier['members'],
  solved: Solved,
  forced: Forced | undefined,
): number {
  if (alive.length < tier.needed) return 1;
  const { failover, crews } = tier;
  // Independent members need no chain. A forced one leaves it, since there all are alike.
  const isForced = forced !== undefined && tier.members.some(({ own }) => own === forced.unit);
  if (isForced || (failover === undefined && crews === undefined)) {
    return tooFew(design, tier.needed, alive, forced);
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
  const known = solved.chains.get(key);
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
  solved.chains.set(key, unavailability);
  return unavailability;
}

/** The chance that fewer members than needed are up, switch-overs apart. */
function tooFew(
  design: Design,
  needed: number,
  alive: Tier['members'],
  forced: Forced | undefined,
): number {
  const chances = alive.map(({ own }) => {
    if (own === forced?.unit) return forced.up ? 1 : 0;
    const unit = design.units[own];
    return unit === undefined ? 1 : 1 - downChanceOf(unit);
  });
  return fewerThan(needed, chances);
}
