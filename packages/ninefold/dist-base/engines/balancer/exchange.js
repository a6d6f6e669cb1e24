import { ServerResponse } from 'node:http';
import { resetSocket } from '../../sockets/reset-socket.js';
import { retryPermission } from './retry-permission.js';
/** A response that knows its exchange, so that listeners need no closure. */
export class ClientResponse extends ServerResponse {
    exchange;
}
/** A body that came in one piece and is not larger goes out in one write with the head. */
const ONE_WRITE_BYTES = 16 * 1024;
/** One client's request, through however many attempts, to one answer. */
export class Exchange {
    method;
    /** Replicas that failed it. */
    tried;
    /** While it waits: until when (the plane's time). */
    waitUntilMs = 0;
    #plane;
    #head;
    #request;
    #response;
    #phase = 'collecting';
    #attempts = 0;
    #replica;
    #connection;
    #body;
    #bodyBytes = 0;
    /** `kept`: whole at hand; `held`: more to come once sent; `flowing`: on its way. */
    #bodyState = 'kept';
    #received = false;
    #pending;
    #headFlushed = false;
    #drainWatched = false;
    constructor(plane, head, request, response) {
        this.method = head.method;
        this.#plane = plane;
        this.#head = head;
        this.#request = request;
        this.#response = response;
        response.exchange = this;
        response.on('close', onClientClose);
    }
    begin() {
        if (this.#head.bodyLength !== 0) {
            this.#collect();
            return;
        }
        this.#received = true;
        this.#ask();
    }
    get streamsBody() {
        return this.#bodyState !== 'kept';
    }
    get movable() {
        return this.#phase === 'asking' && this.#mayRepeat && this.#plane.mayRetry;
    }
    get headText() {
        const { text, bodyLength } = this.#head;
        if (this.#bodyState === 'kept') {
            if (this.#bodyBytes === 0) {
                const bodiless = this.method === 'GET' || this.method === 'HEAD';
                return bodiless ? text + '\r\n' : text + 'Content-Length: 0\r\n\r\n';
            }
            return text + 'Content-Length: ' + this.#bodyBytes + '\r\n\r\n' + this.#bodyText();
        }
        if (bodyLength !== 'unknown') {
            return text + 'Content-Length: ' + bodyLength + '\r\n\r\n' + this.#bodyText();
        }
        const chunk = this.#bodyBytes === 0 ? '' : chunkLine(this.#bodyBytes) + this.#bodyText() + '\r\n';
        return text + 'Transfer-Encoding: chunked\r\n\r\n' + chunk;
    }
    /** The plane chose a replica. */
    sendTo(replica) {
        this.#attempts += 1;
        this.#replica = replica;
        const { nowMs, connectTimeoutMs } = this.#plane;
        const connection = replica.send(this, this.#head.idempotent && this.#bodyState === 'kept', nowMs);
        // It may have failed at once.
        if (this.#replica !== replica)
            return;
        this.#connection = connection;
        if (connection.connected)
            this.#setDeadline();
        else
            connection.deadlineMs = nowMs + connectTimeoutMs;
    }
    onSent() {
        if (this.#connection !== undefined)
            this.#setDeadline();
        if (this.#bodyState === 'held') {
            this.#bodyState = 'flowing';
            this.#releaseBody();
            this.#request.resume();
        }
    }
    onWritable() {
        if (this.#bodyState === 'flowing') {
            this.#setDeadline();
            this.#request.resume();
        }
    }
    onHead(head) {
        const gateway = head.status >= 502 && head.status <= 504;
        const replica = this.#replica;
        // Before the observation, which may take requests back from this very replica.
        this.#phase = 'responding';
        if (gateway) {
            // A replica that sheds is no outlier: without it the others would have to shed more.
            if (!sheds(head))
                this.#plane.observe(replica, { kind: 'request-failed', how: 'gateway' });
            if (this.#retryAfterAnswer(replica))
                return;
        }
        else if (replica.health.kind === 'healthy' && replica.health.failedRequests > 0) {
            this.#plane.observe(replica, { kind: 'request-passed' });
        }
        this.#releaseBody();
        if (!this.#received)
            this.#response.shouldKeepAlive = false;
        if (head.reason === '')
            this.#response.writeHead(head.status, head.fields);
        else
            this.#response.writeHead(head.status, head.reason, head.fields);
    }
    onBody(piece) {
        if (this.#pending !== undefined)
            this.#pass(this.#pending);
        this.#pending = piece;
    }
    onPieceRead() {
        if (this.#phase !== 'responding')
            return;
        if (this.#pending !== undefined) {
            const piece = this.#pending;
            this.#pending = undefined;
            this.#pass(piece);
        }
        else if (!this.#headFlushed)
            this.#response.flushHeaders();
        this.#headFlushed = true;
        if (this.#connection !== undefined) {
            this.#connection.deadlineMs = this.#plane.nowMs + this.#plane.idleBodyTimeoutMs;
        }
    }
    onEnd() {
        this.#phase = 'done';
        this.#connection = undefined;
        const piece = this.#pending;
        this.#pending = undefined;
        if (piece === undefined)
            this.#response.end();
        else if (piece.length > ONE_WRITE_BYTES)
            this.#response.end(piece);
        // As text it goes out in one write with the head; latin1 maps each byte to itself.
        else
            this.#response.end(piece.toString('latin1'), 'latin1');
    }
    onFailure(failure) {
        const replica = this.#replica;
        this.#connection = undefined;
        this.#replica = undefined;
        this.#plane.observe(replica, { kind: 'request-failed', how: HEALTH_WORD[failure.kind] });
        if (this.#phase === 'responding') {
            this.#reset();
            return;
        }
        if (this.#permitted(replica, failure.sent, false)) {
            this.#ask();
            return;
        }
        const status = failure.kind === 'timeout' ? 504 : 502;
        this.refuse(status, `${replica.address.id}: ${failure.text}`);
    }
    /** Answers instead of a replica. */
    refuse(status, text) {
        if (this.#phase === 'done')
            return;
        this.#phase = 'done';
        this.#releaseBody();
        answer(this.#response, status, text, this.#received);
    }
    /** The client went away, or everything was sent. */
    clientClosed() {
        if (this.#phase === 'done')
            return;
        this.#phase = 'done';
        this.#releaseBody();
        this.#plane.forget(this);
        this.#connection?.abandon();
        this.#connection = undefined;
    }
    /** The client reads again. */
    clientDrained() {
        if (this.#connection === undefined)
            return;
        this.#connection.deadlineMs = this.#plane.nowMs + this.#plane.idleBodyTimeoutMs;
        this.#connection.resume();
    }
    get #mayRepeat() {
        return (this.#head.idempotent &&
            this.#bodyState === 'kept' &&
            this.#attempts < this.#plane.maxAttempts);
    }
    #ask() {
        this.#phase = 'asking';
        this.#plane.place(this);
    }
    /** The answer is dropped, with its connection, for a hopefully better one. */
    #retryAfterAnswer(replica) {
        if (!this.#permitted(replica, true, true))
            return false;
        const connection = this.#connection;
        this.#connection = undefined;
        this.#replica = undefined;
        connection?.abandon();
        this.#ask();
        return true;
    }
    #permitted(replica, sent, answered) {
        this.tried ??= [];
        if (!this.tried.includes(replica))
            this.tried.push(replica);
        const permission = retryPermission({
            sent,
            answered,
            idempotent: this.#head.idempotent,
            replayable: this.#bodyState !== 'flowing',
            attempts: this.#attempts,
            maxAttempts: this.#plane.maxAttempts,
            otherReplica: this.#plane.hasOther(this.tried),
            replicas: this.#plane.replicaCount,
        });
        return permission === 'free' || (permission === 'costs-budget' && this.#plane.spendRetry());
    }
    /** Short while another attempt may follow; else the caller is better served by patience. */
    #setDeadline() {
        const { nowMs, attemptTimeoutMs, responseTimeoutMs } = this.#plane;
        this.#connection.deadlineMs = nowMs + (this.#mayRepeat ? attemptTimeoutMs : responseTimeoutMs);
    }
    #collect() {
        const request = this.#request;
        request.on('data', (piece) => this.#takeBody(piece));
        request.on('end', () => this.#endBody());
        const { bodyLength } = this.#head;
        if (bodyLength !== 'unknown' && bodyLength > this.#plane.maxReplayBytes)
            this.#hold();
    }
    #takeBody(piece) {
        if (this.#bodyState === 'flowing') {
            const connection = this.#connection;
            if (connection === undefined)
                return;
            this.#setDeadline();
            if (!this.#sendPiece(connection, piece))
                this.#request.pause();
            return;
        }
        if (this.#phase === 'done')
            return;
        (this.#body ??= []).push(piece);
        this.#bodyBytes += piece.length;
        this.#plane.keptBytes += piece.length;
        if (this.#phase !== 'collecting')
            return;
        const { maxReplayBytes, keptBytes, maxKeptBytes } = this.#plane;
        if (this.#bodyBytes > maxReplayBytes || keptBytes > maxKeptBytes)
            this.#hold();
    }
    #sendPiece(connection, piece) {
        if (this.#head.bodyLength !== 'unknown')
            return connection.write(piece);
        connection.write(chunkLine(piece.length));
        connection.write(piece);
        return connection.write('\r\n');
    }
    #endBody() {
        this.#received = true;
        if (this.#bodyState === 'flowing') {
            if (this.#connection === undefined)
                return;
            if (this.#head.bodyLength === 'unknown')
                this.#connection.write('0\r\n\r\n');
            this.#connection.bodyEnded();
            this.#setDeadline();
        }
        else if (this.#phase === 'collecting')
            this.#ask();
    }
    /** Too much to keep: the rest waits in the client's socket until a replica takes it. */
    #hold() {
        this.#bodyState = 'held';
        this.#request.pause();
        this.#ask();
    }
    #bodyText() {
        if (this.#body === undefined)
            return '';
        if (this.#body.length === 1)
            return this.#body[0].toString('latin1');
        return Buffer.concat(this.#body).toString('latin1');
    }
    #releaseBody() {
        if (this.#bodyBytes === 0)
            return;
        this.#plane.keptBytes -= this.#bodyBytes;
        this.#bodyBytes = 0;
        this.#body = undefined;
    }
    #pass(piece) {
        if (this.#response.write(piece))
            return;
        this.#connection?.pause();
        if (this.#drainWatched)
            return;
        this.#drainWatched = true;
        this.#response.on('drain', onClientDrain);
    }
    /** A response that was cut must not look complete. */
    #reset() {
        this.#phase = 'done';
        const { socket } = this.#response;
        if (socket === null)
            this.#response.destroy();
        else
            resetSocket(socket);
    }
}
/** Envoy's field for an answer that overload gave and not a fault; `overload()` of the kit sets it. */
const SHED_FIELD = 'x-envoy-overloaded';
function sheds({ status, fields }) {
    return (status === 503 &&
        fields.some((text, index) => index % 2 === 0 && text.toLowerCase() === SHED_FIELD));
}
const HEALTH_WORD = {
    refused: 'refused',
    unconnected: 'timeout',
    reset: 'reset',
    timeout: 'timeout',
    malformed: 'gateway',
};
/** A plain answer of the balancer itself. */
export function answer(response, status, text, keepAlive) {
    if (!keepAlive)
        response.shouldKeepAlive = false;
    const body = text + '\n';
    const fields = [
        'Content-Type',
        'text/plain; charset=utf-8',
        'Content-Length',
        String(Buffer.byteLength(body)),
    ];
    if (status === 503)
        fields.push('Retry-After', '1');
    response.writeHead(status, fields);
    response.end(body);
}
function chunkLine(bytes) {
    return bytes.toString(16) + '\r\n';
}
function onClientClose() {
    this.exchange?.clientClosed();
}
function onClientDrain() {
    this.exchange?.clientDrained();
}
//# sourceMappingURL=exchange.js.map