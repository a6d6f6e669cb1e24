import { createServer } from 'node:net';

import type { Random } from '../clock/random.ts';
import { EnvironmentError } from '../ports/errors.ts';

/**
 * Below the range from which Linux takes ports for outgoing connections (32768 and up), so that a
 * port found free now isn't taken by a connection before its member listens.
 */
const LOWEST_PORT = 15_000;
const HIGHEST_PORT = 32_000;
const ATTEMPTS = 200;

/**
 * Finds a port on 127.0.0.1 that nobody listens on.
 *
 * @param taken ports given out already in this run; the answer is added
 * @throws EnvironmentError when none is found
 */
export async function freePort(random: Random, taken: Set<number>): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = LOWEST_PORT + Math.floor(random() * (HIGHEST_PORT - LOWEST_PORT));
    if (taken.has(port) || !(await isFree(port))) continue;
    taken.add(port);
    return port;
  }
  throw new EnvironmentError(
    `found no free port in ${LOWEST_PORT} to ${HIGHEST_PORT} on 127.0.0.1`,
  );
}

/** Whether a listener on 127.0.0.1 could have this port now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}
