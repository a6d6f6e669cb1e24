import { describe, expect, test } from 'vitest';
import { contractFrom } from './contracts.test.data.ts';
import type { Tier, Unit } from './design.ts';
import { designOf } from './design-of.ts';
import { alikeLosses, placeSwitchOvers } from './place-switch-overs.ts';
import type { PlaceLoss } from './placement.ts';
import { reachOf } from './reach.ts';
import { simulate } from './simulate.ts';

const host: Unit = {
  name: 'host',
  kind: 'host',
  mtbfMs: Infinity,
  mttrMs: 0,
  repair: 'exponential',
};
/** Zones 0 and 1, mended in 100 ms; then a host that never fails. */
const zone: Unit = { name: 'zone', kind: 'zone', mtbfMs: 1000, mttrMs: 100, repair: 'exponential' };
const units: readonly Unit[] = [zone, zone, host];

/** Two members, one in each zone. */
function tierOf(active: 'one' | 'all', ms: number, coverage = 1, needed = 1): Tier {
  return {
    name: 'app',
    kind: 'app',
    members: [0, 1].map((shared) => ({ own: 2, shared: [shared] })),
    needed,
    failover: {
      active,
      durationMs: 0,
      sharedDurationMs: ms,
      coverage,
      manualMs: 80,
      lagMs: 0,
    },
  };
}

/** Zone 0 is lost once a second, when all is up. */
const losses: readonly PlaceLoss[] = [{ state: 0, lost: 0, rate: 1 / 1000 }];
const placement = { alive: Int32Array.of(2), after: Int32Array.of(1) };

function shares(...tiers: readonly Tier[]): { alone: number[]; together: number } {
  const design = { service: 'a', units, tiers, figures: [] };
  const alike = alikeLosses(
    design,
    tiers.map(() => placement),
    losses,
  );
  const { alone, together } = placeSwitchOvers(design, tiers, alike);
  return { alone: alone.map((share) => share * 1000), together: together * 1000 };
}

describe('the loss of a zone with half of the members', () => {
  test('costs members that all serve their half of the time', () => {
    expect(shares(tierOf('all', 40))).toEqual({ alone: [20], together: 20 });
  });

  test('costs a primary all of it, with the chance that it is there', () => {
    expect(shares(tierOf('one', 40))).toEqual({ alone: [20], together: 20 });
  });

  test('costs the time of people when the automation does not work', () => {
    const { together } = shares(tierOf('one', 40, 0.75));
    expect(together).toBeCloseTo(0.5 * (0.75 * 40 + 0.25 * 80), 12);
  });

  test('costs many tiers the longest of their times, not the sum', () => {
    expect(shares(tierOf('all', 40), tierOf('all', 60)).together).toBeCloseTo(30, 12);
    // Each primary is there with a chance of a half: both times, the longer 60; else one of them.
    const primaries = shares(tierOf('one', 40), tierOf('one', 60));
    expect(primaries.together).toBeCloseTo(0.5 * 60 + 0.25 * 40, 12);
    expect(primaries.alone).toEqual([20, 30]);
  });

  test('costs only what outlasts the repair, where another tier is down by it', () => {
    const { alone, together } = shares(tierOf('all', 40), tierOf('one', 60, 1, 2));
    expect(alone).toEqual([20, 0]);
    // The mean of what an exponential time of mean 100 leaves of 20.
    expect(together).toBeCloseTo(20 - 100 * (1 - Math.exp(-0.2)), 12);
  });
});

test('a region whose loss stops all tiers at once counts once, as in the simulation', () => {
  const design = designOf(
    contractFrom(`service: a
promise: { availability: 99%, rpo: 0 }
regions: [eu, us]
app: { run: [node, s.js], replicas: 6 }
workload: { write: POST /o, read: "GET /o/{{id}}" }
stores: { orders: { members: 2 } }
assumptions:
  host: { mtbf: 1008h, mttr: 5m }
  zone: { count: 1, mtbf: 2010h, mttr: 33m }
  balancer: { members: 2 }
  failover: { coverage: 93%, manual: 29m }
`),
  );
  const years = 10_000;
  const { yearly } = simulate({ design, years, windowMs: 30 * 86_400_000, seed: 5 });
  const found = yearly.reduce((sum, ms) => sum + ms, 0) / years / (8760 * 3_600_000);
  // The sum of the tiers' own switch-overs is 4.4 % too high; three deviations of 10,000 years are 1 %.
  expect(Math.abs(reachOf(design).unavailability / found - 1)).toBeLessThan(0.015);
});
