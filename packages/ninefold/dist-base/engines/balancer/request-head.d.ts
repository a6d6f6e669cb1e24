/** A client's request as it will be sent to a replica. */
export interface RequestHead {
    readonly kind: 'request';
    readonly method: string;
    /** Request line and fields, each line ended; framing fields and the empty line are to follow. */
    readonly text: string;
    /** May be sent again though it may have been received (RFC 9110 §9.2.2, or an Idempotency-Key). */
    readonly idempotent: boolean;
    /** Bytes of the body; `unknown`: chunked. */
    readonly bodyLength: number | 'unknown';
}
/** A request that is not passed on. */
export interface RefusedRequest {
    readonly kind: 'refused';
    readonly status: 400 | 501;
    readonly reason: string;
}
export interface RequestSource {
    readonly method: string;
    readonly target: string;
    readonly httpVersionMajor: number;
    readonly httpVersionMinor: number;
    /** Names and values in turn, as received. */
    readonly rawHeaders: readonly string[];
    readonly clientAddress: string;
    readonly trustForwarded: boolean;
}
/**
 * What to send to a replica for a client's request: hop-by-hop fields removed (RFC 9110 §7.6.1),
 * Forwarded (RFC 7239) and X-Forwarded-For, -Host, -Proto set, Host kept. The framing is never
 * copied from the client, so that both sides can't read it differently (RFC 9112 §11.2).
 */
export declare function readRequest(source: RequestSource): RequestHead | RefusedRequest;
/** Whether a method is idempotent (RFC 9110 §9.2.2). */
export declare function isIdempotent(method: string): boolean;
//# sourceMappingURL=request-head.d.ts.map