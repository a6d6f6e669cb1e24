import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedResponseError, MAX_HEAD_BYTES, ResponseParser, } from './response-parser.js';
function read(pieces, method = 'GET', close = false) {
    const seen = { heads: [], body: '', ended: 0 };
    const parser = new ResponseParser();
    parser.begin(method, {
        onHead: (head) => void seen.heads.push(head),
        onBody: (piece) => void (seen.body += piece.toString('latin1')),
        onEnd: () => void (seen.ended += 1),
    });
    for (const piece of pieces)
        parser.push(piece);
    if (close)
        seen.finished = parser.finish();
    return seen;
}
const bytes = (text) => Buffer.from(text, 'latin1');
const readText = (text, method, close) => read([bytes(text)], method, close);
/** Cuts a text at the given places. */
function cut(text, places) {
    const at = [...new Set(places.map((place) => place % text.length))].toSorted((a, b) => a - b);
    return [...at, text.length].map((end, i) => bytes(text.slice(at[i - 1] ?? 0, end)));
}
describe('ResponseParser', () => {
    it('reads the same response however the network cuts it', () => {
        const body = fc.string({ unit: 'binary-ascii', maxLength: 300 });
        const places = fc.array(fc.nat({ max: 5000 }), { maxLength: 12 });
        fc.assert(fc.property(body, fc.nat({ max: 40 }), places, fc.boolean(), (content, size, at, chunked) => {
            const framed = chunked
                ? `Transfer-Encoding: chunked\r\n\r\n${chunks(content, size + 1)}0\r\nX-Trailer: t\r\n\r\n`
                : `Content-Length: ${content.length}\r\n\r\n${content}`;
            const text = `HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 201 Made\r\nX-A: 1\r\n${framed}`;
            const whole = readText(text);
            expect(whole).toMatchObject({ body: content, ended: 1 });
            expect(whole.heads).toHaveLength(1);
            expect(whole.heads[0]).toMatchObject({ status: 201, reason: 'Made', persistent: true });
            expect(read(cut(text, at))).toEqual(whole);
        }));
    });
    it('never takes a proper part of a response for the whole', () => {
        const text = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n';
        for (let length = 0; length < text.length; length++) {
            const seen = readText(text.slice(0, length), 'GET', true);
            expect(seen.ended).toBe(0);
            expect(seen.finished).toBe(false);
        }
        expect(readText(text).ended).toBe(1);
    });
    it('survives any bytes: it reads, waits or throws MalformedResponseError', () => {
        fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 80 })), (pieces) => {
            try {
                read(pieces.map((piece) => Buffer.from(piece)));
            }
            catch (error) {
                expect(error).toBeInstanceOf(MalformedResponseError);
            }
        }));
    });
    it.each([
        ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
        ['a second length', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na'],
        ['a list as length', 'HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\na'],
        ['a signed length', 'HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\na'],
        [
            'a length and chunks',
            'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
        ],
        ['an unknown coding', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n'],
        ['a chunk size that is none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n'],
        ['a chunk beyond its size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n'],
        ['a space before the colon', 'HTTP/1.1 200 OK\r\nX-A : 1\r\n\r\n'],
        ['a folded line', 'HTTP/1.1 200 OK\r\nX-A: 1\r\n 2\r\n\r\n'],
        ['a bare line feed', 'HTTP/1.1 200 OK\r\nX-A: 1\nSet-Cookie: x\r\n\r\n'],
        ['a bare carriage return', 'HTTP/1.1 200 OK\r\nX-A: 1\rSet-Cookie: x\r\n\r\n'],
        ['a null byte', 'HTTP/1.1 200 OK\r\nX-A: \0\r\n\r\n'],
        ['an unasked upgrade', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
        ['bytes after the end', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nabHTTP/1.1 200'],
        ['endless interim responses', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(20)],
        ['an endless head', 'HTTP/1.1 200 OK\r\n' + 'X-A: 1\r\n'.repeat(MAX_HEAD_BYTES / 8)],
    ])('refuses %s', (_what, text) => {
        expect(() => readText(text)).toThrow(MalformedResponseError);
    });
    it('reads no body after HEAD, 204 and 304', () => {
        expect(readText('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n', 'HEAD').ended).toBe(1);
        expect(readText('HTTP/1.1 204 No Content\r\n\r\n').ended).toBe(1);
        expect(readText('HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n').ended).toBe(1);
    });
    it('reads a body without length until the server closes, on a connection not used again', () => {
        const seen = readText('HTTP/1.1 200 OK\r\n\r\nabc', 'GET', true);
        expect(seen).toMatchObject({ body: 'abc', ended: 1, finished: true });
        expect(seen.heads[0]?.persistent).toBe(false);
    });
    it('drops hop-by-hop fields, those that Connection names included', () => {
        const seen = readText('HTTP/1.1 200 OK\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n' +
            'Proxy-Authenticate: Basic\r\nUpgrade: h2c\r\nX-Kept: 2\r\nContent-Length: 0\r\n\r\n');
        expect(seen.heads[0]).toMatchObject({
            fields: ['X-Kept', '2', 'Content-Length', '0'],
            persistent: false,
            keepAliveMs: 5000,
        });
    });
});
function chunks(content, size) {
    let text = '';
    for (let at = 0; at < content.length; at += size) {
        const piece = content.slice(at, at + size);
        text += `${piece.length.toString(16)};ext=1\r\n${piece}\r\n`;
    }
    return text;
}
//# sourceMappingURL=response-parser.test.js.map