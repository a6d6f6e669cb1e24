import { deliver, write } from './member.ts';
import { isPrefix } from './log.ts';
import type { LogRecord } from './log.ts';
import { doorNode, memberAt, memberNode } from './world.ts';
import type { SimDoor, World } from './world.ts';

/** The door's own clock (ms). */
export function doorMs(world: World, door: SimDoor): number {
  return world.queue.nowMs * door.rate;
}

/** Where the door leads now; nowhere when its lease has ended. */
export function openRoute(world: World, door: SimDoor): SimDoor['route'] {
  return door.leaseEndsMs > doorMs(world, door) ? door.route : undefined;
}

export function cutDoor(world: World, door: SimDoor, term: number): void {
  if (term <= door.term) return;
  door.term = term;
  door.route = undefined;
  door.generation += 1;
  if (world.witness.tracing) world.witness.note(`door ${door.index} cut for term ${term}`);
}

/** Returns whether the door took the route. */
export function routeDoor(
  world: World,
  door: SimDoor,
  primary: number,
  term: number,
  askedDoorMs: number,
): boolean {
  const endsMs = askedDoorMs + world.config.routeLeaseTtlMs;
  if (term < door.term || endsMs <= doorMs(world, door)) return false;
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

/** An acknowledged write: where it stands in the log of the primary that took it. */
export interface AcknowledgedWrite {
  readonly id: number;
  readonly record: LogRecord;
}

/**
 * A client writes through a door. `onAcknowledged` is called when the client is told; `late` says
 * that the primary acknowledged after a door had been led to a newer one.
 */
export function clientWrite(
  world: World,
  door: SimDoor,
  id: number,
  newestRoutedTerm: () => number,
  onAcknowledged: (write: AcknowledgedWrite, term: number, late: boolean) => void,
): void {
  const route = openRoute(world, door);
  if (route === undefined) return;
  const { generation } = door;
  const primary = memberAt(world, route.member);
  const { incarnation } = primary;
  const [from, to] = [doorNode(world, door.index), memberNode(primary.index)];
  world.network.send(from, to, () =>
    deliver(primary, () => {
      if (primary.incarnation !== incarnation) return;
      write(world, primary, id, (record) => {
        const late = newestRoutedTerm() > primary.roleTerm;
        world.network.send(to, from, () => {
          if (door.generation !== generation || openRoute(world, door) === undefined) return;
          if (world.witness.tracing) {
            world.witness.note(`write ${id} acknowledged by member ${primary.index}`);
          }
          onAcknowledged({ id, record }, route.term, late);
        });
      });
    }),
  );
}

export function holds(log: LogRecord, { record }: AcknowledgedWrite): boolean {
  return isPrefix(record, log);
}
