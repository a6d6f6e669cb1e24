import { nothingSolved, reachOf } from './reach.js';
/**
 * What holds a design back, worst first. The order is by the unavailability that would be gone without
 * it; importances after Birnbaum (1969) and Rausand & Høyland (2004, section 5).
 */
export function holdBacks(design, reach = reachOf(design)) {
    const solved = nothingSolved();
    const gain = (better) => Math.max(0, reach.unavailability - reachOf(better, solved).unavailability);
    const found = groupsOf(design).map((group) => {
        const { name, kind, tier, units } = group;
        const [unit] = units;
        const base = { name, kind, ...(tier === undefined ? {} : { tier: tier.name }) };
        if (unit === undefined) {
            return { ...base, unavailability: gain(withoutFailoverTime(design, tier)) };
        }
        const up = reachOf(design, solved, { unit, up: true });
        const down = reachOf(design, solved, { unit, up: false });
        const birnbaum = down.unavailability - up.unavailability;
        const { mtbfMs, mttrMs } = unitOf(design, unit);
        return {
            ...base,
            unavailability: gain(withoutFailures(design, new Set(units))),
            birnbaum,
            criticality: (birnbaum * mttrMs) / (mtbfMs + mttrMs) / reach.unavailability,
        };
    });
    return found
        .filter(({ unavailability }) => unavailability > 0)
        .toSorted((a, b) => b.unavailability - a.unavailability);
}
function groupsOf(design) {
    const groups = [];
    for (const kind of ['zone', 'region']) {
        const units = [...design.units.keys()].filter((index) => unitOf(design, index).kind === kind);
        if (units.length === 0)
            continue;
        groups.push({ name: units.length === 1 ? `the ${kind}` : `${kind}s`, kind: 'place', units });
    }
    for (const tier of design.tiers) {
        const units = tier.members.map(({ own }) => own);
        const isHosts = tier.kind !== 'call' && tier.kind !== 'cause';
        groups.push({
            name: isHosts ? `hosts of ${tier.name}` : tier.name,
            kind: isHosts ? 'hosts' : tier.kind,
            tier,
            units,
        });
        if (tier.failover !== undefined) {
            groups.push({ name: `failover of ${tier.name}`, kind: 'failover', tier, units: [] });
        }
    }
    return groups;
}
function withoutFailures(design, units) {
    return {
        ...design,
        units: design.units.map((unit, index) => units.has(index) ? { ...unit, mtbfMs: Infinity } : unit),
    };
}
function withoutFailoverTime(design, tier) {
    return {
        ...design,
        tiers: design.tiers.map((other) => other === tier && other.failover !== undefined
            ? {
                ...other,
                failover: { ...other.failover, durationMs: 0, sharedDurationMs: 0, manualMs: 0 },
            }
            : other),
    };
}
function unitOf(design, index) {
    const unit = design.units[index];
    if (unit === undefined)
        throw new RangeError(`the design has no unit ${index}`);
    return unit;
}
//# sourceMappingURL=importance.js.map