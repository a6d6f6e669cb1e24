import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../clock/system-clock.js';
import { resetSocket } from '../../sockets/reset-socket.js';
import { StoreListener } from './store-listener.js';
const cleanups = [];
afterEach(async () => {
    for (const cleanup of cleanups.splice(0).toReversed())
        await cleanup();
});
async function listen(config = {}, clock = systemClock) {
    const events = [];
    const listener = new StoreListener({ store: 'orders', port: 0, ...config }, clock, (event) => events.push(event));
    const port = await listener.listen('127.0.0.1');
    cleanups.push(() => listener.close());
    return { listener, port, events };
}
/** A primary that greets with its name, echoes, and says goodbye after the client's end. */
async function primary(name, port = 0) {
    const sockets = new Set();
    const server = createServer({ allowHalfOpen: true }, (socket) => {
        sockets.add(socket);
        socket.on('error', () => { });
        socket.write(`${name}:`);
        socket.on('data', (piece) => socket.write(piece));
        socket.on('end', () => {
            if (!socket.writableEnded)
                socket.end('bye');
        });
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    cleanups.push(() => {
        for (const socket of sockets)
            socket.destroy();
        server.close();
    });
    return { port: server.address().port, server };
}
/** A client of the listener: what it received, and how it ended. */
class Client {
    text = '';
    error;
    closed = false;
    socket;
    constructor(port) {
        this.socket = connect({ port, host: '127.0.0.1' });
        this.socket.on('data', (piece) => (this.text += piece.toString('latin1')));
        this.socket.on('error', (error) => (this.error = error.code));
        this.socket.on('close', () => (this.closed = true));
        cleanups.push(() => this.socket.destroy());
    }
    async reads(text) {
        await expect.poll(() => this.text, { timeout: 3000 }).toBe(text);
    }
    async isReset() {
        await this.isClosed();
        expect(this.error).toBe('ECONNRESET');
    }
    /** libuv tells a reset that arrives together with data as an end, so this is all one can ask. */
    async isClosed() {
        await expect.poll(() => this.closed, { timeout: 3000 }).toBe(true);
    }
}
const route = (term, port, leaseTtlMs) => ({
    kind: 'route',
    store: 'orders',
    term,
    host: '127.0.0.1',
    port,
    ...(leaseTtlMs === undefined ? {} : { leaseTtlMs }),
});
describe('StoreListener', () => {
    it('leads to the primary, both ways, and passes each half-close on', async () => {
        const a = await primary('a');
        const { listener, port } = await listen();
        listener.apply(route(1, a.port));
        const client = new Client(port);
        client.socket.write('hello');
        await client.reads('a:hello');
        client.socket.end();
        await client.reads('a:hellobye');
        await expect.poll(() => client.closed).toBe(true);
        expect(client.error).toBeUndefined();
    });
    it('carries more than its buffers hold', async () => {
        const a = await primary('');
        const { listener, port } = await listen();
        listener.apply(route(1, a.port));
        const client = new Client(port);
        const data = Buffer.alloc(8 * 1024 * 1024, 'x');
        client.socket.write(data);
        await expect.poll(() => client.text.length, { timeout: 5000 }).toBe(data.length + 1);
    });
    it('resets the sessions of an older term before it leads to a newer one', async () => {
        const [a, b] = [await primary('a'), await primary('b')];
        const { listener, port, events } = await listen();
        listener.apply(route(1, a.port));
        const old = new Client(port);
        await old.reads('a:');
        listener.apply(route(2, b.port));
        await old.isReset();
        await new Client(port).reads('b:');
        expect(events.at(-1)).toMatchObject({ kind: 'routed', term: 2, destroyedSessions: 1 });
    });
    it('loses nothing of what a primary sent before it closed', async () => {
        const a = await primary('');
        const data = Buffer.alloc(8 * 1024 * 1024, 'x');
        let flushed = false;
        a.server.on('connection', (socket) => socket.once('data', () => socket.end(data, () => (flushed = true))));
        const { listener, port } = await listen();
        listener.apply(route(1, a.port));
        const client = new Client(port);
        client.socket.end('go');
        client.socket.once('data', () => client.socket.pause());
        // The kernel has taken it all from the primary only when the balancer reads on.
        await expect.poll(() => client.text.length).toBeGreaterThan(0);
        client.socket.resume();
        await expect.poll(() => flushed, { timeout: 3000 }).toBe(true);
        client.socket.resume();
        await client.isClosed();
        expect(client.error).toBeUndefined();
        expect(client.text.length).toBeGreaterThanOrEqual(data.length);
    });
    it('cuts a session whose client does not read', async () => {
        const a = await primary('a');
        let stalled = false;
        a.server.on('connection', (socket) => {
            const more = () => {
                while (socket.write(Buffer.alloc(1024 * 1024)))
                    stalled = false;
                stalled = true;
            };
            socket.on('drain', more);
            more();
        });
        const { listener, port, events } = await listen();
        listener.apply(route(1, a.port));
        const client = new Client(port);
        client.socket.pause();
        await expect.poll(() => stalled).toBe(true);
        listener.apply({ kind: 'cut', store: 'orders', term: 1 });
        expect(events.at(-1)).toMatchObject({ kind: 'cut', destroyedSessions: 1 });
        client.socket.resume();
        await client.isClosed();
    });
    it('refuses a route of an older term, and stays where it is', async () => {
        const [a, b] = [await primary('a'), await primary('b')];
        const { listener, port, events } = await listen();
        listener.apply(route(2, a.port));
        listener.apply(route(1, b.port));
        expect(events.at(-1)).toMatchObject({ kind: 'route-refused', term: 1, highestTerm: 2 });
        await new Client(port).reads('a:');
    });
    it('holds who comes after a cut, and leads them to the next primary', async () => {
        const [a, b] = [await primary('a'), await primary('b')];
        const { listener, port, events } = await listen();
        listener.apply(route(1, a.port));
        const old = new Client(port);
        await old.reads('a:');
        listener.apply({ kind: 'cut', store: 'orders', term: 1 });
        expect(events.at(-1)).toMatchObject({ kind: 'cut', term: 1, destroyedSessions: 1 });
        await old.isReset();
        const held = new Client(port);
        held.socket.write('early');
        await once(held.socket, 'connect');
        listener.apply(route(1, a.port));
        expect(events.at(-1)).toMatchObject({ kind: 'route-refused', term: 1 });
        expect(held.text).toBe('');
        listener.apply(route(2, b.port));
        await held.reads('b:early');
    });
    it('holds who comes while the primary refuses connections', async () => {
        const { port: dead, server } = await primary('x');
        await new Promise((resolve) => server.close(resolve));
        const { listener, port } = await listen();
        listener.apply(route(1, dead));
        const client = new Client(port);
        await once(client.socket, 'connect');
        await primary('a', dead);
        await client.reads('a:');
    });
    it('holds so many, and for so long, and then resets', async () => {
        const { port } = await listen({ maxHeld: 1, holdMs: 40 });
        const first = new Client(port);
        await once(first.socket, 'connect');
        const second = new Client(port);
        await second.isReset();
        await first.isReset();
    });
    it('cuts the sessions when the lease runs out by its own clock, and not before', async () => {
        let nowMs = 1000;
        const clock = { ...systemClock, monotonicMs: () => nowMs };
        const a = await primary('a');
        const { listener, port, events } = await listen({}, clock);
        listener.apply(route(1, a.port, 60_000));
        const client = new Client(port);
        await client.reads('a:');
        nowMs += 59_999;
        listener.expire();
        client.socket.write('still');
        await client.reads('a:still');
        listener.apply({ kind: 'renew', store: 'orders', term: 1 });
        nowMs += 59_999;
        listener.expire();
        client.socket.write(' here');
        await client.reads('a:still here');
        nowMs += 1;
        listener.expire();
        expect(events.at(-1)).toMatchObject({ kind: 'lease-expired', term: 1, destroyedSessions: 1 });
        await client.isReset();
    });
    it('lets no data through after the lease, even if its timer is late', async () => {
        let nowMs = 1000;
        const clock = { ...systemClock, monotonicMs: () => nowMs };
        const a = await primary('a');
        const { listener, port } = await listen({}, clock);
        listener.apply(route(1, a.port, 60_000));
        const client = new Client(port);
        await client.reads('a:');
        nowMs += 60_000;
        client.socket.write('late');
        await client.isReset();
        expect(client.text).toBe('a:');
    });
    it('cuts by the timer of the lease when nothing else happens', async () => {
        const a = await primary('a');
        const { listener, port } = await listen();
        listener.apply(route(1, a.port, 60));
        const client = new Client(port);
        await client.isReset();
    });
    it('ends the session at the client when the primary resets', async () => {
        const a = await primary('a');
        const { listener, port } = await listen();
        a.server.on('connection', (socket) => socket.once('data', () => resetSocket(socket)));
        listener.apply(route(1, a.port));
        const client = new Client(port);
        client.socket.write('x');
        await client.isClosed();
    });
});
//# sourceMappingURL=store-listener.test.js.map