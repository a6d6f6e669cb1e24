/** Bytes of an answer's body that are read before the connection is given up. */
const MAX_BODY_BYTES = 64 * 1024;
/**
 * One request and its answer, of which only the status matters. The body is read (to keep the
 * connection, and because a client waits for it) up to 64 KiB and thrown away; when it is longer,
 * cut or late, the status that came before it decides.
 */
export class HttpExchange {
    settled = false;
    #sent = false;
    #status = 0;
    #bodyBytes = 0;
    #controller;
    #onEnd;
    constructor(onEnd) {
        this.#onEnd = onEnd;
    }
    expire() {
        this.#end('timeout', 'timeout before anything was sent');
        this.#controller?.abort(new Error('no answer in time'));
    }
    /** undici is about to write the request. */
    onRequestStart(controller) {
        // It waited for a connection until its time was up: its outcome says that it was never sent.
        if (this.settled) {
            controller.abort(new Error('too late to send'));
            return;
        }
        this.#sent = true;
        this.#controller = controller;
    }
    onResponseStart(_controller, status) {
        if (status >= 200)
            this.#status = status;
    }
    onResponseData(controller, chunk) {
        this.#bodyBytes += chunk.length;
        if (this.#bodyBytes <= MAX_BODY_BYTES)
            return;
        this.#end('endless body');
        controller.abort(new Error('the body is longer than is read'));
    }
    onResponseEnd() {
        this.#end('closed');
    }
    /** Nobody asked to upgrade: whatever it is, it is no answer. */
    onRequestUpgrade(_controller, _status, _headers, socket) {
        socket.destroy();
        this.#end('unexpected upgrade');
    }
    onResponseError(_controller, error) {
        const reason = reasonOf(error);
        this.#end(reason, reason);
    }
    #end(reason, unsentReason = reason) {
        if (this.settled)
            return;
        this.settled = true;
        if (this.#status !== 0)
            this.#onEnd({ kind: 'answered', status: this.#status });
        else if (this.#sent)
            this.#onEnd({ kind: 'unanswered', reason });
        else
            this.#onEnd({ kind: 'unsent', reason: unsentReason });
    }
}
/** A short, bounded reason: error messages can quote what the server sent. */
function reasonOf(error) {
    const code = typeof error.code === 'string' ? error.code : error.name;
    if (code.startsWith('HPE_') || code === 'HTTPParserError')
        return 'invalid HTTP';
    if (code === 'UND_ERR_HEADERS_OVERFLOW')
        return 'endless headers';
    if (code === 'UND_ERR_SOCKET')
        return 'connection closed';
    if (code === 'UND_ERR_CONNECT_TIMEOUT')
        return 'connect timeout';
    return code;
}
//# sourceMappingURL=http-exchange.js.map