import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { EnvironmentError } from '../ports/errors.js';
/**
 * Below the range from which Linux takes ports for outgoing connections (32768 and up), so that a
 * port found free now isn't taken by a connection before its member listens.
 */
const LOWEST_PORT = 15_000;
const HIGHEST_PORT = 32_000;
/** Ports that one run takes at once. */
const BLOCK_SIZE = 50;
const BLOCKS = Math.floor((HIGHEST_PORT - LOWEST_PORT) / BLOCK_SIZE);
/**
 * Gives out ports from blocks. Whoever listens on the first port of a block has the others: two
 * runs that boot at the same moment would else find the same port free, and the balancer of one
 * would lead to the app of the other.
 */
export function openPorts() {
    const locks = [];
    let block;
    const takeBlock = async () => {
        const start = randomInt(BLOCKS);
        for (let i = 0; i < BLOCKS; i++) {
            const first = LOWEST_PORT + ((start + i) % BLOCKS) * BLOCK_SIZE;
            const lock = await listen(first);
            if (!lock)
                continue;
            lock.unref();
            locks.push(lock);
            return { first, used: 1 };
        }
        throw new EnvironmentError(`every port from ${LOWEST_PORT} to ${HIGHEST_PORT} on 127.0.0.1 is taken`);
    };
    return {
        async next() {
            for (;;) {
                if (!block || block.used === BLOCK_SIZE)
                    block = await takeBlock();
                const port = block.first + block.used;
                block.used += 1;
                if (await isFree(port))
                    return port;
            }
        },
        async close() {
            await Promise.all(locks.map((lock) => close(lock)));
        },
    };
}
/** Whether a listener on 127.0.0.1 could have this port now. */
export async function isFree(port) {
    const probe = await listen(port);
    if (probe)
        await close(probe);
    return probe !== undefined;
}
function listen(port) {
    return new Promise((resolve) => {
        // Who connects to a lock has lost the way.
        const server = createServer((socket) => socket.destroy());
        server.once('error', () => {
            resolve(undefined);
        });
        server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
            resolve(server);
        });
    });
}
function close(server) {
    return new Promise((resolve) => {
        server.close(() => {
            resolve();
        });
    });
}
//# sourceMappingURL=ports.js.map