import { count, duration, percent } from '../../history/wording.js';
/** What each promise is called. */
export const TITLES = {
    availability: 'Availability (objective)',
    agreement: 'Availability (SLA)',
    rto: 'Recovery time (RTO)',
    rpo: 'Lost data (RPO)',
};
/** The sign and the word of a check, so that colour is never the only difference. */
export function withinReach(kept) {
    return kept ? '✓ within reach' : '✗ out of reach';
}
export function promised({ name, promised: value }) {
    if (name === 'availability' || name === 'agreement')
        return percent(value);
    return name === 'rpo' && value === 0 ? 'nothing lost' : `at most ${duration(value)}`;
}
/** A ratio is cut, never rounded up to what was promised. */
export function reached({ name, reached: value, tier }) {
    if (name === 'availability' || name === 'agreement')
        return percent(value);
    const time = name === 'rpo' && value === 0 ? 'nothing lost' : duration(value);
    return tier === undefined || value === 0 ? time : `${time} (${tier})`;
}
/** In one sentence: whether the design can keep its promise, and by what it can't. */
export function summary({ plan }) {
    const broken = plan.checks.filter(({ kept }) => !kept);
    return broken.length === 0
        ? 'This design can keep its promise.'
        : `This design can't keep its promise: ${broken.map(({ name }) => TITLES[name]).join(', ')} out of reach.`;
}
/** Both chances of a window, and how well they are known. */
export function chances({ contract, simulation }) {
    const { objective, agreement, windowMs } = contract.promise.availability;
    const window = duration(windowMs);
    return [
        ...(agreement === objective
            ? []
            : [
                `In ${window} the SLA of ${percent(agreement)} is broken with a chance of ${chance(simulation.agreementBroken)}.`,
            ]),
        `In ${window} the objective of ${percent(objective)} is missed with a chance of ${chance(simulation.objectiveMissed)}.`,
    ];
}
/** `16 % (15.7 % to 16.4 %)`; what was never seen is told by its bound. */
export function chance({ estimate, low, high }) {
    return estimate === 0
        ? `less than ${percent(high, 'up')}`
        : `${percent(estimate)} (${percent(low)} to ${percent(high, 'up')})`;
}
/** Two digits beyond the nines, rounded: for comparing, where {@link percent} is for promises. */
function exact(availability) {
    const away = Math.max(1e-12, 1 - availability);
    const digits = Math.min(9, Math.max(2, Math.ceil(-Math.log10(away * 100)) + 2));
    return `${(availability * 100).toFixed(digits)} %`;
}
/** Where the figures are from: how many years, and that two ways agree. */
export function simulated({ plan, simulation, rare, seed }) {
    const { estimate, low, high } = simulation.unavailability;
    const both = `Closed form ${exact(plan.reach.availability)}, `;
    const years = `${count(simulation.years)} simulated years with ${count(simulation.events)} failures and repairs (seed ${seed})`;
    if (rare !== undefined) {
        const { unavailability, halfWidth, cycles } = rare;
        return `${both}importance sampling ${exact(1 - unavailability)} (${exact(1 - unavailability - halfWidth)} to ${exact(1 - unavailability + halfWidth)}, ${count(cycles)} cycles); distributions from ${years}.`;
    }
    return `${both}simulation ${exact(1 - estimate)} (${exact(1 - high)} to ${exact(1 - low)}): ${years}.`;
}
/** What the simulated years spread over; what never happened is left out. */
export function spreads({ contract, simulation }) {
    const rows = [
        [`Away in ${duration(contract.promise.availability.windowMs)}`, simulation.windowDowntime],
        ['Away in a year', simulation.yearDowntime],
        ['Longest outage of a year', simulation.longestOutageOfYear],
        ['One outage', simulation.outageLength],
        ['Oldest write that a switch-over lost', simulation.lostWriteAge],
    ];
    return rows.flatMap(([name, spread]) => (spread === undefined ? [] : [[name, spread]]));
}
export function value({ value: figure, unit }) {
    return unit === 'ms' ? duration(figure) : unit === 'ratio' ? percent(figure) : count(figure);
}
/** `0.72`, `21.6`, `1,310`: three digits. */
export function minutes(amount) {
    if (amount >= 1000)
        return count(amount);
    return amount >= 0.001 || amount === 0
        ? String(Number(amount.toPrecision(3)))
        : amount.toExponential(1);
}
export const MINUTES_OF_YEAR = 365 * 24 * 60;
/** A tier's recovery; calls and causes have none of their own. */
export function recovery({ kind, rtoMs, worstRtoMs }) {
    if (kind === 'call' || kind === 'cause')
        return '–';
    return worstRtoMs > rtoMs ? `${duration(rtoMs)}, worst ${duration(worstRtoMs)}` : duration(rtoMs);
}
export function loss({ kind, rpoMs }) {
    if (kind !== 'store')
        return '–';
    return rpoMs === 0 ? 'none' : duration(rpoMs);
}
export function membersOf({ members, needed }) {
    return members === 1 ? '1' : `${members}, ${needed} needed`;
}
/** What changes of the design would keep the promise, and what they cost. */
export function changeWords({ plan, contract, change }) {
    if (plan.kept)
        return ['Nothing has to be bought: the design keeps its promise as it is.'];
    if (contract.prices === undefined) {
        return [
            'The contract names no prices, so nothing can be bought. Add prices: { replica, member, balancer, zone, region, detection }, each per month.',
        ];
    }
    const { cheapest, tried, complete } = change;
    if (cheapest !== undefined) {
        return [
            `${cheapest.changes.join(', ')}: ${count(cheapest.costPerMonth)} a month more, and ${percent(cheapest.availability)}.`,
        ];
    }
    const [worst] = plan.holdsBack;
    return [
        complete
            ? `Nothing that can be bought keeps the promise (${count(tried)} designs looked at).`
            : `None of the ${count(tried)} cheapest designs keeps the promise.`,
        ...(worst?.kind === 'cause' || worst?.kind === 'call'
            ? [
                `What holds it back most, ${worst.name}, is not for sale: try --set on its assumptions or guards.`,
            ]
            : []),
    ];
}
/** The reverse: the repair and detection times that the objective needs. */
export function requiredWords({ mttr, detection, contract }) {
    const { objective } = contract.promise.availability;
    const say = (what, required) => required.kind === 'at-most'
        ? `${what}: at most ${duration(required.ms)} (now ${duration(required.nowMs)}).`
        : `${what}: not even 0 is enough, it reaches ${percent(required.reached)} (now ${duration(required.nowMs)}).`;
    return [
        `For ${percent(objective)}, all else as it is:`,
        say('Mean repair of a host', mttr),
        ...(detection === undefined ? [] : [say('Detection of a failed store member', detection)]),
    ];
}
//# sourceMappingURL=plan-words.js.map