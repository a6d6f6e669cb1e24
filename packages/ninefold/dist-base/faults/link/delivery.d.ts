import type { Random } from '../../clock/random.ts';
import type { LinkFault } from './link-fault.ts';
/** When each piece of data of one direction of a link arrives. */
export interface Delivery {
    /**
     * When a piece that is here now arrives (ms), or `Infinity` while nothing passes. A piece never
     * overtakes an earlier one of its connection: `afterMs` is when that one arrives. A piece of
     * 0 bytes is the end of the stream, which travels like data.
     */
    arrivesAtMs(bytes: number, nowMs: number, afterMs: number): number;
    /** Pieces larger than this are to be cut (bytes). */
    readonly maxPieceBytes: number;
    /** So much may be under way on one connection before its source has to wait (bytes). */
    readonly maxHeldBytes: number;
}
/**
 * The schedule of one direction under a fault; `undefined` is a sound link. All connections of the
 * direction share it, since a throttled link is shared by them.
 */
export declare function createDelivery(fault: LinkFault | undefined, random: Random): Delivery;
//# sourceMappingURL=delivery.d.ts.map