import type { Clock } from '../../clock/clock.ts';
import { Exchange, type ExchangePlane } from './exchange.ts';
import type { BalancerEvent, HttpPlaneConfig, ReplicaAddress } from './message.ts';
import { type HealthInput } from './replica-health.ts';
import { Replica } from './replica.ts';
/** The HTTP side: a server for clients, replicas behind it, and who waits in between. */
export declare class HttpPlane implements ExchangePlane {
    #private;
    keptBytes: number;
    constructor(config: HttpPlaneConfig, clock: Clock, emit: (event: BalancerEvent) => void);
    get nowMs(): number;
    get maxAttempts(): number;
    get attemptTimeoutMs(): number;
    get connectTimeoutMs(): number;
    get responseTimeoutMs(): number;
    get idleBodyTimeoutMs(): number;
    get maxReplayBytes(): number;
    get maxKeptBytes(): number;
    get replicaCount(): number;
    get mayRetry(): boolean;
    /** Listens, and resolves with the port. Rejects with the system's error (EADDRINUSE, say). */
    listen(host: string): Promise<number>;
    close(): Promise<void>;
    addReplica(address: ReplicaAddress): void;
    removeReplica(id: string): void;
    drainReplica(id: string): void;
    restoreReplica(id: string): void;
    place(exchange: Exchange): void;
    forget(exchange: Exchange): void;
    hasOther(tried: readonly Replica[]): boolean;
    spendRetry(): boolean;
    observe(replica: Replica, input: HealthInput): void;
}
//# sourceMappingURL=http-plane.d.ts.map