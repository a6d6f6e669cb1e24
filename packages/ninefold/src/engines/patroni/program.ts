import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The version that Ninefold is proved with, from PyPI, with its etcd client. */
const PATRONI_VERSION = '4.1.5';
/** As pip takes them. */
export const patroniPackages: readonly string[] = [
  `patroni[etcd3]==${PATRONI_VERSION}`,
  'psycopg[binary]==3.3.9',
];
/** Names another Patroni, such as Debian's `/usr/bin/patroni`. */
const CHOICE = 'NINEFOLD_PATRONI';

export interface PatroniProgram {
  /** The command that runs it, without its configuration. */
  readonly command: readonly [string, ...string[]];
}

/** The virtual environment for Patroni in Ninefold's cache. */
export function patroniEnvironment(cache: string): string {
  return join(cache, `patroni-${PATRONI_VERSION}`);
}

/**
 * Patroni as `NINEFOLD_PATRONI` names it, else of Ninefold's own virtual environment. Debian's is
 * never taken unasked: 3.0 takes the leader key back when a frozen primary wakes.
 */
export function locatePatroni(
  cache: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): PatroniProgram | undefined {
  const chosen = environment[CHOICE];
  const program = chosen ?? join(patroniEnvironment(cache), 'bin/patroni');
  return existsSync(program) ? { command: [program] } : undefined;
}
