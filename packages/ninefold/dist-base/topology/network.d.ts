import type { Clock } from '../clock/clock.ts';
import type { Random } from '../clock/random.ts';
import type { LinkFault } from '../faults/link/link-fault.ts';
/** Where something listens. */
export interface Address {
    readonly host: string;
    readonly port: number;
}
/** Tells whether the way from one member to another is meant. */
export type EdgeMatch = (from: string, to: string) => boolean;
/**
 * The ways between members. They are direct, or, when the proof is to break them, links in our
 * own process that every connection goes through.
 */
export interface Network {
    /**
     * Where `from` reaches `to`, which listens at `address`. The same edge gives the same answer.
     *
     * @throws Error once the network is closed
     */
    connect(from: string, to: string, address: Address): Promise<Address>;
    /**
     * Breaks the links that match, those too that are opened while the fault lasts; the fault that
     * came last holds.
     *
     * @returns how to end it; undefined when no link matches
     */
    breakEdges(matches: EdgeMatch, fault: LinkFault): (() => void) | undefined;
    /**
     * Resolves when what was last broken or mended is in force.
     *
     * @throws EnvironmentError when it could not be
     */
    settled(): Promise<void>;
    /** Who listens at the port that `from` connects to; undefined when nobody known does. */
    memberAt(from: string, port: number): string | undefined;
    close(): Promise<void>;
}
/** @param linked whether connections go through links that faults can break */
export declare function createNetwork(linked: boolean, clock: Clock, random: Random): Network;
export declare function addressAt(port: number): Address;
//# sourceMappingURL=network.d.ts.map