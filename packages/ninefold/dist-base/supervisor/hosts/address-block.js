import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';
import { EnvironmentError } from '../../ports/errors.js';
/** /24 networks in 198.18.0.0/15, which RFC 2544 keeps for tests of networks: routed nowhere. */
const BLOCKS = 512;
const LOCK_PORT = 7331;
const TRIES = 64;
/**
 * Takes a block.
 *
 * Whoever listens on the block's first loopback address has it, so a run that is killed gives it
 * back.
 *
 * @throws EnvironmentError when none is free
 */
export async function takeAddressBlock() {
    for (let tries = 0; tries < TRIES; tries++) {
        const number = randomInt(BLOCKS);
        const middle = `${18 + (number >> 8)}.${number & 255}`;
        // Of a run that was just killed: the kernel takes a moment to remove it.
        if (existsSync(`/sys/class/net/${interfaceOf(number)}`))
            continue;
        const lock = await listen(`127.${middle}.1`);
        if (!lock)
            continue;
        lock.unref();
        return {
            number,
            address: (last) => `198.${middle}.${last}`,
            close: () => new Promise((resolve) => {
                lock.close(() => {
                    resolve();
                });
            }),
        };
    }
    throw new EnvironmentError('no block of addresses is free: do many runs go on at once?');
}
/** This machine's end of the way to the hosts of a block. */
export function interfaceOf(block) {
    return `nf${block}`;
}
function listen(host) {
    return new Promise((resolve) => {
        const server = createServer((socket) => socket.destroy());
        server.once('error', () => {
            resolve(undefined);
        });
        server.listen({ port: LOCK_PORT, host, exclusive: true }, () => {
            resolve(server);
        });
    });
}
//# sourceMappingURL=address-block.js.map