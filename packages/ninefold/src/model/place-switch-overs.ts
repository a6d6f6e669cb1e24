import { fewerThan } from './block-diagram.ts';
import type { Design, Tier, TierFailover } from './design.ts';
import type { Placement, PlaceLoss } from './placement.ts';
import { downChanceOf } from './places.ts';

/** Losses of places that are alike to all tiers. */
export interface AlikeLosses {
  /** How often one of them comes (per ms). */
  readonly rate: number;
  /** Mean time to the repair of the place (ms). */
  readonly repairMs: number;
  /** For each tier, the members that are left before and after the loss. */
  readonly left: readonly { readonly before: number; readonly after: number }[];
}

/** Puts losses together. That depends on where members stand, not on how they switch over. */
export function alikeLosses(
  { units }: Design,
  placements: readonly Placement[],
  losses: readonly PlaceLoss[],
): AlikeLosses[] {
  const known = new Map<string, AlikeLosses>();
  for (const [index, { state, lost, rate }] of losses.entries()) {
    const repairMs = units[lost]?.mttrMs ?? 0;
    let key = String(repairMs);
    for (const { alive, after } of placements) key += `,${alive[state]},${after[index]}`;
    const before = known.get(key);
    const left =
      before?.left ??
      placements.map(({ alive, after }) => ({
        before: alive[state] ?? 0,
        after: after[index] ?? 0,
      }));
    known.set(key, { rate: rate + (before?.rate ?? 0), repairMs, left });
  }
  return [...known.values()];
}

/** The time that switch-overs after the loss of zones and regions take, as shares of all time. */
export interface PlaceSwitchOvers {
  /** Of each tier, as if it were the only one. */
  readonly alone: readonly number[];
  /**
   * Of all together. One loss makes many tiers switch over at the same time, and the longest of
   * them counts; where it leaves some tier too few members, only what outlasts the repair counts.
   */
  readonly together: number;
}

/**
 * Whether the automation works is drawn for each tier on its own. The time to the repair of a place
 * counts as exponential here, whatever its shape.
 *
 * @param tiers those with members in zones or regions, in the order in which losses name them
 */
export function placeSwitchOvers(
  { units }: Design,
  tiers: readonly Tier[],
  losses: readonly AlikeLosses[],
): PlaceSwitchOvers {
  const alone = tiers.map(() => 0);
  let together = 0;
  const enoughHosts = tiers.map((tier) => enoughHostsOf(units, tier));
  for (const { rate, repairMs, left } of losses) {
    let isDown = false;
    const spreads = tiers.map((tier, at) => {
      const { before, after } = left[at] ?? { before: 0, after: 0 };
      if (after < tier.needed) isDown = true;
      const spread = spreadOf(tier, before, after, enoughHosts[at]);
      for (const { ms, chance } of spread) alone[at] = (alone[at] ?? 0) + rate * ms * chance;
      return spread;
    });
    const longest = meanLongest(spreads, isDown ? (ms) => outlasting(ms, repairMs) : same);
    together += rate * longest;
  }
  return { alone, together };
}

/** How long a switch-over may take (ms), each with its chance; the rest is none. */
type Spread = readonly { readonly ms: number; readonly chance: number }[];

function spreadOf(
  { failover, needed }: Tier,
  before: number,
  after: number,
  enoughHosts: ((left: number) => number) | undefined,
): Spread {
  if (failover === undefined || after === before || after < needed) return [];
  const gone = (before - after) / before;
  const enough = enoughHosts?.(after) ?? 0;
  // A primary is there with that chance; of members that all serve, so many are gone.
  const [happens, share] = failover.active === 'one' ? [gone, 1] : [1, gone];
  return outcomesOf(failover).map(({ ms, chance }) => ({
    ms: ms * share,
    chance: chance * happens * enough,
  }));
}

function outcomesOf({ coverage, sharedDurationMs, manualMs }: TierFailover): Spread {
  return [
    { ms: sharedDurationMs, chance: coverage },
    { ms: manualMs, chance: 1 - coverage },
  ];
}

/** The mean of what counts of the longest of independent durations (ms). */
function meanLongest(spreads: readonly Spread[], counted: (ms: number) => number): number {
  // From the longest down: shorter[tier] is the chance that its own is below what was met so far.
  const outcomes = spreads.flatMap((spread, at) =>
    spread.map(({ ms, chance }) => ({ ms, chance, at })),
  );
  outcomes.sort((a, b) => b.ms - a.ms);
  const shorter = spreads.map(() => 1);
  let mean = 0;
  let allShorter = 1;
  for (const { ms, chance, at } of outcomes) {
    const before = allShorter;
    shorter[at] = (shorter[at] ?? 0) - chance;
    allShorter = shorter.reduce((product, one) => product * one, 1);
    mean += (before - allShorter) * counted(ms);
  }
  return mean;
}

const same = (ms: number): number => ms;

/** The mean part of a duration that is left after an exponential time. */
function outlasting(ms: number, meanMs: number): number {
  return meanMs === 0 ? ms : ms + meanMs * Math.expm1(-ms / meanMs);
}

/** The chance that of so many members enough have a host that is up. */
function enoughHostsOf(
  units: Design['units'],
  { members, needed }: Tier,
): (left: number) => number {
  const up = members.map(({ own }) => {
    const unit = units[own];
    return unit === undefined ? 0 : 1 - downChanceOf(unit);
  });
  const known: number[] = [];
  return (left) => (known[left] ??= 1 - fewerThan(needed, up.slice(0, left)));
}
