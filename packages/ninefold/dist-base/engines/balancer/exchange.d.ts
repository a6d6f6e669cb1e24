import { ServerResponse, type IncomingMessage } from 'node:http';
import type { HealthInput } from './replica-health.ts';
import type { Replica } from './replica.ts';
import type { RequestHead } from './request-head.ts';
import type { ResponseHead } from './response-parser.ts';
import type { ConnectionFailure, UpstreamRequest } from './upstream-connection.ts';
/** What an exchange asks of the plane it belongs to. */
export interface ExchangePlane {
    readonly nowMs: number;
    readonly maxAttempts: number;
    readonly attemptTimeoutMs: number;
    readonly connectTimeoutMs: number;
    readonly responseTimeoutMs: number;
    readonly idleBodyTimeoutMs: number;
    readonly maxReplayBytes: number;
    /** Bytes of request bodies kept; the exchange adds and subtracts its own. */
    keptBytes: number;
    readonly maxKeptBytes: number;
    readonly replicaCount: number;
    /** Gives it to a replica now, or later, or answers 503. */
    place(exchange: Exchange): void;
    /** It waits no more. */
    forget(exchange: Exchange): void;
    observe(replica: Replica, input: HealthInput): void;
    hasOther(tried: readonly Replica[]): boolean;
    spendRetry(): boolean;
    /** Retries are affordable. */
    readonly mayRetry: boolean;
}
/** A response that knows its exchange, so that listeners need no closure. */
export declare class ClientResponse extends ServerResponse {
    exchange: Exchange | undefined;
}
/** One client's request, through however many attempts, to one answer. */
export declare class Exchange implements UpstreamRequest {
    #private;
    readonly method: string;
    /** Replicas that failed it. */
    tried: Replica[] | undefined;
    /** While it waits: until when (the plane's time). */
    waitUntilMs: number;
    constructor(plane: ExchangePlane, head: RequestHead, request: IncomingMessage, response: ClientResponse);
    begin(): void;
    get streamsBody(): boolean;
    get movable(): boolean;
    get headText(): string;
    /** The plane chose a replica. */
    sendTo(replica: Replica): void;
    onSent(): void;
    onWritable(): void;
    onHead(head: ResponseHead): void;
    onBody(piece: Buffer): void;
    onPieceRead(): void;
    onEnd(): void;
    onFailure(failure: ConnectionFailure): void;
    /** Answers instead of a replica. */
    refuse(status: 400 | 501 | 502 | 503 | 504, text: string): void;
    /** The client went away, or everything was sent. */
    clientClosed(): void;
    /** The client reads again. */
    clientDrained(): void;
}
/** A plain answer of the balancer itself. */
export declare function answer(response: ServerResponse, status: number, text: string, keepAlive: boolean): void;
//# sourceMappingURL=exchange.d.ts.map