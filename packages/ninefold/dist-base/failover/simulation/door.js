import { deliver, write } from './member.js';
import { isPrefix } from './log.js';
import { doorNode, memberAt, memberNode } from './world.js';
/** The door's own clock (ms). */
export function doorMs(world, door) {
    return world.queue.nowMs * door.rate;
}
/** Where the door leads now; nowhere when its lease has ended. */
export function openRoute(world, door) {
    return door.leaseEndsMs > doorMs(world, door) ? door.route : undefined;
}
export function cutDoor(world, door, term) {
    if (term <= door.term)
        return;
    door.term = term;
    door.route = undefined;
    door.generation += 1;
    if (world.witness.tracing)
        world.witness.note(`door ${door.index} cut for term ${term}`);
}
/** Returns whether the door took the route. */
export function routeDoor(world, door, primary, term, askedDoorMs) {
    const endsMs = askedDoorMs + world.config.routeLeaseTtlMs;
    if (term < door.term || endsMs <= doorMs(world, door))
        return false;
    const open = openRoute(world, door);
    if (open?.term !== term || open.member !== primary) {
        door.generation += 1;
        door.term = term;
        door.route = { member: primary, term };
        if (world.witness.tracing) {
            world.witness.note(`door ${door.index} leads to member ${primary} of term ${term}`);
        }
    }
    door.leaseEndsMs = Math.max(door.leaseEndsMs, endsMs);
    return true;
}
/**
 * A client writes through a door. `onAcknowledged` is called when the client is told; `late` says
 * that the primary acknowledged after a door had been led to a newer one.
 */
export function clientWrite(world, door, id, newestRoutedTerm, onAcknowledged) {
    const route = openRoute(world, door);
    if (route === undefined)
        return;
    const { generation } = door;
    const primary = memberAt(world, route.member);
    const { incarnation } = primary;
    const [from, to] = [doorNode(world, door.index), memberNode(primary.index)];
    world.network.send(from, to, () => deliver(primary, () => {
        if (primary.incarnation !== incarnation)
            return;
        write(world, primary, id, (record) => {
            const late = newestRoutedTerm() > primary.roleTerm;
            world.network.send(to, from, () => {
                if (door.generation !== generation || openRoute(world, door) === undefined)
                    return;
                if (world.witness.tracing) {
                    world.witness.note(`write ${id} acknowledged by member ${primary.index}`);
                }
                onAcknowledged({ id, record }, route.term, late);
            });
        });
    }));
}
export function holds(log, { record }) {
    return isPrefix(record, log);
}
//# sourceMappingURL=door.js.map