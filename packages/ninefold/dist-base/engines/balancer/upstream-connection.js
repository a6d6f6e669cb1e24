import { connect } from 'node:net';
import { MalformedResponseError, ResponseParser, } from './response-parser.js';
/**
 * One HTTP/1.1 connection to a replica: one request at a time, none pipelined. Its deadlines are
 * fields that its owner sweeps, so that no timer is made per request.
 */
export class UpstreamConnection {
    /** The owner's time after which the request under way has failed; Infinity: none. */
    deadlineMs = Infinity;
    idleSinceMs = 0;
    /** The server's word how long it keeps an idle connection. */
    keepAliveMs;
    #owner;
    #socket;
    #parser = new ResponseParser();
    #state = 'connecting';
    #request;
    #sent = false;
    #persistent = false;
    #bodyStreaming = false;
    constructor(host, port, owner) {
        this.#owner = owner;
        const socket = connect({ host, port, noDelay: true });
        this.#socket = socket;
        socket.on('connect', () => {
            this.#state = 'open';
            if (this.#request !== undefined)
                this.#send();
        });
        socket.on('data', (piece) => this.#read(piece));
        socket.on('drain', () => this.#request?.onWritable());
        socket.on('end', () => this.#finish());
        socket.on('error', (error) => {
            if (this.#state === 'connecting') {
                const kind = error.code === 'ECONNREFUSED' ? 'refused' : 'unconnected';
                this.#fail(kind, error.code ?? error.message);
            }
            else
                this.#fail('reset', error.code ?? error.message);
        });
        socket.on('close', () => this.#fail('reset', 'closed'));
    }
    get connected() {
        return this.#state === 'open';
    }
    /** Sends a request, at once or as soon as the connection stands. */
    send(request) {
        this.#request = request;
        this.#sent = false;
        if (this.#state === 'open')
            this.#send();
    }
    /** Sends a piece of a streamed body. False: wait for onWritable. */
    write(piece) {
        return typeof piece === 'string'
            ? this.#socket.write(piece, 'latin1')
            : this.#socket.write(piece);
    }
    /** The streamed body was sent whole. */
    bodyEnded() {
        this.#bodyStreaming = false;
    }
    pause() {
        this.#socket.pause();
    }
    resume() {
        this.#socket.resume();
    }
    /** The deadline passed. */
    expire(text) {
        this.#fail(this.#state === 'connecting' ? 'unconnected' : 'timeout', text);
    }
    /** Gives the request under way up, without a word to it, and closes. */
    abandon() {
        this.#request = undefined;
        this.#fail('reset', 'abandoned');
    }
    /** The replica is slow: a request that may be sent elsewhere is taken back. */
    expireIfMovable(text) {
        if (this.#request?.movable === true)
            this.expire(text);
    }
    onHead(head) {
        this.#persistent = head.persistent;
        this.keepAliveMs = head.keepAliveMs;
        this.#request?.onHead(head);
    }
    onBody(piece) {
        this.#request?.onBody(piece);
    }
    onEnd() {
        const request = this.#request;
        // A request whose body was not sent whole would be continued by the next one's head.
        const reusable = this.#persistent && !this.#bodyStreaming && this.#state === 'open';
        this.#request = undefined;
        this.deadlineMs = Infinity;
        if (!reusable)
            this.#close();
        // The slow client of this response must not silence the next one's.
        else if (this.#socket.isPaused())
            this.#socket.resume();
        // The response first: taking the next request in between would delay this one's last bytes.
        request?.onEnd();
        if (reusable && this.#state === 'open')
            this.#owner.onIdle(this);
    }
    #send() {
        const request = this.#request;
        this.#sent = true;
        this.#bodyStreaming = request.streamsBody;
        this.#parser.begin(request.method, this);
        this.#socket.write(request.headText, 'latin1');
        request.onSent();
    }
    #read(piece) {
        const request = this.#request;
        try {
            this.#parser.push(piece);
        }
        catch (error) {
            if (!(error instanceof MalformedResponseError))
                throw error;
            this.#fail('malformed', error.message);
            return;
        }
        if (request !== undefined && this.#request === request)
            request.onPieceRead();
    }
    #finish() {
        if (this.#request !== undefined && this.#sent) {
            this.#persistent = false;
            if (this.#parser.finish())
                return;
        }
        this.#fail('reset', 'closed before the response was complete');
    }
    #fail(kind, text) {
        if (this.#state === 'closed')
            return;
        this.#close();
        const request = this.#request;
        this.#request = undefined;
        request?.onFailure({ kind, sent: this.#sent, text });
    }
    #close() {
        if (this.#state === 'closed')
            return;
        this.#state = 'closed';
        this.deadlineMs = Infinity;
        this.#socket.destroy();
        this.#owner.onClosed(this);
    }
}
//# sourceMappingURL=upstream-connection.js.map