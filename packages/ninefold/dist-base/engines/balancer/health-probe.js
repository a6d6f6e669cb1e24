import { UpstreamConnection, } from './upstream-connection.js';
/** Of a check's body so much is read and dropped, so that a small one ends its connection well. */
const MAX_BODY_BYTES = 64 * 1024;
/**
 * One active health check: GET of the ready path on a connection of its own, since a held one can
 * outlive what listens. It reports once, on the head of the answer, on failure or on `expire`.
 */
export class HealthProbe {
    method = 'GET';
    streamsBody = false;
    movable = false;
    headText;
    startedMs;
    #connection;
    #report;
    #reported = false;
    #bodyBytes = 0;
    #closed = false;
    /** @param startedMs the owner's time, which it compares with to expire it */
    constructor(address, path, startedMs, report) {
        this.startedMs = startedMs;
        this.#report = report;
        const host = address.host.includes(':') ? `[${address.host}]` : address.host;
        this.headText =
            `GET ${path} HTTP/1.1\r\nHost: ${host}:${address.port}\r\n` +
                'User-Agent: ninefold-balancer\r\nConnection: close\r\n\r\n';
        this.#connection = new UpstreamConnection(address.host, address.port, this);
        this.#connection.send(this);
    }
    /** Its connection is gone: another probe may start. */
    get closed() {
        return this.#closed;
    }
    /** The time for the check is over. */
    expire() {
        this.#tell({ kind: 'check-failed', how: 'timeout' });
        this.abandon();
    }
    /** Ends without a report. */
    abandon() {
        this.#reported = true;
        this.#connection.abandon();
    }
    onHead(head) {
        const ready = head.status >= 200 && head.status < 300;
        this.#tell(ready ? { kind: 'check-passed' } : { kind: 'check-failed', how: 'not-ready' });
    }
    onBody(piece) {
        this.#bodyBytes += piece.length;
        if (this.#bodyBytes > MAX_BODY_BYTES)
            this.#connection.abandon();
    }
    onEnd() {
        this.#connection.abandon();
    }
    onFailure(failure) {
        switch (failure.kind) {
            case 'refused':
                return this.#tell({ kind: 'check-failed', how: 'refused' });
            case 'malformed':
                return this.#tell({ kind: 'check-failed', how: 'not-ready' });
            case 'unconnected':
            case 'reset':
                return this.#tell({ kind: 'check-failed', how: failure.sent ? 'not-ready' : 'refused' });
            case 'timeout':
                return this.#tell({ kind: 'check-failed', how: 'timeout' });
        }
    }
    onClosed() {
        this.#closed = true;
    }
    onIdle(connection) {
        connection.abandon();
    }
    onSent() { }
    onWritable() { }
    onPieceRead() { }
    #tell(result) {
        if (this.#reported)
            return;
        this.#reported = true;
        this.#report(result);
    }
}
//# sourceMappingURL=health-probe.js.map