import { designOf } from './design-of.js';
import { holdBacks } from './importance.js';
import { budgets } from './nines.js';
import { reachOf } from './reach.js';
import { losesNothing } from './figures.js';
/**
 * Whether a contract's design can keep its promise, in closed form.
 *
 * The RTO and RPO checked are those of the failure of any one member, whose recovery is automatic: by
 * convention also those of a tier without redundancy, where it takes the repair of the host. Lost zones
 * and regions, deployments and mistakes count in the availability.
 */
export function planOf(contract, measured) {
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
export function checksOf(contract, reach, tiers) {
    const { availability, rtoMs, rpoMs } = contract.promise;
    const ratio = (name, promised) => ({
        name,
        promised,
        reached: reach.availability,
        kept: reach.availability >= promised,
    });
    const worst = (name, promised, of) => {
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
export function tierAnswer(contract, design, reach, tier, index) {
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
//# sourceMappingURL=plan.js.map