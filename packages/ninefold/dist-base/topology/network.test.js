import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seededRandom } from '../clock/random.js';
import { systemClock as clock } from '../clock/system-clock.js';
import { addressAt, createNetwork } from './network.js';
let server;
let address;
let network;
beforeEach(async () => {
    server = createServer((socket) => {
        // A link that is reset resets this end too.
        socket.on('error', () => undefined);
        socket.end('hello');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = addressAt(server.address().port);
    network = createNetwork(true, clock, seededRandom(1));
});
afterEach(async () => {
    await network.close();
    server.close();
});
/** How a connection fares: what it receives, or the code of its error. */
function visit({ host, port }) {
    return new Promise((resolve) => {
        let text = '';
        const socket = connect({ host, port });
        socket.on('data', (data) => (text += data.toString()));
        socket.on('error', (error) => {
            resolve(error.code ?? 'error');
        });
        socket.on('close', () => {
            resolve(text);
        });
    });
}
const toB = (_from, to) => to === 'b';
it('leads directly when no link is wanted', async () => {
    const direct = createNetwork(false, clock, seededRandom(1));
    expect(await direct.connect('a', 'b', address)).toEqual(address);
});
it('gives two who ask at once the same link, and knows who is behind it', async () => {
    const [first, second] = await Promise.all([
        network.connect('a', 'b', address),
        network.connect('a', 'b', address),
    ]);
    expect(first).toEqual(second);
    expect(first.port).not.toBe(address.port);
    expect(network.memberAt('a', first.port)).toBe('b');
    expect(await visit(first)).toBe('hello');
});
it('breaks links that are opened while the fault lasts, and mends them all', async () => {
    const before = await network.connect('a', 'b', address);
    const mend = network.breakEdges(toB, { kind: 'reset' });
    const during = await network.connect('c', 'b', address);
    expect(await visit(before)).toBe('ECONNRESET');
    expect(await visit(during)).toBe('ECONNRESET');
    mend?.();
    expect(await visit(before)).toBe('hello');
    expect(await visit(during)).toBe('hello');
});
it('goes back to the earlier fault when a later one ends', async () => {
    const link = await network.connect('a', 'b', address);
    network.breakEdges(toB, { kind: 'reset' });
    const mend = network.breakEdges(toB, { kind: 'delay', byMs: 1 });
    expect(await visit(link)).toBe('hello');
    mend?.();
    expect(await visit(link)).toBe('ECONNRESET');
});
it('leaves other links alone, and says when none matches', async () => {
    const other = await network.connect('a', 'c', address);
    expect(network.breakEdges(toB, { kind: 'reset' })).toBeUndefined();
    expect(await visit(other)).toBe('hello');
});
it('opens nothing once it is closed', async () => {
    await network.close();
    await expect(network.connect('a', 'b', address)).rejects.toThrow('closed');
});
//# sourceMappingURL=network.test.js.map