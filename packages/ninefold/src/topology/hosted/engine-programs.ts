import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { type PatroniProgram, locatePatroni } from '../../engines/patroni/program.ts';
import { EnvironmentError } from '../../ports/errors.ts';
import { pathOf } from '../../supervisor/programs.ts';

/** The engines of production, as they are installed on this machine. */
export interface EnginePrograms {
  readonly etcd: string;
  readonly haproxy: string;
  readonly keepalived: string | undefined;
  readonly patroni: PatroniProgram;
  /** Where `postgres`, `initdb`, `pg_rewind` and so on are. */
  readonly postgresDirectory: string;
}

/** Debian keeps each major version in a folder of its own. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';

/** @throws EnvironmentError that names what is missing */
export function locateEngines(cache: string): EnginePrograms {
  const postgresDirectory = systemPostgres();
  const patroni = locatePatroni(cache);
  const etcd = pathOf('etcd');
  const haproxy = pathOf('haproxy');
  const missing = [
    ...(postgresDirectory ? [] : ['PostgreSQL']),
    ...(patroni ? [] : ['Patroni']),
    ...(etcd ? [] : ['etcd']),
    ...(haproxy ? [] : ['HAProxy']),
  ];
  if (!postgresDirectory || !patroni || !etcd || !haproxy) {
    throw new EnvironmentError(
      `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not installed; "ninefold doctor" tells the one command that installs what is missing`,
    );
  }
  return { etcd, haproxy, keepalived: pathOf('keepalived'), patroni, postgresDirectory };
}

/** The newest PostgreSQL of the system's packages. */
export function systemPostgres(): string | undefined {
  if (!existsSync(POSTGRES_VERSIONS)) return undefined;
  return readdirSync(POSTGRES_VERSIONS)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(POSTGRES_VERSIONS, version, 'bin'))
    .find((bin) =>
      ['postgres', 'initdb', 'pg_rewind'].every((name) => existsSync(join(bin, name))),
    );
}
