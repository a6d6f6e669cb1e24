import { fewerThan } from './block-diagram.js';
import { redundantUnavailability } from './failover-chain.js';
import { placementOf } from './placement.js';
import { downChanceOf, placeStates, sharedUnits } from './places.js';
export function nothingSolved() {
    return { chains: new Map(), places: new Map(), placements: new Map() };
}
/**
 * The availability of a design in closed form. The states of zones and regions are summed over,
 * one by one; given a state the tiers are independent, and each is a Markov chain of its members
 * (failover-chain.ts). Switch-overs after the loss of a zone or region come on top, as their
 * frequency times their mean time. Exact but for two terms of second order: a failure while a
 * switch-over is under way, and two tiers that switch over at once.
 *
 * Repair times count with their mean alone; for members repaired independently that is exact for any
 * distribution, and for few crews it takes exponential ones.
 */
export function reachOf(design, solved = nothingSolved(), forced) {
    const places = knownPlaces(design, solved, forced);
    const { states, unlikely } = places;
    const likely = 1 - unlikely;
    const tierDown = new Float64Array(design.tiers.length).fill(unlikely);
    const structural = new Float64Array(design.tiers.length).fill(unlikely);
    const switching = new Float64Array(design.tiers.length);
    // What depends on no place is the same in all states, and told once.
    let placelessUp = 1;
    const placed = [];
    for (const [index, tier] of design.tiers.entries()) {
        const given = tierCondition(design, tier, solved, forced);
        if (tier.members.some((member) => member.shared.length > 0)) {
            const placement = knownPlacement(design, tier, solved, places);
            placed.push({ index, alive: placement.alive, given });
            switching[index] = placeSwitchOvers(design, tier, placement);
            continue;
        }
        const { unavailability, tooFew: few } = given(allUp, tier.members.length);
        placelessUp *= 1 - unavailability;
        tierDown[index] = unlikely + likely * unavailability;
        structural[index] = unlikely + likely * few;
    }
    let down = unlikely;
    for (const [number, state] of states.entries()) {
        let up = placelessUp;
        for (const { index, alive, given } of placed) {
            const { unavailability, tooFew: few } = given(state, alive[number] ?? 0);
            up *= 1 - unavailability;
            tierDown[index] = (tierDown[index] ?? 0) + state.chance * unavailability;
            structural[index] = (structural[index] ?? 0) + state.chance * few;
        }
        down += state.chance * (1 - up);
    }
    const tiers = design.tiers.map((tier, index) => {
        const switched = switching[index] ?? 0;
        const chain = tierDown[index] ?? 0;
        down += switched * (1 - down);
        return {
            name: tier.name,
            kind: tier.kind,
            unavailability: chain + switched,
            failoverShare: Math.max(0, chain - (structural[index] ?? 0)) + switched,
        };
    });
    return { availability: 1 - down, unavailability: down, tiers };
}
const allUp = { chance: 1, down: new Set() };
function knownPlaces(design, solved, forced) {
    const shared = sharedUnits(design);
    const isForced = forced !== undefined && shared.includes(forced.unit);
    const key = [
        ...shared.flatMap((unit) => [unit, design.units[unit]?.mtbfMs, design.units[unit]?.mttrMs]),
        ...(isForced ? [forced.unit, forced.up] : []),
    ].join();
    const known = solved.places.get(key) ?? placeStates(design, shared, forced);
    solved.places.set(key, known);
    return { ...known, shared, key };
}
function knownPlacement(design, tier, { placements }, { shared, states, key: places }) {
    const key = `${places};${tier.members.map((member) => member.shared.join()).join(' ')}`;
    const known = placements.get(key) ?? placementOf(design, tier, shared, states);
    placements.set(key, known);
    return known;
}
/** A tier given the state of places. Where its members are alike, all depends on how many are left. */
function tierCondition(design, tier, solved, forced) {
    const first = design.units[tier.members[0]?.own ?? 0];
    const alike = tier.members.every(({ own }) => {
        const unit = design.units[own];
        return own !== forced?.unit && unit?.mtbfMs === first?.mtbfMs && unit?.mttrMs === first?.mttrMs;
    });
    const known = [];
    return ({ down }, left) => {
        const before = alike ? known[left] : undefined;
        if (before !== undefined)
            return before;
        const alive = down.size === 0
            ? tier.members
            : tier.members.filter(({ shared }) => !shared.some((unit) => down.has(unit)));
        const condition = {
            unavailability: membersDown(design, tier, alive, solved, forced),
            tooFew: tooFew(design, tier.needed, alive, forced),
        };
        known[left] = condition;
        return condition;
    };
}
function membersDown(design, tier, alive, solved, forced) {
    if (alive.length < tier.needed)
        return 1;
    const { failover, crews } = tier;
    // Independent members need no chain. A forced one leaves it, since there all are alike.
    const isForced = forced !== undefined && tier.members.some(({ own }) => own === forced.unit);
    if (isForced || (failover === undefined && crews === undefined)) {
        return tooFew(design, tier.needed, alive, forced);
    }
    const unit = design.units[alive[0]?.own ?? 0];
    if (unit === undefined)
        return 0;
    // Hashing is cheaper than solving; the key is all that the chain depends on.
    const key = [
        alive.length,
        tier.members.length,
        tier.needed,
        unit.mtbfMs,
        unit.mttrMs,
        crews,
        failover?.active,
        failover?.durationMs,
        failover?.coverage,
        failover?.manualMs,
    ].join();
    const known = solved.chains.get(key);
    if (known !== undefined)
        return known;
    // Of n members one carries 1/n, also when a zone has taken others: they carry the rest.
    const unavailability = redundantUnavailability({
        members: alive.length,
        needed: tier.needed,
        failureRate: 1 / unit.mtbfMs,
        repairRate: 1 / unit.mttrMs,
        ...(crews === undefined ? {} : { crews }),
        ...(failover === undefined
            ? {}
            : {
                failover: {
                    active: failover.active,
                    duration: failover.durationMs,
                    coverage: failover.coverage,
                    manualDuration: failover.manualMs,
                    standbyFailureRatio: 1,
                },
            }),
    });
    solved.chains.set(key, unavailability);
    return unavailability;
}
/** The chance that fewer members than needed are up, switch-overs apart. */
function tooFew(design, needed, alive, forced) {
    const chances = alive.map(({ own }) => {
        if (own === forced?.unit)
            return forced.up ? 1 : 0;
        const unit = design.units[own];
        return unit === undefined ? 1 : 1 - downChanceOf(unit);
    });
    return fewerThan(needed, chances);
}
/** The time that switch-overs take after the loss of a zone or region, as a share of all time. */
function placeSwitchOvers(design, { failover, members, needed }, { lossRate }) {
    if (failover === undefined)
        return 0;
    const { coverage, sharedDurationMs, manualMs } = failover;
    const meanMs = coverage * sharedDurationMs + (1 - coverage) * manualMs;
    let share = 0;
    for (const [left, rate] of lossRate.entries()) {
        if (rate === 0 || left < needed)
            continue;
        share += rate * meanMs * (1 - tooFew(design, needed, members.slice(0, left), undefined));
    }
    return share;
}
//# sourceMappingURL=reach.js.map