import { lognormalSigma, weibullShape } from './default-figures.ts';
import type { Design, Unit } from './design.ts';

/** A design as flat arrays, for the simulation. Time in hours. */
export interface CompiledDesign {
  readonly units: number;
  /** Failures per hour while up, and their sum. */
  readonly rate: Float64Array;
  readonly totalRate: number;
  /** Walker's alias table of the rates (Vose, IEEE Trans. Softw. Eng. 17(9), 1991). */
  readonly aliasCut: Float64Array;
  readonly alias: Int32Array;
  /** A repair takes scale x E^(power) for an exponential E, or scale x exp(sigma N) for a normal N. */
  readonly repairKind: Uint8Array;
  readonly repairScale: Float64Array;
  /**
   * Members of a unit: memberOf[firstMember[u]] to memberOf[firstMember[u + 1] - 1]. `soleMember` is
   * the only one, or -1.
   */
  readonly soleMember: Int32Array;
  readonly firstMember: Int32Array;
  readonly memberOf: Int32Array;
  /** The tier of a member, and the first member of a tier. */
  readonly tierOf: Int32Array;
  readonly firstOfTier: Int32Array;
  readonly tiers: number;
  /** The tier whose crews repair a unit; -1: repaired at once, always. */
  readonly crewsOf: Int32Array;
  readonly crews: Int32Array;
  readonly needed: Int32Array;
  /** 0 no failover, 1 one is active, 2 all are. */
  readonly mode: Uint8Array;
  readonly durationHours: Float64Array;
  readonly sharedHours: Float64Array;
  readonly manualHours: Float64Array;
  readonly coverage: Float64Array;
  readonly lagHours: Float64Array;
}

export const repairKinds = { exponential: 0, lognormal: 1, weibull: 2, fixed: 3 } as const;

export const msPerHour = 3_600_000;

export function compileDesign({ units, tiers }: Design): CompiledDesign {
  const rate = Float64Array.from(units, ({ mtbfMs }) => msPerHour / mtbfMs);
  const members = tiers.flatMap((tier, index) =>
    tier.members.map((member) => ({ ...member, tier: index })),
  );
  const membersOfUnit = units.map((): number[] => []);
  const crewsOf = new Int32Array(units.length).fill(-1);
  for (const [index, { own, shared, tier }] of members.entries()) {
    for (const unit of [own, ...shared]) membersOfUnit[unit]?.push(index);
    if (tiers[tier]?.crews !== undefined) crewsOf[own] = tier;
  }
  const firsts = (counts: readonly number[]): Int32Array => {
    let sum = 0;
    return Int32Array.from([0, ...counts], (count) => (sum += count));
  };
  const hours = (of: (failover: NonNullable<Design['tiers'][number]['failover']>) => number) =>
    Float64Array.from(tiers, ({ failover }) => (failover ? of(failover) / msPerHour : 0));
  return {
    units: units.length,
    rate,
    totalRate: rate.reduce((sum, one) => sum + one, 0),
    ...aliasTable(rate),
    repairKind: Uint8Array.from(units, ({ repair }) => repairKinds[repair]),
    repairScale: Float64Array.from(units, (unit) => repairScale(unit)),
    soleMember: Int32Array.from(membersOfUnit, (of) => (of.length === 1 ? (of[0] ?? -1) : -1)),
    firstMember: firsts(membersOfUnit.map(({ length }) => length)),
    memberOf: Int32Array.from(membersOfUnit.flat()),
    tierOf: Int32Array.from(members, ({ tier }) => tier),
    firstOfTier: firsts(tiers.map((tier) => tier.members.length)),
    tiers: tiers.length,
    crewsOf,
    crews: Int32Array.from(tiers, (tier) => tier.crews ?? tier.members.length),
    needed: Int32Array.from(tiers, ({ needed }) => needed),
    mode: Uint8Array.from(tiers, ({ failover }) =>
      failover === undefined ? 0 : failover.active === 'one' ? 1 : 2,
    ),
    durationHours: hours(({ durationMs }) => durationMs),
    sharedHours: hours(({ sharedDurationMs }) => sharedDurationMs),
    manualHours: hours(({ manualMs }) => manualMs),
    coverage: Float64Array.from(tiers, ({ failover }) => failover?.coverage ?? 1),
    lagHours: hours(({ lagMs }) => lagMs),
  };
}

/** Chosen so that the mean is the MTTR. */
function repairScale({ repair, mttrMs }: Unit): number {
  const mean = mttrMs / msPerHour;
  if (repair === 'lognormal') return mean * Math.exp(-(lognormalSigma ** 2) / 2);
  return repair === 'weibull' ? mean / gamma(1 + 1 / weibullShape) : mean;
}

/** The gamma function for 1 and more, by Lanczos' approximation (g = 7, 9 terms). */
function gamma(x: number): number {
  const z = x - 1;
  const sum = lanczos.reduce((total, term, i) => total + (i === 0 ? term : term / (z + i)), 0);
  const t = z + 7.5;
  return Math.sqrt(2 * Math.PI) * t ** (z + 0.5) * Math.exp(-t) * sum;
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

function aliasTable(rates: Float64Array): { aliasCut: Float64Array; alias: Int32Array } {
  const n = rates.length;
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / n;
  const left = rates.map((rate) => rate / mean);
  const aliasCut = new Float64Array(n).fill(1);
  const alias = Int32Array.from({ length: n }, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  for (const [i, share] of left.entries()) (share < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const [low, high] = [small.pop() ?? 0, large.at(-1) ?? 0];
    aliasCut[low] = left[low] ?? 1;
    alias[low] = high;
    left[high] = (left[high] ?? 0) - (1 - (left[low] ?? 0));
    if ((left[high] ?? 0) < 1) small.push(large.pop() ?? 0);
  }
  return { aliasCut, alias };
}
