import type { Pool, PoolClient } from 'pg';

import { Session, postgresAttempt } from './postgres-attempt.ts';
import { statementsOf } from './postgres-table.ts';
import type { Claim, ClaimRequest, IdempotencyStore, StoredResult } from './store.ts';

export interface PostgresStoreOptions {
  /** In lower case, perhaps with its schema. Default `idempotency_keys`. */
  readonly table?: string;
}

export interface PostgresStore extends IdempotencyStore {
  /**
   * The transaction in which the request's work is to be done, until its response ends: what is
   * written through it is there exactly when the key is. Undefined for a request without a key.
   * Never commit or roll back it, and never keep it beyond the response.
   */
  transactionOf(request: object): PoolClient | undefined;
  /** Creates the table and its index where they are missing. Safe to run by several at once. */
  createTable(): Promise<void>;
  /** Deletes keys that have expired, in portions; how many. To be run now and then. */
  purge(): Promise<number>;
}

const PURGED_AT_ONCE = 1_000;
/** Held while the table is created; any number will do. */
const TABLE_LOCK = 8_791_026_472_627_208_194n;

/**
 * Keeps keys in PostgreSQL, in the same transaction as the work: exactly once, also when the
 * process, its connection or the primary dies at any moment.
 *
 * The lock is a transaction-level advisory lock and ends with the transaction. The lease is the
 * server's `idle_in_transaction_session_timeout`: an attempt that froze is rolled back by the
 * server, so that when it wakes it can't write any more. Each attempt holds a connection of the
 * pool while its work lasts; those who wait for it hold none. Isolation is read committed.
 */
export function postgresStore(pool: Pool, options: PostgresStoreOptions = {}): PostgresStore {
  const sql = statementsOf(options.table ?? 'idempotency_keys');
  const transactions = new WeakMap<object, PoolClient>();

  async function claim(request: ClaimRequest): Promise<Claim> {
    const session = new Session(await pool.connect());
    try {
      const found = await look(session.client, request);
      if (found) {
        await session.rollBack();
        return found;
      }
      await session.client.query('SAVEPOINT work');
    } catch (error) {
      session.giveBack('close');
      throw error;
    }
    transactions.set(request.request, session.client);
    return { kind: 'first', attempt: postgresAttempt(session, sql, request) };
  }

  /** Undefined when nobody has it; then the lock is ours. */
  async function look(client: PoolClient, request: ClaimRequest): Promise<Claim | undefined> {
    // Read committed, so that the second statement sees what was committed before the lock was ours.
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    const { rows } = await client.query<{ locked: boolean }>(
      `SELECT set_config('idle_in_transaction_session_timeout', $1, true),
              pg_try_advisory_xact_lock($2::bigint) AS locked`,
      [`${Math.ceil(request.leaseMs)}ms`, lockOf(request.id)],
    );
    if (!rows[0]?.locked) return { kind: 'running' };
    const found = await client.query<StoredResult & { fingerprint: string }>(sql.find, [
      request.id,
    ]);
    const [row] = found.rows;
    if (!row) return undefined;
    const { fingerprint, status, headers, body } = row;
    return { kind: 'done', fingerprint, result: { status, headers, body } };
  }

  return {
    claim,
    transactionOf: (request) => transactions.get(request),
    async createTable() {
      // CREATE TABLE IF NOT EXISTS alone may collide with another that runs at once.
      await pool.query(`BEGIN; SELECT pg_advisory_xact_lock(${TABLE_LOCK}); ${sql.create} COMMIT`);
    },
    async purge() {
      let purged = 0;
      for (;;) {
        const { rowCount } = await pool.query(sql.purge, [PURGED_AT_ONCE]);
        purged += rowCount ?? 0;
        if ((rowCount ?? 0) < PURGED_AT_ONCE) return purged;
      }
    },
  };
}

/** 64 bits of the id, as PostgreSQL numbers its advisory locks. Two ids that share them only wait. */
function lockOf(id: string): string {
  return BigInt.asIntN(64, BigInt(`0x${id.slice(0, 16)}`)).toString();
}
