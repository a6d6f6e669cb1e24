import { StaleTermError, check } from './errors.ts';
import { withClient } from './postgres-client.ts';
import type { PostgresClient, PostgresPool } from './postgres-client.ts';

export interface Fence {
  /** What is written to, by name: the newest term that wrote to it is remembered. */
  readonly resource: string;
  readonly term: number;
}

/** Makes the table of fences, unless it is there. To be run by one at a time, as a migration. */
export const createFenceTable = `
  CREATE TABLE IF NOT EXISTS ninefold_fence (resource text PRIMARY KEY, term bigint NOT NULL)`;

/**
 * Refuses everything of the transaction if the resource has seen a newer term; remembers this one
 * otherwise. Its row stays locked until the transaction ends, so fenced writers of one resource come
 * one after the other. For a table with a term of its own a condition does: `WHERE id = $1 AND
 * term <= $2`, with `term = $2` among what is set.
 *
 * @param client with a transaction begun
 * @throws StaleTermError when a newer term has written
 */
export async function fence(
  client: Pick<PostgresClient, 'query'>,
  { resource, term }: Fence,
): Promise<void> {
  check(Number.isSafeInteger(term), 'term must be an integer');
  const { rowCount } = await client.query(
    `INSERT INTO ninefold_fence AS fence (resource, term) VALUES ($1, $2)
     ON CONFLICT (resource) DO UPDATE SET term = excluded.term WHERE fence.term <= excluded.term`,
    [resource, term],
  );
  if (rowCount !== 1) throw new StaleTermError(resource, term);
}

/**
 * Runs `write` in a transaction that a newer term refuses. Rejects with whatever `write` throws, and
 * nothing is written then. After an abort, or when the connection broke during COMMIT, it may or may
 * not have been written.
 *
 * @throws StaleTermError when a newer term has written; nothing is
 */
export async function fencedTransaction<T>(
  pool: PostgresPool,
  term: Fence,
  write: (client: PostgresClient) => Promise<T>,
  signal: AbortSignal = new AbortController().signal,
): Promise<T> {
  return withClient(pool, signal, async (client) => {
    await client.query('BEGIN');
    try {
      await fence(client, term);
      const result = await write(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  });
}
