import type { Design } from './design.ts';

/** Which zones and regions are down, and how likely that is. */
export interface PlaceState {
  readonly chance: number;
  readonly down: ReadonlySet<number>;
}

/** One unit taken as always up, or never. */
export interface Forced {
  readonly unit: number;
  readonly up: boolean;
}

/** States at most that are looked at one by one. */
const MAX_STATES = 5000;

/** The units that several members share: zones and regions. */
export function sharedUnits(design: Design): number[] {
  const found = new Set<number>();
  for (const { members } of design.tiers) {
    for (const { shared } of members) for (const unit of shared) found.add(unit);
  }
  return [...found].toSorted((a, b) => a - b);
}

/**
 * The states of zones and regions, with as many down at once as {@link MAX_STATES} allows: all of
 * 12, up to 4 of 19, up to 2 of 99. `unlikely` is the chance of the rest.
 */
export function placeStates(
  design: Design,
  shared: readonly number[],
  forced?: Forced,
): { readonly states: readonly PlaceState[]; readonly unlikely: number } {
  const downChance = shared.map((index) => {
    if (forced?.unit === index) return forced.up ? 0 : 1;
    const unit = design.units[index];
    return unit === undefined ? 0 : unit.mttrMs / (unit.mtbfMs + unit.mttrMs);
  });
  const most = deepest(shared.length);
  const states: PlaceState[] = [];
  let likely = 0;
  const visit = (from: number, chance: number, down: readonly number[]): void => {
    if (chance === 0) return;
    if (from === shared.length) {
      states.push({ chance, down: new Set(down) });
      likely += chance;
      return;
    }
    const unit = shared[from] ?? 0;
    const isDown = downChance[from] ?? 0;
    visit(from + 1, chance * (1 - isDown), down);
    // What is forced down does not count against the depth.
    const depth = forced !== undefined && down.includes(forced.unit) ? most + 1 : most;
    if (down.length < depth || forced?.unit === unit) {
      visit(from + 1, chance * isDown, [...down, unit]);
    }
  };
  visit(0, 1, []);
  const complete = most >= shared.length;
  return { states, unlikely: complete ? 0 : Math.max(0, 1 - likely) };
}

function deepest(units: number): number {
  let [depth, states, choices] = [0, 1, 1];
  while (depth < units) {
    choices = (choices * (units - depth)) / (depth + 1);
    if (states + choices > MAX_STATES) break;
    states += choices;
    depth += 1;
  }
  return depth;
}
