import { fewerThan } from './block-diagram.ts';
import type { Design, Tier, TierFailover } from './design.ts';
import type { Placement, PlaceLoss } from './placement.ts';
import { downChanceOf } from './places.ts';

/** A tier with members in zones or regions. */
export interface PlacedTier {
  readonly tier: Tier;
  readonly placement: Placement;
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
 */
export function placeSwitchOvers(
  { units }: Design,
  placed: readonly PlacedTier[],
  losses: readonly PlaceLoss[],
): PlaceSwitchOvers {
  const alone = placed.map(() => 0);
  let together = 0;
  const enoughHosts = placed.map(({ tier }) => enoughHostsOf(units, tier));
  // Many losses are alike to all tiers.
  const known = new Map<string, { readonly alone: readonly number[]; readonly together: number }>();
  for (const [index, { state, lost, rate }] of losses.entries()) {
    const changes = placed.map(({ placement }) => ({
      before: placement.alive[state] ?? 0,
      after: placement.after[index] ?? 0,
    }));
    const repairMs = units[lost]?.mttrMs ?? 0;
    const key = `${repairMs};${changes.map(({ before, after }) => `${before}>${after}`).join()}`;
    let mean = known.get(key);
    if (mean === undefined) {
      const isDown = placed.some(({ tier }, at) => (changes[at]?.after ?? 0) < tier.needed);
      const spreads = placed.map(({ tier }, at) => {
        const { before, after } = changes[at] ?? { before: 0, after: 0 };
        return spreadOf(tier, before, after, enoughHosts[at]?.(after) ?? 0);
      });
      const counted = isDown ? (ms: number): number => outlasting(ms, repairMs) : same;
      mean = {
        alone: spreads.map((spread) => meanLongest([spread], same)),
        together: meanLongest(spreads, counted),
      };
      known.set(key, mean);
    }
    for (const at of placed.keys()) alone[at] = (alone[at] ?? 0) + rate * (mean.alone[at] ?? 0);
    together += rate * mean.together;
  }
  return { alone, together };
}

/** How long a switch-over may take (ms), each with its chance; the rest is none. */
type Spread = readonly { readonly ms: number; readonly chance: number }[];

function spreadOf(
  { failover, needed }: Tier,
  before: number,
  after: number,
  enough: number,
): Spread {
  if (failover === undefined || after === before || after < needed) return [];
  const gone = (before - after) / before;
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
  const lengths = [...new Set(spreads.flat().map(({ ms }) => ms))].toSorted((a, b) => a - b);
  let mean = 0;
  let longer = chanceOfLonger(spreads, 0);
  let before = 0;
  for (const ms of lengths) {
    const now = counted(ms);
    mean += longer * (now - before);
    longer = chanceOfLonger(spreads, ms);
    before = now;
  }
  return mean;
}

/** 1 - the product of the chances that none is longer. */
function chanceOfLonger(spreads: readonly Spread[], ms: number): number {
  let shorter = 1;
  for (const spread of spreads) {
    let longer = 0;
    for (const { ms: length, chance } of spread) if (length > ms) longer += chance;
    shorter *= 1 - longer;
  }
  return 1 - shorter;
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
