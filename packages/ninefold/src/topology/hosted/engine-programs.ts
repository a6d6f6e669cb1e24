import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { type PatroniProgram, locatePatroni } from '../../engines/patroni/program.ts';
import type { StoreSpec } from '../../contract/contract.ts';
import { EnvironmentError } from '../../ports/errors.ts';
import { pathOf } from '../../supervisor/programs.ts';

/** The engines of production, as they are installed on this machine. */
export interface EnginePrograms {
  readonly haproxy: string;
  readonly keepalived: string | undefined;
  /** Absent when no store is under Patroni. */
  readonly store?: StorePrograms;
}

export interface StorePrograms {
  readonly etcd: string;
  readonly patroni: PatroniProgram;
  /** Where `postgres`, `initdb`, `pg_rewind` and so on are. */
  readonly postgresDirectory: string;
  /** Absent when no store has a backup. */
  readonly pgbackrest?: string;
}

/** Names another pgBackRest than that of the path. */
const PGBACKREST_CHOICE = 'NINEFOLD_PGBACKREST';

/** Debian keeps each major version in a folder of its own. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';

/**
 * @param cache where Ninefold keeps Patroni
 * @param stores those under Patroni
 * @throws EnvironmentError that names what is missing
 */
export function locateEngines(cache: string, stores: readonly StoreSpec[]): EnginePrograms {
  const hasStore = stores.length > 0;
  const hasBackup = stores.some(({ patroni }) => patroni?.backup !== undefined);
  const postgresDirectory = systemPostgres();
  const patroni = locatePatroni(cache);
  const etcd = pathOf('etcd');
  const haproxy = pathOf('haproxy');
  const pgbackrest = process.env[PGBACKREST_CHOICE] ?? pathOf('pgbackrest');
  const store =
    postgresDirectory && patroni && etcd
      ? { postgresDirectory, patroni, etcd, ...(hasBackup && pgbackrest ? { pgbackrest } : {}) }
      : undefined;
  const missing = [
    ...(hasStore && !postgresDirectory ? ['PostgreSQL'] : []),
    ...(hasStore && !patroni ? ['Patroni'] : []),
    ...(hasStore && !etcd ? ['etcd'] : []),
    ...(hasBackup && !pgbackrest ? ['pgBackRest'] : []),
    ...(haproxy ? [] : ['HAProxy']),
  ];
  if (!haproxy || missing.length > 0) {
    throw new EnvironmentError(
      `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not installed; "ninefold doctor" tells the one command that installs what is missing`,
    );
  }
  return { haproxy, keepalived: pathOf('keepalived'), ...(hasStore && store ? { store } : {}) };
}

/** @throws RangeError when none was asked for */
export function storeProgramsOf({ store }: EnginePrograms): StorePrograms {
  if (!store) throw new RangeError('no store is under Patroni');
  return store;
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
