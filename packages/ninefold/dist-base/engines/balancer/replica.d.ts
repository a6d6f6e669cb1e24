import type { Candidate } from './choose-replica.ts';
import type { HealthProbe } from './health-probe.ts';
import type { ReplicaAddress } from './message.ts';
import { type ReplicaHealth } from './replica-health.ts';
import { UpstreamConnection, type ConnectionOwner, type UpstreamRequest } from './upstream-connection.ts';
export interface ReplicaPoolOptions {
    readonly maxConnections: number;
    readonly maxIdleMs: number;
    /** Only a connection idle for less carries a request that may not be repeated (ms). */
    readonly maxIdleForUnsafeMs: number;
}
/** One replica: its health and its connections, at most so many, the last used one reused first. */
export declare class Replica implements Candidate, ConnectionOwner {
    #private;
    readonly address: ReplicaAddress;
    health: ReplicaHealth;
    drain: 'none' | 'under-way' | 'done';
    probe: HealthProbe | undefined;
    nextCheckMs: number;
    /** @param onFree called whenever a request's place has become free */
    constructor(address: ReplicaAddress, options: ReplicaPoolOptions, onFree: (replica: Replica) => void);
    get tier(): number;
    get draining(): boolean;
    get outstanding(): number;
    get hasCapacity(): boolean;
    /**
     * Sends a request over an idle connection or a new one.
     *
     * @param repeatable it may be sent again should the server close the idle connection meanwhile
     */
    send(request: UpstreamRequest, repeatable: boolean, nowMs: number): UpstreamConnection;
    /** Fails what passed its deadline and closes what idled too long. */
    sweep(nowMs: number): void;
    /** Takes back the requests that may be sent elsewhere, since it does not answer. */
    moveRequests(): void;
    closeIdle(): void;
    /** Closes everything; its requests fail, and go elsewhere where that is allowed. */
    destroy(): void;
    onIdle(connection: UpstreamConnection): void;
    onClosed(connection: UpstreamConnection): void;
}
//# sourceMappingURL=replica.d.ts.map