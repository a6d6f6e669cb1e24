import type { Clock } from '../../clock/clock.ts';
import type { Supervisor } from '../supervisor.ts';
import { type Cut } from './firewall.ts';
/** A machine of the topology, with an address of its own. */
export interface Host {
    /** Such as `orders[1]`. */
    readonly name: string;
    /** IPv4. */
    readonly address: string;
    /** Starts a process there, as Supervisor.start does. */
    readonly start: Supervisor['start'];
    /** Has this address as one of its own now: whether a virtual address is here. */
    holds(address: string): boolean;
    /** Lets others reach what listens on the host's own loopback address only. */
    openLoopback(): Promise<void>;
    /** Takes away an address that a killed program left. */
    drop(address: string): void;
    /** When it resolves these cuts, and no others, are in force. Only where `isolated`. */
    cut(cuts: readonly Cut[]): Promise<void>;
}
/** The machines of one run and the network between them. */
export interface Hosts {
    /** Whether each has a network of its own, which can be cut, and an address can move. */
    readonly isolated: boolean;
    /** Where clients on this machine come from. */
    readonly clientAddress: string;
    /** An address that no host has yet. */
    readonly virtualAddress: string;
    add(name: string): Promise<Host>;
    close(): Promise<void>;
}
/**
 * Hosts as network namespaces: each with an interface on a bridge, which is in a namespace of its
 * own, and this machine on the same bridge. The namespaces have no names; they are held by a
 * sleeping process each, which the run's keeper ends, and then the kernel removes them with their
 * interfaces, bridge and rules, ours on this machine included. System V segments go the same way.
 *
 * Needs root.
 *
 * @throws EnvironmentError when one can't be made
 */
export declare function openNamespaces(supervisor: Supervisor, clock: Clock): Promise<Hosts>;
/** The one address of hosts that share this machine's network. */
export declare const LOOPBACK = "127.0.0.1";
/** Hosts that are no more than folders: for users that may not make namespaces. */
export declare function openLoopback(supervisor: Supervisor): Hosts;
//# sourceMappingURL=hosts.d.ts.map