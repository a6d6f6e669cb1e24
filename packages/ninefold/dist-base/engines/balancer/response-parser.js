import { fieldKind, namedByConnection, withoutFields } from './field-kind.js';
/** Bytes of a head, of a chunk-size line, and of trailers, at most. */
export const MAX_HEAD_BYTES = 32 * 1024;
const MAX_CHUNK_LINE_BYTES = 256;
/** Interim (1xx) responses before the final one, at most. */
const MAX_INTERIM = 8;
/** The response breaks RFC 9112 or a bound. */
export class MalformedResponseError extends Error {
    code = 'MALFORMED_RESPONSE';
}
/**
 * Reads HTTP/1.1 responses (RFC 9112) from pieces of any size, one request at a time. It is strict:
 * lines end with CRLF, a length stands once, Transfer-Encoding is `chunked` or absent and never
 * beside a length. Trailers are dropped. Whatever breaks this throws MalformedResponseError, and
 * the parser is of no more use.
 */
export class ResponseParser {
    #state = 'idle';
    #sink;
    #headRequest = false;
    /** Bytes of an unfinished head or line. */
    #partial;
    #remaining = 0;
    #interim = 0;
    #persistent = false;
    /** A response is awaited to a request of this method. */
    begin(method, sink) {
        if (this.#state !== 'idle')
            throw new Error('a response is awaited already');
        this.#state = 'head';
        this.#sink = sink;
        this.#headRequest = method === 'HEAD';
        this.#interim = 0;
    }
    /** Bytes arrived. */
    push(piece) {
        let data = piece;
        if (this.#partial !== undefined) {
            data = Buffer.concat([this.#partial, piece]);
            this.#partial = undefined;
        }
        let at = 0;
        while (at < data.length) {
            switch (this.#state) {
                case 'idle':
                    throw new MalformedResponseError('bytes that no request asked for');
                case 'head': {
                    const end = data.indexOf('\r\n\r\n', at, 'latin1');
                    if (end < 0)
                        return this.#keep(data, at, MAX_HEAD_BYTES, 'head too long');
                    if (end - at > MAX_HEAD_BYTES)
                        throw new MalformedResponseError('head too long');
                    const text = data.toString('latin1', at, end);
                    at = end + 4;
                    this.#head(text, at < data.length);
                    break;
                }
                case 'length':
                case 'chunk-data': {
                    const size = Math.min(this.#remaining, data.length - at);
                    const body = at === 0 && size === data.length ? data : data.subarray(at, at + size);
                    at += size;
                    this.#remaining -= size;
                    this.#sink.onBody(body);
                    if (this.#remaining === 0) {
                        if (this.#state === 'length')
                            this.#end(at < data.length);
                        else
                            this.#state = 'chunk-end';
                    }
                    break;
                }
                case 'chunk-end':
                    if (data.length - at < 2)
                        return this.#keep(data, at, 2, 'malformed chunk');
                    if (data[at] !== 0x0d || data[at + 1] !== 0x0a) {
                        throw new MalformedResponseError('a chunk is longer than its size');
                    }
                    at += 2;
                    this.#state = 'chunk-line';
                    break;
                case 'chunk-line': {
                    const end = data.indexOf('\r\n', at, 'latin1');
                    if (end < 0)
                        return this.#keep(data, at, MAX_CHUNK_LINE_BYTES, 'chunk line too long');
                    this.#remaining = chunkSize(data.toString('latin1', at, end));
                    at = end + 2;
                    this.#state = this.#remaining === 0 ? 'trailers' : 'chunk-data';
                    break;
                }
                case 'trailers': {
                    const end = data.indexOf('\r\n', at, 'latin1');
                    if (end < 0)
                        return this.#keep(data, at, MAX_HEAD_BYTES, 'trailers too long');
                    this.#remaining += end - at;
                    if (this.#remaining > MAX_HEAD_BYTES) {
                        throw new MalformedResponseError('trailers too long');
                    }
                    const last = end === at;
                    at = end + 2;
                    if (last)
                        this.#end(at < data.length);
                    break;
                }
                case 'until-close':
                    this.#sink.onBody(at === 0 ? data : data.subarray(at));
                    return;
            }
        }
    }
    /** The server closed. True when that is a proper end (of nothing, or of a body without length). */
    finish() {
        if (this.#state === 'until-close')
            this.#end(false);
        return this.#state === 'idle';
    }
    #keep(data, at, maxBytes, why) {
        if (data.length - at > maxBytes)
            throw new MalformedResponseError(why);
        this.#partial = at === 0 ? data : data.subarray(at);
    }
    #head(text, more) {
        const parsed = parseHead(text);
        const { status } = parsed.head;
        if (status < 200) {
            if (status === 101)
                throw new MalformedResponseError('an upgrade that nobody asked for');
            if (++this.#interim > MAX_INTERIM)
                throw new MalformedResponseError('endless 1xx responses');
            return;
        }
        const bodiless = this.#headRequest || status === 204 || status === 304;
        this.#persistent = parsed.head.persistent;
        if (bodiless || parsed.length === 0)
            this.#state = 'length';
        else if (parsed.chunked)
            this.#state = 'chunk-line';
        else if (parsed.length === undefined)
            this.#state = 'until-close';
        else
            this.#state = 'length';
        this.#remaining = bodiless ? 0 : (parsed.length ?? 0);
        const ended = this.#state === 'length' && this.#remaining === 0;
        const persistent = this.#persistent && this.#state !== 'until-close' && !(ended && more);
        this.#sink.onHead(persistent === parsed.head.persistent ? parsed.head : { ...parsed.head, persistent });
        if (ended)
            this.#end(more);
    }
    /** Whatever follows a complete response is an error, told before the connection is used again. */
    #end(more) {
        const sink = this.#sink;
        this.#state = 'idle';
        this.#sink = undefined;
        if (more)
            throw new MalformedResponseError('bytes after the response');
        sink.onEnd();
    }
}
// Control characters, and CR or LF that is not part of a line end (RFC 9112 §2.2).
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n/;
function parseHead(text) {
    if (FORBIDDEN.test(text))
        throw new MalformedResponseError('control character in the head');
    let end = text.indexOf('\r\n');
    if (end < 0)
        end = text.length;
    const minor = text.charCodeAt(7) - 48;
    const status = Number(text.slice(9, 12));
    if (!text.startsWith('HTTP/1.') ||
        (minor !== 0 && minor !== 1) ||
        text.charCodeAt(8) !== 0x20 ||
        !(status >= 100 && status <= 599) ||
        (end > 12 && text.charCodeAt(12) !== 0x20)) {
        throw new MalformedResponseError('no HTTP/1 status line');
    }
    const reason = end > 13 ? text.slice(13, end) : '';
    let fields = [];
    let length;
    let chunked = false;
    let named;
    let persistent = minor === 1;
    let keepAliveMs;
    let at = end + 2;
    while (at < text.length) {
        end = text.indexOf('\r\n', at);
        if (end < 0)
            end = text.length;
        const colon = text.indexOf(':', at);
        if (colon < 0 || colon > end)
            throw new MalformedResponseError('a field without a colon');
        const name = text.slice(at, colon);
        // One space before the value, none after, is how nearly every server writes.
        const first = text.charCodeAt(colon + 1) === 0x20 ? colon + 2 : colon + 1;
        const value = text.slice(first, end).trim();
        at = end + 2;
        switch (fieldKind(name)) {
            case 'content-length': {
                const parsed = /^\d{1,15}$/.test(value) ? Number(value) : -1;
                if (parsed < 0 || (length !== undefined && length !== parsed)) {
                    throw new MalformedResponseError('malformed Content-Length');
                }
                if (length === undefined && status !== 204)
                    fields.push(name, value);
                length = parsed;
                break;
            }
            case 'transfer-encoding':
                if (chunked || minor === 0 || value.toLowerCase() !== 'chunked') {
                    throw new MalformedResponseError('unsupported Transfer-Encoding');
                }
                chunked = true;
                break;
            case 'connection': {
                const lower = value.toLowerCase();
                if (lower === 'keep-alive')
                    persistent = true;
                else if (/(?:^|,)\s*close\s*(?:,|$)/.test(lower))
                    persistent = false;
                const names = namedByConnection(value);
                if (names.length > 0)
                    named = named === undefined ? names : [...named, ...names];
                break;
            }
            case 'keep-alive': {
                const seconds = /timeout=(\d{1,6})/i.exec(value);
                if (seconds !== null)
                    keepAliveMs = Number(seconds[1]) * 1000;
                break;
            }
            case 'hop-by-hop':
            case 'upgrade':
                break;
            case 'invalid':
                throw new MalformedResponseError('malformed field name');
            default:
                fields.push(name, value);
        }
    }
    if (chunked && length !== undefined) {
        throw new MalformedResponseError('both Content-Length and Transfer-Encoding');
    }
    if (named !== undefined)
        fields = withoutFields(fields, named);
    return { head: { status, reason, fields, persistent, keepAliveMs }, length, chunked };
}
function chunkSize(line) {
    const match = /^([0-9a-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line);
    if (match === null)
        throw new MalformedResponseError('malformed chunk size');
    return Number.parseInt(match[1], 16);
}
//# sourceMappingURL=response-parser.js.map