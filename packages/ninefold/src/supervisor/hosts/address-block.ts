import { existsSync } from 'node:fs';
import { type Server, createServer } from 'node:net';
import { randomInt } from 'node:crypto';

import { EnvironmentError } from '../../ports/errors.ts';

/** /24 networks in 198.18.0.0/15, which RFC 2544 keeps for tests of networks: routed nowhere. */
const BLOCKS = 512;
const LOCK_PORT = 7331;
const TRIES = 64;

/** A /24 of addresses that no other run on this machine has. */
export interface AddressBlock {
  /** 0 to 511; part of the names of its interfaces. */
  readonly number: number;
  /** The address with this last part. */
  address(last: number): string;
  close(): Promise<void>;
}

/**
 * Takes a block.
 *
 * Whoever listens on the block's first loopback address has it, so a run that is killed gives it
 * back.
 *
 * @throws EnvironmentError when none is free
 */
export async function takeAddressBlock(): Promise<AddressBlock> {
  for (let tries = 0; tries < TRIES; tries++) {
    const number = randomInt(BLOCKS);
    const middle = `${18 + (number >> 8)}.${number & 255}`;
    // Of a run that was just killed: the kernel takes a moment to remove it.
    if (existsSync(`/sys/class/net/${interfaceOf(number)}`)) continue;
    const lock = await listen(`127.${middle}.1`);
    if (!lock) continue;
    lock.unref();
    return {
      number,
      address: (last) => `198.${middle}.${last}`,
      close: () =>
        new Promise((resolve) => {
          lock.close(() => {
            resolve();
          });
        }),
    };
  }
  throw new EnvironmentError('no block of addresses is free: do many runs go on at once?');
}

/** This machine's end of the way to the hosts of a block. */
export function interfaceOf(block: number): string {
  return `nf${block}`;
}

function listen(host: string): Promise<Server | undefined> {
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
