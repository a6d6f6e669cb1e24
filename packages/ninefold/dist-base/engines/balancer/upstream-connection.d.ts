import { type ResponseHead, type ResponseSink } from './response-parser.ts';
/** How a connection failed its request. */
export interface ConnectionFailure {
    readonly kind: 
    /** Nobody listens there. */
    'refused'
    /** No connection came about in another way. */
     | 'unconnected'
    /** Closed or reset before the response was complete. */
     | 'reset' | 'timeout'
    /** Not HTTP, or beyond its bounds. */
     | 'malformed';
    /** The replica may have received (a part of) the request. */
    readonly sent: boolean;
    readonly text: string;
}
/** One request on a connection, as seen by whoever gave it. */
export interface UpstreamRequest extends ResponseSink {
    readonly method: string;
    /** The bytes to send first (latin1): the head, with a small body if there is one. */
    readonly headText: string;
    /** More of the body follows by `write`, until `bodyEnded`. */
    readonly streamsBody: boolean;
    /** It would rather be tried elsewhere than wait for a slow replica. */
    readonly movable: boolean;
    /** Called once the first bytes are handed to the socket; streamed bodies begin here. */
    onSent(): void;
    /** The socket takes more of a streamed body. */
    onWritable(): void;
    /** A piece of the network's data was read to its end. */
    onPieceRead(): void;
    /** No response will be complete on this connection, which is gone. */
    onFailure(failure: ConnectionFailure): void;
}
/** Who lends connections and takes them back. */
export interface ConnectionOwner {
    /** It may carry another request. */
    onIdle(connection: UpstreamConnection): void;
    onClosed(connection: UpstreamConnection): void;
}
/**
 * One HTTP/1.1 connection to a replica: one request at a time, none pipelined. Its deadlines are
 * fields that its owner sweeps, so that no timer is made per request.
 */
export declare class UpstreamConnection implements ResponseSink {
    #private;
    /** The owner's time after which the request under way has failed; Infinity: none. */
    deadlineMs: number;
    idleSinceMs: number;
    /** The server's word how long it keeps an idle connection. */
    keepAliveMs: number | undefined;
    constructor(host: string, port: number, owner: ConnectionOwner);
    get connected(): boolean;
    /** Sends a request, at once or as soon as the connection stands. */
    send(request: UpstreamRequest): void;
    /** Sends a piece of a streamed body. False: wait for onWritable. */
    write(piece: Buffer | string): boolean;
    /** The streamed body was sent whole. */
    bodyEnded(): void;
    pause(): void;
    resume(): void;
    /** The deadline passed. */
    expire(text: string): void;
    /** Gives the request under way up, without a word to it, and closes. */
    abandon(): void;
    /** The replica is slow: a request that may be sent elsewhere is taken back. */
    expireIfMovable(text: string): void;
    onHead(head: ResponseHead): void;
    onBody(piece: Buffer): void;
    onEnd(): void;
}
//# sourceMappingURL=upstream-connection.d.ts.map