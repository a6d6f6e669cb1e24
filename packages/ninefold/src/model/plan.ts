import type { Contract } from '../contract/contract.ts';
import { designOf } from './design-of.ts';
import type { Design, Tier } from './design.ts';
import { holdBacks } from './importance.ts';
import type { HoldBack } from './importance.ts';
import type { Measured } from './measured.ts';
import { budgets } from './nines.ts';
import type { Budgets } from './nines.ts';
import { reachOf } from './reach.ts';
import type { Reach } from './reach.ts';
import { losesNothing } from './figures.ts';

/** What a design can reach of its promise. Times in ms. */
export interface Plan {
  readonly design: Design;
  readonly reach: Reach;
  readonly checks: readonly PromiseCheck[];
  /** Whether every promise is within reach. */
  readonly kept: boolean;
  readonly tiers: readonly TierAnswer[];
  /** Worst first. */
  readonly holdsBack: readonly HoldBack[];
  /** Minutes that the promise allows, and minutes that the design takes. */
  readonly allowed: Budgets;
  readonly taken: Budgets;
}

export interface PromiseCheck {
  readonly name: 'availability' | 'agreement' | 'rto' | 'rpo';
  /** A ratio for the first two, ms for the others. */
  readonly promised: number;
  readonly reached: number;
  readonly kept: boolean;
  /** The tier that decides it; absent for the sum of all. */
  readonly tier?: string;
}

export interface TierAnswer {
  readonly name: string;
  readonly kind: Tier['kind'];
  readonly members: number;
  readonly needed: number;
  readonly availability: number;
  readonly unavailability: number;
  /** From the failure of one member to service restored, when the automation works. */
  readonly rtoMs: number;
  /** The worst that was measured; else as `rtoMs`. */
  readonly worstRtoMs: number;
  /** The chance that it does not work, and then people restore service. */
  readonly missed: number;
  readonly manualMs: number;
  /** Age of the oldest lost write, exceeded by one switch-over in 100; 0: none is lost. */
  readonly rpoMs: number;
  /** Whether the recovery time was measured or assumed. */
  readonly source: 'measured' | 'assumed';
}

/**
 * Whether a contract's design can keep its promise, in closed form.
 *
 * The RTO and RPO checked are those of the failure of any one member, whose recovery is automatic: by
 * convention also those of a tier without redundancy, where it takes the repair of the host. Lost zones
 * and regions, deployments and mistakes count in the availability.
 */
export function planOf(contract: Contract, measured?: Measured): Plan {
  const design = designOf(contract, measured);
  const reach = reachOf(design);
  const tiers = design.tiers.map((tier, index) => tierAnswer(contract, design, reach, tier, index));
  const checks = checksOf(contract, reach, tiers);
  return {
    design,
    reach,
    checks,
    kept: checks.every((check) => check.kept),
    tiers,
    holdsBack: holdBacks(design, reach),
    allowed: budgets(contract.promise.availability.objective),
    taken: budgets(reach.availability),
  };
}

/** The checks alone, as a search for a better design needs them. */
export function checksOf(
  contract: Contract,
  reach: Reach,
  tiers: readonly TierAnswer[],
): readonly PromiseCheck[] {
  const { availability, rtoMs, rpoMs } = contract.promise;
  const ratio = (name: 'availability' | 'agreement', promised: number): PromiseCheck => ({
    name,
    promised,
    reached: reach.availability,
    kept: reach.availability >= promised,
  });
  const worst = (name: 'rto' | 'rpo', promised: number, of: (tier: TierAnswer) => number) => {
    const hosts = tiers.filter(({ kind }) => kind !== 'call' && kind !== 'cause');
    const tier = hosts.toSorted((a, b) => of(b) - of(a))[0];
    const reached = tier === undefined ? 0 : of(tier);
    const named = tier === undefined ? {} : { tier: tier.name };
    return { name, promised, reached, kept: reached <= promised, ...named };
  };
  return [
    ratio('availability', availability.objective),
    ...(availability.agreement === availability.objective
      ? []
      : [ratio('agreement', availability.agreement)]),
    worst('rto', rtoMs, (tier) => tier.worstRtoMs),
    worst('rpo', rpoMs, (tier) => tier.rpoMs),
  ];
}

/** A loss whose age is exponential about its mean exceeds this multiple of it once in 100 times. */
const P99_OF_EXPONENTIAL = Math.log(100);

export function tierAnswer(
  contract: Contract,
  design: Design,
  reach: Reach,
  tier: Tier,
  index: number,
): TierAnswer {
  const { failover } = tier;
  const unit = design.units[tier.members[0]?.own ?? 0];
  const unavailability = reach.tiers[index]?.unavailability ?? 0;
  const rtoMs = failover?.durationMs ?? unit?.mttrMs ?? 0;
  const store = contract.stores.find(({ name }) => tier.name === `stores.${name}`);
  const lagMs = store === undefined || losesNothing(store) ? 0 : (failover?.lagMs ?? 0);
  return {
    name: tier.name,
    kind: tier.kind,
    members: tier.members.length,
    needed: tier.needed,
    availability: 1 - unavailability,
    unavailability,
    rtoMs,
    worstRtoMs: Math.max(rtoMs, failover?.worstMs ?? 0),
    missed: failover === undefined ? 0 : 1 - failover.coverage,
    manualMs: failover?.manualMs ?? 0,
    rpoMs: lagMs * P99_OF_EXPONENTIAL,
    source: failover?.worstMs === undefined ? 'assumed' : 'measured',
  };
}
