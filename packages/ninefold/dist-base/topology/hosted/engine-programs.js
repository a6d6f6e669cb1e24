import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { locatePatroni } from '../../engines/patroni/program.js';
import { EnvironmentError } from '../../ports/errors.js';
import { pathOf } from '../../supervisor/programs.js';
/** Debian keeps each major version in a folder of its own. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';
/**
 * @param cache where Ninefold keeps Patroni
 * @param hasStore a store is under Patroni
 * @throws EnvironmentError that names what is missing
 */
export function locateEngines(cache, hasStore) {
    const postgresDirectory = systemPostgres();
    const patroni = locatePatroni(cache);
    const etcd = pathOf('etcd');
    const haproxy = pathOf('haproxy');
    const store = postgresDirectory && patroni && etcd ? { postgresDirectory, patroni, etcd } : undefined;
    const missing = [
        ...(hasStore && !postgresDirectory ? ['PostgreSQL'] : []),
        ...(hasStore && !patroni ? ['Patroni'] : []),
        ...(hasStore && !etcd ? ['etcd'] : []),
        ...(haproxy ? [] : ['HAProxy']),
    ];
    if (!haproxy || missing.length > 0) {
        throw new EnvironmentError(`${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not installed; "ninefold doctor" tells the one command that installs what is missing`);
    }
    return { haproxy, keepalived: pathOf('keepalived'), ...(hasStore && store ? { store } : {}) };
}
/** @throws RangeError when none was asked for */
export function storeProgramsOf({ store }) {
    if (!store)
        throw new RangeError('no store is under Patroni');
    return store;
}
/** The newest PostgreSQL of the system's packages. */
export function systemPostgres() {
    if (!existsSync(POSTGRES_VERSIONS))
        return undefined;
    return readdirSync(POSTGRES_VERSIONS)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(POSTGRES_VERSIONS, version, 'bin'))
        .find((bin) => ['postgres', 'initdb', 'pg_rewind'].every((name) => existsSync(join(bin, name))));
}
//# sourceMappingURL=engine-programs.js.map