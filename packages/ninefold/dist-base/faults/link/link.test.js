import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import * as fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { seededRandom } from '../../clock/random.js';
import { systemClock } from '../../clock/system-clock.js';
import { openLink } from './link.js';
const DEADLINE_MS = 5000;
const opened = [];
afterEach(async () => {
    for (const item of opened.splice(0))
        await item.close();
});
/** Waits for a condition; fails with its name after 5 s. */
async function until(what, holds) {
    const deadlineMs = systemClock.monotonicMs() + DEADLINE_MS;
    while (!holds()) {
        if (systemClock.monotonicMs() > deadlineMs)
            throw new Error(`waited in vain until ${what}`);
        await systemClock.sleep(2);
    }
}
async function serve(onConnection) {
    const sockets = new Set();
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
        sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => sockets.delete(socket));
        onConnection(socket);
    }).listen(0, '127.0.0.1');
    opened.push({
        close() {
            for (const socket of sockets)
                socket.destroy();
            server.close();
        },
    });
    await once(server, 'listening');
    return server.address().port;
}
async function linkTo(port) {
    const link = await openLink({
        name: 'a to b',
        upstream: { host: '127.0.0.1', port },
        clock: systemClock,
        random: seededRandom(1),
    });
    opened.push(link);
    return link;
}
/** A client that collects what it gets. */
function client(port) {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const seen = { text: '', error: '', ended: false, closed: false };
    socket.on('data', (data) => (seen.text += data.toString('latin1')));
    socket.on('end', () => (seen.ended = true));
    socket.on('close', () => (seen.closed = true));
    socket.on('error', (error) => (seen.error = error.code ?? 'error'));
    opened.push({ close: () => socket.destroy() });
    return { socket, seen };
}
const echo = () => serve((socket) => socket.pipe(socket));
it('carries bytes and half-closes both ways', async () => {
    const link = await linkTo(await serve((socket) => {
        let got = '';
        socket.on('data', (data) => (got += data.toString()));
        // Answers only after the client has ended its half.
        socket.on('end', () => socket.end(`got ${got}`));
    }));
    const { socket, seen } = client(link.port);
    socket.end('order');
    await until('the answer and the end arrive', () => seen.ended);
    expect(seen.text).toBe('got order');
    await until('the link has forgotten the connection', () => link.stats().open === 0);
    expect(link.stats()).toMatchObject({ accepted: 1, forwardBytes: 5, backwardBytes: 9 });
});
it('holds everything during a partition, new connections too, and goes on afterwards', async () => {
    const link = await linkTo(await echo());
    const old = client(link.port);
    old.socket.write('1');
    await until('the echo arrives', () => old.seen.text === '1');
    link.setFault({ kind: 'partition' });
    old.socket.write('2');
    const late = client(link.port);
    late.socket.write('3');
    await until('the late client is accepted', () => link.stats().accepted === 2);
    await systemClock.sleep(100);
    expect([old.seen.text, late.seen.text]).toEqual(['1', '']);
    expect([old.seen.closed, late.seen.closed]).toEqual([false, false]);
    link.heal();
    await until('both echoes arrive', () => old.seen.text === '12' && late.seen.text === '3');
});
it('tells nobody during a partition that the other side has died', async () => {
    const sockets = [];
    const link = await linkTo(await serve((socket) => sockets.push(socket)));
    const { seen } = client(link.port);
    await until('the server is reached', () => sockets.length === 1);
    link.setFault({ kind: 'partition' });
    sockets[0]?.resetAndDestroy();
    await systemClock.sleep(100);
    expect(seen.closed).toBe(false);
    link.heal();
    await until('the client learns it', () => seen.closed);
    expect(seen.error).toBe('ECONNRESET');
});
it('delays both directions, keeping the order', async () => {
    const link = await linkTo(await echo());
    const { socket, seen } = client(link.port);
    socket.write('a');
    await until('the echo arrives', () => seen.text === 'a');
    link.setFault({ kind: 'delay', byMs: 60 });
    const startMs = systemClock.monotonicMs();
    socket.end('bcd');
    await until('the echo and the end arrive', () => seen.text === 'abcd' && seen.ended);
    expect(systemClock.monotonicMs() - startMs).toBeGreaterThanOrEqual(119);
});
it('holds the throttled rate', async () => {
    const link = await linkTo(await serve((socket) => socket.resume()));
    const { socket } = client(link.port);
    await until('the client is accepted', () => link.stats().accepted === 1);
    link.setFault({ kind: 'throttle', bytesPerSecond: 100_000 });
    const startMs = systemClock.monotonicMs();
    socket.write(Buffer.alloc(40_000));
    await until('all bytes arrive', () => link.stats().forwardBytes === 40_000);
    expect(systemClock.monotonicMs() - startMs).toBeGreaterThan(390);
});
it('resets what is open and what is opened, until it is healed', async () => {
    const link = await linkTo(await echo());
    const old = client(link.port);
    old.socket.write('1');
    await until('the echo arrives', () => old.seen.text === '1');
    link.setFault({ kind: 'reset' });
    await until('the old connection is reset', () => old.seen.closed);
    expect(old.seen.error).toBe('ECONNRESET');
    const fresh = client(link.port);
    await until('the fresh connection is reset', () => fresh.seen.closed);
    expect(fresh.seen.error).toBe('ECONNRESET');
    link.heal();
    const healed = client(link.port);
    healed.socket.write('2');
    await until('the echo arrives', () => healed.seen.text === '2');
});
it('resets the client when nobody listens upstream', async () => {
    const link = await linkTo(1);
    const refused = client(link.port);
    await until('the client is reset', () => refused.seen.closed);
});
it('leaves no socket when it is closed, whatever the fault', async () => {
    const link = await linkTo(await echo());
    const clients = Array.from({ length: 5 }, () => client(link.port));
    for (const { socket } of clients)
        socket.write('x');
    await until('the echoes arrive', () => clients.every(({ seen }) => seen.text === 'x'));
    link.setFault({ kind: 'partition' });
    const late = client(link.port);
    await until('the late client is accepted', () => link.stats().accepted === 6);
    await link.close();
    await until('all clients are closed', () => [...clients, late].every(({ seen }) => seen.ended || seen.closed));
    expect(link.stats().open).toBe(0);
    const after = client(link.port);
    await until('a connection is refused', () => after.seen.error === 'ECONNREFUSED');
});
it('never loses, reorders or changes bytes, whatever faults come and go', { timeout: 60_000 }, async () => {
    const change = fc.oneof(fc.constant(undefined), fc.constant({ kind: 'partition' }), fc.record({ kind: fc.constant('delay'), byMs: fc.nat(20) }), fc.record({ kind: fc.constant('drop'), ratio: fc.constantFrom(0.1, 0.5) }), fc.record({
        kind: fc.constant('throttle'),
        bytesPerSecond: fc.integer({ min: 1000, max: 1e6 }),
    }));
    const step = fc.record({
        chunk: fc.uint8Array({ maxLength: 4000 }),
        repeat: fc.nat(40),
        change,
        pauseMs: fc.nat(5),
    });
    const port = await echo();
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const link = await linkTo(port);
        const { socket, seen } = client(link.port);
        let sent = '';
        for (const { chunk, repeat, change: fault, pauseMs } of steps) {
            for (let i = 0; i <= repeat; i++) {
                socket.write(chunk);
                sent += Buffer.from(chunk).toString('latin1');
            }
            await systemClock.sleep(pauseMs);
            if (fault)
                link.setFault(fault);
            else
                link.heal();
        }
        socket.end();
        link.heal();
        await until('all bytes came back', () => seen.ended);
        expect(seen.text === sent).toBe(true);
        await link.close();
    }), { numRuns: 40 });
});
it.each([
    { kind: 'delay', byMs: -1 },
    { kind: 'drop', ratio: 1.5 },
    { kind: 'throttle', bytesPerSecond: 0 },
])('refuses %o', async (fault) => {
    const link = await linkTo(1);
    expect(() => link.setFault(fault)).toThrow(RangeError);
});
//# sourceMappingURL=link.test.js.map