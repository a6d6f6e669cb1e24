import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readRequest, type RequestHead, type RequestSource } from './request-head.ts';

const SOURCE: RequestSource = {
  method: 'GET',
  target: '/a?b=c',
  httpVersionMajor: 1,
  httpVersionMinor: 1,
  rawHeaders: ['Host', 'shop:8080'],
  clientAddress: '192.0.2.7',
  trustForwarded: false,
};

function head(change: Partial<RequestSource>): RequestHead {
  const read = readRequest({ ...SOURCE, ...change });
  if (read.kind === 'refused') throw new Error(read.reason);
  return read;
}

const withFields = (...rawHeaders: string[]): Partial<RequestSource> => ({
  rawHeaders: ['Host', 'shop', ...rawHeaders],
});

describe('readRequest', () => {
  it('keeps the target and Host, and tells who asked', () => {
    expect(head({}).text).toBe(
      'GET /a?b=c HTTP/1.1\r\nHost: shop:8080\r\n' +
        'Forwarded: for=192.0.2.7;host="shop:8080";proto=http\r\n' +
        'X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Host: shop:8080\r\nX-Forwarded-Proto: http\r\n',
    );
  });

  it('quotes an IPv6 client in Forwarded', () => {
    expect(head({ clientAddress: '::1' }).text).toContain('for="[::1]";');
  });

  it('drops hop-by-hop fields, those that Connection names included', () => {
    const { text } = head(
      withFields(
        'Connection',
        'keep-alive, X-Secret',
        'X-Secret',
        '1',
        'TE',
        'trailers',
        'Upgrade',
        'h2c',
        'Proxy-Authorization',
        'x',
        'Expect',
        '100-continue',
        'Accept',
        '*/*',
      ),
    );
    expect(text).toContain('Accept: */*\r\n');
    expect(text).not.toMatch(/secret|trailers|h2c|proxy-auth|expect|connection/i);
  });

  it('believes forwarded fields of the client only when told to', () => {
    const lie = withFields('X-Forwarded-For', '10.0.0.1', 'Forwarded', 'for=10.0.0.1');
    expect(head(lie).text).not.toContain('10.0.0.1');
    const { text } = head({ ...lie, trustForwarded: true });
    expect(text).toContain('X-Forwarded-For: 10.0.0.1, 192.0.2.7\r\n');
    expect(text).toContain('Forwarded: for=10.0.0.1, for=192.0.2.7;');
  });

  it.each([
    ['two lengths', withFields('Content-Length', '1', 'Content-Length', '1')],
    ['a length and chunks', withFields('Content-Length', '1', 'Transfer-Encoding', 'chunked')],
    ['chunks and a length', withFields('Transfer-Encoding', 'chunked', 'Content-Length', '1')],
    ['an unknown coding', withFields('Transfer-Encoding', 'xchunked')],
    [
      'chunks under HTTP/1.0',
      { ...withFields('Transfer-Encoding', 'chunked'), httpVersionMinor: 0 },
    ],
    ['two hosts', withFields('Host', 'other')],
    ['a host that leaves its quotes', { rawHeaders: ['Host', 'a";for=b'] }],
    ['a target with a line end', { target: '/a\r\nX: y' }],
    ['a target that is no path', { target: 'a' }],
    ['a field name with a space', withFields('Content-Length ', '1')],
  ])('refuses %s with 400', (_what, change) => {
    expect(readRequest({ ...SOURCE, ...change })).toMatchObject({ kind: 'refused', status: 400 });
  });

  it('refuses WebSocket with 501', () => {
    const change = withFields('Connection', 'Upgrade', 'Upgrade', 'websocket');
    expect(readRequest({ ...SOURCE, ...change })).toMatchObject({ status: 501 });
  });

  it('keeps to itself that a proof asks', () => {
    const asked = head(withFields('Ninefold-Proof', 'look'));
    expect(asked.ofProof).toBe(true);
    expect(asked.text.toLowerCase()).not.toContain('ninefold');
    expect(head({}).ofProof).toBe(false);
  });

  it('takes the authority of an absolute target for Host', () => {
    expect(head({ target: 'http://other:81/x?y' }).text).toMatch(
      /^GET \/x\?y HTTP\/1\.1\r\nHost: other:81\r\n/,
    );
  });

  it('takes a POST with an Idempotency-Key for idempotent', () => {
    expect(head({ method: 'POST' }).idempotent).toBe(false);
    expect(head({ method: 'POST', ...withFields('idempotency-key', 'k') }).idempotent).toBe(true);
    expect(head({ method: 'DELETE' }).idempotent).toBe(true);
  });

  it('never lets a field begin a line that the client did not send as one', () => {
    const name = fc.stringMatching(/^[A-Za-z-]{1,12}$/);
    // What node's parser can hand over: anything but CR, LF and NUL.
    const value = fc.string({ unit: 'binary-ascii' }).map((text) => text.replace(/[\0\r\n]/g, ''));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), (fields) => {
        const read = readRequest({ ...SOURCE, ...withFields(...fields.flat()) });
        if (read.kind === 'refused') return;
        const lines = read.text.split('\r\n');
        expect(lines.pop()).toBe('');
        expect(lines.length).toBeLessThanOrEqual(1 + 1 + fields.length + 4);
        for (const line of lines.slice(1)) expect(line).toMatch(/^[A-Za-z-]+: /);
        expect(read.text).not.toMatch(/\r\n\r\n/);
      }),
    );
  });
});
