import { genesis } from './log.js';
import { Network } from './network.js';
export const AGENT = 0;
export const memberNode = (member) => 1 + member;
/** The supervisor on the member's host: it lives on when the member is frozen or dead. */
export const hostNode = ({ config }, member) => 1 + config.members + member;
export const doorNode = ({ config }, door) => 1 + 2 * config.members + door;
/** Member 0 is primary under term 1, the others stream from it; no door leads anywhere yet. */
export function createWorld(config, random, queue, witness) {
    const members = Array.from({ length: config.members }, (_, index) => ({
        index,
        life: 'running',
        incarnation: 1,
        role: index === 0 ? 'primary' : 'standby',
        roleTerm: index === 0 ? 1 : 0,
        seenTerm: 1,
        log: genesis,
        wiped: false,
        upstream: index === 0 ? undefined : 0,
        streaming: index !== 0,
        flushed: Array.from({ length: config.members }, () => 0),
        waiting: [],
        inbox: [],
    }));
    const doors = Array.from({ length: config.doors }, (_, index) => ({
        index,
        rate: clockRate(config, random),
        term: 0,
        route: undefined,
        leaseEndsMs: -Infinity,
        generation: 0,
    }));
    return {
        config,
        queue,
        random,
        network: new Network(queue, random, 1 + 2 * config.members + config.doors),
        members,
        doors,
        lease: { reservedTerm: 1, granted: { member: 0, term: 1 } },
        witness,
        onExit: () => undefined,
    };
}
/** A clock's rate: as wrong as allowed in half of the cases, else anything between. */
export function clockRate({ maxClockDrift }, random) {
    const side = random() < 0.5 ? -1 : 1;
    return 1 + side * maxClockDrift * (random() < 0.5 ? 1 : random());
}
/** @throws RangeError for a member that does not exist */
export function memberAt(world, index) {
    const member = world.members[index];
    if (member === undefined)
        throw new RangeError(`no member ${index}`);
    return member;
}
/** @throws RangeError for a door that does not exist */
export function doorAt(world, index) {
    const door = world.doors[index];
    if (door === undefined)
        throw new RangeError(`no door ${index}`);
    return door;
}
//# sourceMappingURL=world.js.map