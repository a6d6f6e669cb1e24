import type { Clock } from '../clock/clock.ts';
import type { Random } from '../clock/random.ts';
import type { Contract } from '../contract/contract.ts';
import type { TopologyEvent } from '../ports/events.ts';
import type { TopologyMember } from './member.ts';
import { type Network } from './network.ts';
import { type RunningStore } from './running-store.ts';
export interface BootOptions {
    readonly contract: Contract;
    /** The contract's folder: the app runs there. */
    readonly directory: string;
    /** Whether members reach each other through links that faults can break. */
    readonly linked: boolean;
    /** Whether stores keep their data on file systems of bounded size, where this user can. */
    readonly bounded: boolean;
    readonly clock: Clock;
    readonly random: Random;
    readonly onEvent: (event: TopologyEvent) => void;
    /** The topology can't be watched any more; it is to be closed. */
    readonly onFailure: (error: unknown) => void;
    readonly signal: AbortSignal;
}
/** A topology that runs: engines times members, behind balancers. */
export interface Topology {
    readonly runDirectory: string;
    readonly members: readonly TopologyMember[];
    readonly stores: readonly RunningStore[];
    readonly network: Network;
    /** Where clients connect, in order of preference: a balancer a region. Empty without an app. */
    readonly baseUrls: readonly string[];
    /** Leads to the store's primary, as the app's role. Holds a password: never to be shown. */
    storeUrl(store: string): string;
    /** Resolves when no balancer leads requests to the replica, and all it had are answered. */
    drain(member: string, signal: AbortSignal): Promise<void>;
    restore(member: string): void;
    isReady(member: string): boolean;
    /** Every balancer has the replica in rotation. */
    isAdmitted(member: string): boolean;
    /** The file system of its own that a store member's data lie on, if it has one. */
    boundedDirectory(member: string): string | undefined;
    /** Every member runs and is ready, every store has its primary and followers. */
    isWhole(): boolean;
    /** Waits until it is whole; the error says which part was not. */
    untilWhole(withinMs: number, signal: AbortSignal): Promise<void>;
    /** Ends every process, removes every file, and waits for it. Safe to call twice. */
    close(): Promise<void>;
}
/**
 * Starts everything the contract names, in the order of what depends on what: stores and balancers
 * first, the app when its stores can be written to.
 *
 * @throws EnvironmentError when a member can't start or never gets ready; the signal's reason.
 * Nothing is left running then
 */
export declare function bootTopology(options: BootOptions): Promise<Topology>;
//# sourceMappingURL=topology.d.ts.map