import type { Design, Tier } from './design.ts';
import type { PlaceState } from './places.ts';

/** The loss of one more zone or region, in one of the states of places. */
export interface PlaceLoss {
  /** The index of the state in which it is lost. */
  readonly state: number;
  /** The unit that is lost. */
  readonly lost: number;
  /** How often (per ms). */
  readonly rate: number;
}

/** What the states and losses of zones and regions leave of a tier, whatever its members are. */
export interface Placement {
  /** For each state of the places, how many members it leaves. */
  readonly alive: Int32Array;
  /** For each loss, how many members are left after it. */
  readonly after: Int32Array;
}

/**
 * All losses that count. With three places down at once one more is of no account.
 *
 * @param shared the places, as indexes of units
 */
export function placeLosses(
  { units }: Design,
  shared: readonly number[],
  states: readonly PlaceState[],
): PlaceLoss[] {
  return shared.flatMap((lost) => {
    const rate = 1 / (units[lost]?.mtbfMs ?? Infinity);
    if (rate === 0) return [];
    return [...states.entries()]
      .filter(([, { down }]) => down.size <= 2 && !down.has(lost))
      .map(([state, { chance }]) => ({ state, lost, rate: chance * rate }));
  });
}

export function placementOf(
  { members }: Tier,
  states: readonly PlaceState[],
  losses: readonly PlaceLoss[],
): Placement {
  const left = (down: ReadonlySet<number>, lost?: number): number => {
    let count = 0;
    for (const { shared: places } of members) {
      if (!places.some((place) => place === lost || down.has(place))) count += 1;
    }
    return count;
  };
  return {
    alive: Int32Array.from(states, ({ down }) => left(down)),
    after: Int32Array.from(losses, ({ state, lost }) => left(states[state]?.down ?? none, lost)),
  };
}

const none: ReadonlySet<number> = new Set();
