import type { Clock } from '../clock/clock.ts';
import type { StoreSpec } from '../contract/contract.ts';
import { PostgresMember } from '../engines/postgres/postgres-member.ts';
import type { Login } from '../engines/postgres/session.ts';
import { type MemberIndex } from '../failover/decide/config.ts';
import type { StoreDoor } from '../failover/store-port.ts';
import type { TopologyEvent } from '../ports/events.ts';
import type { MemberProcess } from '../supervisor/member-process.ts';
import type { Ports } from '../supervisor/ports.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import type { Network } from './network.ts';
/** A store whose servers run, and are failed over by `agent`. */
export interface RunningStore {
    readonly spec: StoreSpec;
    readonly members: readonly StoreServer[];
    readonly agent: StoreAgent;
    /** PostgreSQL's version, for the report. */
    readonly engineVersion: string;
    close(): void;
}
/** One server of a store, whoever fails it over. */
export interface StoreServer {
    readonly name: string;
    readonly index: MemberIndex;
    readonly process: MemberProcess | undefined;
    /** The file system of its own that its data lie on, if it has one. */
    readonly boundedDirectory: string | undefined;
    /** How to reach it past every link that a fault may break. */
    login(role: 'agent' | 'app'): Login;
}
/** Who decides which member is primary: Ninefold's own agent, or Patroni. */
export interface StoreAgent {
    /** Asks for a planned change of the primary; it is under way, or done, when this resolves. */
    switchover(): void | Promise<void>;
    /** The primary and its term, when there is one. */
    primary(): {
        readonly member: MemberIndex;
        readonly term: number;
    } | undefined;
    /** While held a member is not started again when it ends. */
    hold(member: MemberIndex): void;
    release(member: MemberIndex): void;
    /** Restarts a member's server as an operator does; absent where nobody offers that. */
    restart?(member: MemberIndex): Promise<void>;
    /** A primary serves its clients, and every other member follows it. */
    isWhole(): boolean;
}
export interface StoreSurroundings {
    readonly supervisor: Supervisor;
    readonly network: Network;
    readonly clock: Clock;
    readonly ports: Ports;
    /** Each member's data lie on a file system of this size; absent: on the machine's. */
    readonly boundBytes?: number;
    readonly onEvent: (event: TopologyEvent) => void;
    readonly onFailure: (error: unknown) => void;
}
/** The servers of a store that run, with nobody yet to fail them over. */
export interface StoreServers {
    readonly spec: StoreSpec;
    readonly members: readonly PostgresMember[];
    readonly engineVersion: string;
}
/**
 * Starts the servers of a store: the first as primary, the others streaming from it.
 *
 * @throws EnvironmentError when one can't start
 */
export declare function startServers(spec: StoreSpec, surroundings: StoreSurroundings, signal: AbortSignal): Promise<StoreServers>;
/** Puts the failover agent over servers that run; it adopts the primary and routes the doors. */
export declare function failOver(servers: StoreServers, doors: readonly StoreDoor[], surroundings: StoreSurroundings): RunningStore;
//# sourceMappingURL=running-store.d.ts.map