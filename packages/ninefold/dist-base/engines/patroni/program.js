import { existsSync } from 'node:fs';
import { join } from 'node:path';
/** The version that Ninefold is proved with, from PyPI, with its etcd client. */
const PATRONI_VERSION = '4.1.5';
/** As pip takes them. */
export const patroniPackages = [
    `patroni[etcd3]==${PATRONI_VERSION}`,
    'psycopg[binary]==3.3.9',
];
/** Names another Patroni, such as Debian's `/usr/bin/patroni`. */
const CHOICE = 'NINEFOLD_PATRONI';
/** The virtual environment for Patroni in Ninefold's cache. */
export function patroniEnvironment(cache) {
    return join(cache, `patroni-${PATRONI_VERSION}`);
}
/**
 * Patroni as `NINEFOLD_PATRONI` names it, else of Ninefold's own virtual environment. Debian's is
 * never taken unasked: 3.0 takes the leader key back when a frozen primary wakes.
 */
export function locatePatroni(cache, environment = process.env) {
    const chosen = environment[CHOICE];
    const program = chosen ?? join(patroniEnvironment(cache), 'bin/patroni');
    return existsSync(program) ? { command: [program] } : undefined;
}
//# sourceMappingURL=program.js.map