import { LeaseStoreError, check } from './errors.ts';
import { holderName } from './holder.ts';
import type { Lease } from './lease.ts';
import { withClient } from './postgres-client.ts';
import type { PostgresPool } from './postgres-client.ts';

export interface PostgresLeaseOptions {
  /**
   * A pool of `pg`, best one of its own (`max: 2`): a renewal must not queue behind the
   * application's queries.
   */
  readonly pool: PostgresPool;
  /** What is led: one row of the table. */
  readonly name: string;
  /** Default 15,000. */
  readonly ttlMs?: number;
  /** Made by `createLeaseTable`. Default `ninefold_lease`. */
  readonly table?: string;
}

/**
 * Makes the table of leases, unless it is there.
 *
 * @param table an identifier, without a schema: the first of the search path is used
 */
export async function createLeaseTable(
  pool: PostgresPool,
  table: string = 'ninefold_lease',
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  await withClient(pool, signal, async (client) => {
    try {
      await client.query(
        `CREATE TABLE IF NOT EXISTS ${identifier(table)} (
           name text PRIMARY KEY,
           term bigint NOT NULL,
           holder text,
           expires_at timestamptz NOT NULL
         )`,
      );
    } catch (error) {
      // Two that create it at the same instant: PostgreSQL lets one of them fail.
      if (!isCode(error, '23505', '42P07')) throw error;
    }
  });
}

/**
 * A lease as a row of a PostgreSQL table. The server's clock alone says when it ends, and the row
 * counts the terms: never delete it.
 */
export function postgresLease(options: PostgresLeaseOptions): Lease {
  const { pool, name, ttlMs = 15_000, table = 'ninefold_lease' } = options;
  check(name !== '', 'name must not be empty');
  check(ttlMs > 0 && Number.isFinite(ttlMs), 'ttlMs must be above zero');
  const lease = identifier(table);
  const holder = holderName();
  // clock_timestamp() is read when the row is locked, not when the transaction began.
  const ends = `clock_timestamp() + $3 * interval '1 millisecond'`;
  const acquire = `
    INSERT INTO ${lease} AS lease (name, term, holder, expires_at) VALUES ($1, 1, $2, ${ends})
    ON CONFLICT (name) DO UPDATE
      SET term = lease.term + 1, holder = excluded.holder, expires_at = ${ends}
      WHERE lease.expires_at <= clock_timestamp() OR lease.holder = excluded.holder
    RETURNING term`;
  const renew = `
    UPDATE ${lease} SET expires_at = ${ends} WHERE name = $1 AND holder = $2 AND term = $4`;
  const release = `
    UPDATE ${lease} SET holder = NULL, expires_at = '-infinity'
    WHERE name = $1 AND holder = $2 AND term = $3`;
  return {
    ttlMs,
    acquire: (signal) =>
      withClient(pool, signal, async (client) => {
        // A grant of our own name is one whose answer we never saw.
        const { rows } = await client.query(acquire, [name, holder, ttlMs]);
        return rows.length === 0 ? undefined : termOf(rows[0]);
      }),
    renew: (term, signal) =>
      withClient(pool, signal, async (client) => {
        const { rowCount } = await client.query(renew, [name, holder, ttlMs, term]);
        return rowCount === 1;
      }),
    release: (term, signal) =>
      withClient(pool, signal, async (client) => {
        await client.query(release, [name, holder, term]);
      }),
  };
}

function termOf(row: unknown): number {
  const { term } = row as { readonly term: unknown };
  const number = Number(term);
  if (!Number.isSafeInteger(number)) throw new LeaseStoreError(`${String(term)} is not a term`);
  return number;
}

function identifier(name: string): string {
  check(/^[a-z_][a-z0-9_]{0,62}$/.test(name), `${JSON.stringify(name)} is not a table's name`);
  return `"${name}"`;
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
