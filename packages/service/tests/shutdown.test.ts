import { existsSync } from 'node:fs';

import { afterEach, describe, expect, it } from 'vitest';

import { ServerProcess } from './shutdown-process.ts';
import type { ServerSettings } from './shutdown-process.ts';

/** No balancer to wait for, and more time than any of these needs. */
const QUICK = { noticeMs: 0, drainMs: 60_000, endMs: 60_000 };
const LONG_NOTICE = { ...QUICK, noticeMs: 60_000 };

let server: ServerProcess | undefined;
afterEach(async () => {
  await server?.end();
  server = undefined;
});

async function start(settings: ServerSettings = {}): Promise<ServerProcess> {
  server = await ServerProcess.start({ shutdown: QUICK, ...settings });
  return server;
}

describe('a process that is sent SIGTERM', () => {
  it('1. is no longer ready at once, and serves until its balancers have noticed', async () => {
    const app = await start({ shutdown: LONG_NOTICE });
    const probe = await app.client();
    probe.get('/health/ready');
    await probe.receives('{"status":"pass"');
    app.signal();
    await app.reached('noticing');
    const [ready, live, request] = [await app.client(), await app.client(), await app.client()];
    ready.get('/health/ready');
    live.get('/health/live');
    request.get('/quick');
    await ready.receives('"output":"shutting down"');
    expect(ready.received).toMatch(/^HTTP\/1\.1 503 /);
    await live.receives('"status":"pass"');
    await request.receives('quick');
  });

  it('2. answers the request in flight, refuses new connections, and exits with 0', async () => {
    const app = await start();
    const client = await app.client();
    client.get('/held/order');
    await app.heard('holding', 'order');
    app.signal();
    await app.until('new connections to be refused', () => app.refuses());
    app.release('order');
    await client.receives('answer to order');
    expect(client.received.toLowerCase()).toContain('connection: close');
    expect(await app.exitCode()).toBe(0);
  });

  it('3. closes idle keep-alive connections', async () => {
    const app = await start();
    const client = await app.client();
    client.get('/quick');
    await client.receives('quick');
    expect(client.received.toLowerCase()).toContain('connection: keep-alive');
    app.signal();
    await client.isClosed();
    expect(await app.exitCode()).toBe(0);
  });

  it('4. tells a keep-alive connection to close with its next answer, while it waits', async () => {
    const app = await start({ shutdown: LONG_NOTICE });
    const client = await app.client();
    client.get('/quick');
    await client.receives('quick');
    app.signal();
    await app.reached('noticing');
    expect(client.closed).toBe(false);
    client.received = '';
    client.get('/quick');
    await client.receives('quick');
    expect(client.received.toLowerCase()).toContain('connection: close');
    await client.isClosed();
  });

  it('5. waits for no socket that never sends a request', async () => {
    const app = await start();
    const client = await app.client();
    app.signal();
    await client.isClosed();
    expect(client.received).toBe('');
    expect(await app.exitCode()).toBe(0);
  });

  it('6. answers a request that was half sent', async () => {
    const app = await start();
    const [fresh, used] = [await app.client(), await app.client()];
    used.get('/quick');
    await used.receives('quick');
    used.received = '';
    fresh.send('GET /quick HTTP/1.1\r\nhos');
    used.send('GET /quick HTTP/1.1\r\nhos');
    // The server reads what has come before it reads this.
    const after = await app.client();
    after.get('/quick');
    await after.receives('quick');
    app.signal();
    await after.isClosed();
    fresh.send('t: test\r\n\r\n');
    used.send('t: test\r\n\r\n');
    await fresh.receives('quick');
    await used.receives('quick');
    expect(await app.exitCode()).toBe(0);
  });

  it('7. ends a stream that began with keep-alive, then closes its connection', async () => {
    const app = await start();
    const client = await app.client();
    client.get('/stream/report');
    await client.receives('first;');
    await app.heard('holding', 'report');
    app.signal();
    await app.until('new connections to be refused', () => app.refuses());
    app.release('report');
    await client.receives('last;');
    await client.isClosed();
    expect(client.received.toLowerCase()).toContain('connection: keep-alive');
    expect(await app.exitCode()).toBe(0);
  });

  it('8. answers all pipelined requests, and handles none that comes after the close', async () => {
    const app = await start();
    const client = await app.client();
    client.get('/held/first');
    client.get('/held/second');
    await app.heard('holding', 'second');
    app.signal();
    await app.until('new connections to be refused', () => app.refuses());
    app.release('second');
    app.release('first');
    await client.receives('answer to second');
    expect(client.received).toMatch(/answer to first[^]*answer to second$/);
    expect(client.received.toLowerCase().match(/connection: close/g)).toHaveLength(1);
    client.get('/late');
    expect(await app.exitCode()).toBe(0);
    expect(app.told).not.toContainEqual({ handling: '/late' });
  });

  it('9. leaves a WebSocket to end itself, and cuts one that does not when the time is up', async () => {
    const upgrade = 'GET / HTTP/1.1\r\nhost: test\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n';
    const polite = await start({ upgrades: 'end-themselves' });
    const first = await polite.client();
    first.send(upgrade);
    await first.receives('101 Switching');
    polite.signal();
    await first.receives('going away');
    first.close();
    expect(await polite.exitCode()).toBe(0);
    await polite.end();

    const stubborn = await start({ upgrades: 'stay', shutdown: { ...QUICK, drainMs: 500 } });
    const second = await stubborn.client();
    second.send(upgrade);
    await second.receives('101 Switching');
    stubborn.signal();
    await second.isClosed();
    expect(await stubborn.exitCode()).toBe(0);
    // Counted when the time was up: until then it was left alone.
    expect(stubborn.output).toContain('"upgraded":1');
  });

  it('10. cuts a request that outlasts its time, and says so', async () => {
    const app = await start({ shutdown: { ...QUICK, drainMs: 200 } });
    const client = await app.client();
    client.get('/held/endless');
    await app.heard('holding', 'endless');
    app.signal();
    await client.isClosed();
    expect(client.received).toBe('');
    expect(await app.exitCode()).toBe(0);
    expect(app.ended()).toEqual(['outbox', 'store']);
    expect(app.output).toContain('"requests":1');
  });

  it('11. ends at once on a second signal, with 1', async () => {
    const app = await start();
    const client = await app.client();
    client.get('/held/order');
    await app.heard('holding', 'order');
    app.signal();
    await app.reached('draining');
    app.signal();
    expect(await app.exitCode()).toBe(1);
    expect(app.ended()).toEqual([]);
  });

  it('12. ends work and stores after the last request, the last started first', async () => {
    const app = await start();
    const client = await app.client();
    client.get('/held/order');
    await app.heard('holding', 'order');
    app.signal();
    await app.until('new connections to be refused', () => app.refuses());
    expect(app.ended()).toEqual([]);
    app.release('order');
    expect(await app.exitCode()).toBe(0);
    expect(app.ended()).toEqual(['outbox', 'store']);
  });
});

