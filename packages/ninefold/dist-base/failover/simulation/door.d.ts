import type { LogRecord } from './log.ts';
import type { SimDoor, World } from './world.ts';
/** The door's own clock (ms). */
export declare function doorMs(world: World, door: SimDoor): number;
/** Where the door leads now; nowhere when its lease has ended. */
export declare function openRoute(world: World, door: SimDoor): SimDoor['route'];
export declare function cutDoor(world: World, door: SimDoor, term: number): void;
/** Returns whether the door took the route. */
export declare function routeDoor(world: World, door: SimDoor, primary: number, term: number, askedDoorMs: number): boolean;
/** An acknowledged write: where it stands in the log of the primary that took it. */
export interface AcknowledgedWrite {
    readonly id: number;
    readonly record: LogRecord;
}
/**
 * A client writes through a door. `onAcknowledged` is called when the client is told; `late` says
 * that the primary acknowledged after a door had been led to a newer one.
 */
export declare function clientWrite(world: World, door: SimDoor, id: number, newestRoutedTerm: () => number, onAcknowledged: (write: AcknowledgedWrite, term: number, late: boolean) => void): void;
export declare function holds(log: LogRecord, { record }: AcknowledgedWrite): boolean;
//# sourceMappingURL=door.d.ts.map