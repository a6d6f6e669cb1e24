import type { ReplicaAddress } from './message.ts';
import type { HealthInput } from './replica-health.ts';
import type { ResponseHead } from './response-parser.ts';
import { UpstreamConnection, type ConnectionFailure, type ConnectionOwner, type UpstreamRequest } from './upstream-connection.ts';
/**
 * One active health check: GET of the ready path on a connection of its own, since a held one can
 * outlive what listens. It reports once, on the head of the answer, on failure or on `expire`.
 */
export declare class HealthProbe implements UpstreamRequest, ConnectionOwner {
    #private;
    readonly method = "GET";
    readonly streamsBody = false;
    readonly movable = false;
    readonly headText: string;
    readonly startedMs: number;
    /** @param startedMs the owner's time, which it compares with to expire it */
    constructor(address: ReplicaAddress, path: string, startedMs: number, report: (result: HealthInput) => void);
    /** Its connection is gone: another probe may start. */
    get closed(): boolean;
    /** The time for the check is over. */
    expire(): void;
    /** Ends without a report. */
    abandon(): void;
    onHead(head: ResponseHead): void;
    onBody(piece: Buffer): void;
    onEnd(): void;
    onFailure(failure: ConnectionFailure): void;
    onClosed(): void;
    onIdle(connection: UpstreamConnection): void;
    onSent(): void;
    onWritable(): void;
    onPieceRead(): void;
}
//# sourceMappingURL=health-probe.d.ts.map