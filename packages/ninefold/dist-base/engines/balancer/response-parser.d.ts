/** Takes one response, in order: a head, any number of pieces, an end. */
export interface ResponseSink {
    onHead(head: ResponseHead): void;
    onBody(piece: Buffer): void;
    /** The response is complete. */
    onEnd(): void;
}
export interface ResponseHead {
    readonly status: number;
    readonly reason: string;
    /** Names and values in turn, without hop-by-hop fields and without the chunked framing. */
    readonly fields: string[];
    /** The connection may carry another request afterwards. */
    readonly persistent: boolean;
    /** The server's hint how long it keeps an idle connection (ms). */
    readonly keepAliveMs: number | undefined;
}
/** Bytes of a head, of a chunk-size line, and of trailers, at most. */
export declare const MAX_HEAD_BYTES: number;
/** The response breaks RFC 9112 or a bound. */
export declare class MalformedResponseError extends Error {
    readonly code = "MALFORMED_RESPONSE";
}
/**
 * Reads HTTP/1.1 responses (RFC 9112) from pieces of any size, one request at a time. It is strict:
 * lines end with CRLF, a length stands once, Transfer-Encoding is `chunked` or absent and never
 * beside a length. Trailers are dropped. Whatever breaks this throws MalformedResponseError, and
 * the parser is of no more use.
 */
export declare class ResponseParser {
    #private;
    /** A response is awaited to a request of this method. */
    begin(method: string, sink: ResponseSink): void;
    /** Bytes arrived. */
    push(piece: Buffer): void;
    /** The server closed. True when that is a proper end (of nothing, or of a body without length). */
    finish(): boolean;
}
//# sourceMappingURL=response-parser.d.ts.map