import type { Socket } from 'node:net';
import type { Clock } from '../../clock/clock.ts';
import type { Delivery } from './delivery.ts';
/** One direction of one connection: from the socket it reads to the socket it writes. */
export interface Direction {
    /** The link has changed: what is still under way travels anew under the new conditions. */
    reschedule(): void;
    stop(): void;
}
/**
 * Carries bytes from `source` to `target`: neither lost, reordered nor changed, only late. The
 * source is paused while as much is under way as the delivery allows, or the target is full.
 */
export declare function carry(options: {
    readonly source: Socket;
    readonly target: Socket;
    /** The delivery that holds now. */
    readonly delivery: () => Delivery;
    readonly clock: Clock;
    readonly onBytes: (count: number) => void;
}): Direction;
//# sourceMappingURL=direction.d.ts.map