describe('a request on a connection that was told to close', () => {
  it('is not handled, for nobody would get its answer', async () => {
    const app = await start({ shutdown: LONG_NOTICE });
    const client = await app.client();
    app.signal();
    await app.reached('noticing');
    client.get('/stream/report');
    await client.receives('first;');
    expect(client.received.toLowerCase()).toContain('connection: close');
    await app.heard('holding', 'report');
    client.get('/late');
    // Sent and read later than the request before.
    const other = await app.client();
    other.get('/quick');
    await other.receives('quick');
    app.release('report');
    await client.receives('last;');
    await client.isClosed();
    expect(app.told).not.toContainEqual({ handling: '/late' });
  });
});

// OpenSSL makes the certificate.
describe.skipIf(!existsSync('/usr/bin/openssl'))('a server with TLS', () => {
  it('answers the request in flight and waits for no silent connection', async () => {
    const app = await start({ framework: 'tls' });
    const [busy, idle, silent] = [await app.client(), await app.client(), await app.client()];
    idle.get('/quick');
    await idle.receives('quick');
    busy.get('/held/order');
    await app.heard('holding', 'order');
    app.signal();
    await idle.isClosed();
    await silent.isClosed();
    app.release('order');
    await busy.receives('answer to order');
    expect(busy.received.toLowerCase()).toContain('connection: close');
    expect(await app.exitCode()).toBe(0);
  });
});

describe('an ending that goes wrong', () => {
  it('keeps no other from ending, and makes the exit code 1', async () => {
    const app = await start({ endings: 'throw' });
    app.signal();
    expect(await app.exitCode()).toBe(1);
    expect(app.ended()).toEqual(['outbox', 'store']);
    expect(app.output).toContain('the outbox could not be flushed');
  });

  it('is named and left behind when it hangs', async () => {
    const app = await start({ endings: 'hang', shutdown: { ...QUICK, endMs: 200 } });
    app.signal();
    expect(await app.exitCode()).toBe(1);
    expect(app.output).toContain('"name":"store"');
  });
});

describe.each([
  ['an uncaught error', '/throw', 'nobody catches this'],
  ['an unhandled rejection', '/reject', 'nobody handles this'],
  ['a stalled event loop', '/stall', 'the event loop stalled'],
])('%s', (_name, path, log) => {
  it('leads through the same door, with exit 1', async () => {
    const app = await start({ shutdown: path === '/stall' ? { ...QUICK, stallMs: 1_000 } : QUICK });
    const client = await app.client();
    client.get('/held/order');
    await app.heard('holding', 'order');
    const broken = await app.client();
    broken.get(path);
    await broken.receives('quick');
    await app.reached('draining');
    await app.until('new connections to be refused', () => app.refuses());
    app.release('order');
    await client.receives('answer to order');
    expect(await app.exitCode()).toBe(1);
    expect(app.ended()).toEqual(['outbox', 'store']);
    expect(app.output).toContain(log);
  });
});

describe.each(['fastify', 'express', 'hono'] as const)('the same on %s', (framework) => {
  it('answers the request in flight, closes idle connections and exits with 0', async () => {
    const app = await start({ framework });
    const [busy, idle] = [await app.client(), await app.client()];
    idle.get('/quick');
    await idle.receives('quick');
    busy.get('/held/order');
    await app.heard('holding', 'order');
    app.signal();
    await idle.isClosed();
    app.release('order');
    await busy.receives('answer to order');
    expect(busy.received.toLowerCase()).toContain('connection: close');
    expect(await app.exitCode()).toBe(0);
    // Fastify's own plugins end with it, after what was started on it.
    const last = framework === 'fastify' ? ['fastify'] : [];
    expect(app.ended().toSorted()).toEqual([...last, 'outbox', 'store']);
  });
});
