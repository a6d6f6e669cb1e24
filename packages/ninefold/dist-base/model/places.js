import { fewerThan } from './block-diagram.js';
/** States at most that are looked at one by one. */
const MAX_STATES = 5000;
/** More places down at once than so likely are left out, and count as an outage. */
const UNLIKELY = 1e-11;
/** The share of time in which a unit is down. */
export function downChanceOf({ mtbfMs, mttrMs }) {
    return mtbfMs === Infinity ? 0 : mttrMs / (mtbfMs + mttrMs);
}
/** The units that several members share: zones and regions. */
export function sharedUnits(design) {
    const found = new Set();
    for (const { members } of design.tiers) {
        for (const { shared } of members)
            for (const unit of shared)
                found.add(unit);
    }
    return [...found].toSorted((a, b) => a - b);
}
/**
 * The states of zones and regions, with as many down at once as are likely, or as
 * {@link MAX_STATES} allows. `unlikely` is the chance of the rest.
 */
export function placeStates(design, shared, forced) {
    const downChance = shared.map((index) => {
        if (forced?.unit === index)
            return forced.up ? 0 : 1;
        const unit = design.units[index];
        return unit === undefined ? 0 : downChanceOf(unit);
    });
    const most = deepest(downChance.filter((_, index) => shared[index] !== forced?.unit));
    const states = [];
    let likely = 0;
    const visit = (from, chance, down) => {
        if (chance === 0)
            return;
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
    const rest = 1 - likely;
    return { states, unlikely: rest > UNLIKELY / 100 ? rest : 0 };
}
function deepest(downChance) {
    const units = downChance.length;
    let [depth, states, choices] = [0, 1, 1];
    // "Fewer than so many are up" of the chances to be down, turned round: more than `depth` are down.
    while (depth < units && 1 - fewerThan(depth + 1, downChance) > UNLIKELY) {
        choices = (choices * (units - depth)) / (depth + 1);
        if (states + choices > MAX_STATES)
            break;
        states += choices;
        depth += 1;
    }
    return depth;
}
//# sourceMappingURL=places.js.map