import { lognormalSigma, weibullShape } from './default-figures.js';
export const repairKinds = { exponential: 0, lognormal: 1, weibull: 2, fixed: 3 };
export const msPerHour = 3_600_000;
export function compileDesign({ units, tiers }) {
    const rate = Float64Array.from(units, ({ mtbfMs }) => msPerHour / mtbfMs);
    const members = tiers.flatMap((tier, index) => tier.members.map((member) => ({ ...member, tier: index })));
    const membersOfUnit = units.map(() => []);
    const crewsOf = new Int32Array(units.length).fill(-1);
    for (const [index, { own, shared, tier }] of members.entries()) {
        for (const unit of [own, ...shared])
            membersOfUnit[unit]?.push(index);
        if (tiers[tier]?.crews !== undefined)
            crewsOf[own] = tier;
    }
    const firsts = (counts) => {
        let sum = 0;
        return Int32Array.from([0, ...counts], (count) => (sum += count));
    };
    const hours = (of) => Float64Array.from(tiers, ({ failover }) => (failover ? of(failover) / msPerHour : 0));
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
        mode: Uint8Array.from(tiers, ({ failover }) => failover === undefined ? 0 : failover.active === 'one' ? 1 : 2),
        durationHours: hours(({ durationMs }) => durationMs),
        sharedHours: hours(({ sharedDurationMs }) => sharedDurationMs),
        manualHours: hours(({ manualMs }) => manualMs),
        coverage: Float64Array.from(tiers, ({ failover }) => failover?.coverage ?? 1),
        lagHours: hours(({ lagMs }) => lagMs),
    };
}
/** Chosen so that the mean is the MTTR. */
function repairScale({ repair, mttrMs }) {
    const mean = mttrMs / msPerHour;
    if (repair === 'lognormal')
        return mean * Math.exp(-(lognormalSigma ** 2) / 2);
    return repair === 'weibull' ? mean / gamma(1 + 1 / weibullShape) : mean;
}
/** The gamma function for 1 and more, by Lanczos' approximation (g = 7, 9 terms). */
function gamma(x) {
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
function aliasTable(rates) {
    const n = rates.length;
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / n;
    const left = rates.map((rate) => rate / mean);
    const aliasCut = new Float64Array(n).fill(1);
    const alias = Int32Array.from({ length: n }, (_, i) => i);
    const small = [];
    const large = [];
    for (const [i, share] of left.entries())
        (share < 1 ? small : large).push(i);
    while (small.length > 0 && large.length > 0) {
        const [low, high] = [small.pop() ?? 0, large.at(-1) ?? 0];
        aliasCut[low] = left[low] ?? 1;
        alias[low] = high;
        left[high] = (left[high] ?? 0) - (1 - (left[low] ?? 0));
        if ((left[high] ?? 0) < 1)
            small.push(large.pop() ?? 0);
    }
    return { aliasCut, alias };
}
//# sourceMappingURL=compiled-design.js.map