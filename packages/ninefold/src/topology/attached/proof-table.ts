import type { Clock } from '../../clock/clock.ts';
import { openSqlConnection } from '../../workload/sql-connection.ts';

const CONNECT_WITHIN_MS = 2_000;
const ATTEMPTS = 5;
const PAUSE_MS = 1_000;

/** Removes the table of a proof; false when it could not be. */
export async function dropTable(sqlUrl: string, table: string, clock: Clock): Promise<boolean> {
  return attempted(clock, async () => {
    const connection = await openSqlConnection(sqlUrl, CONNECT_WITHIN_MS);
    try {
      await connection.query({ text: `SET statement_timeout = ${CONNECT_WITHIN_MS}` });
      await connection.query({ text: `DROP TABLE IF EXISTS ${table}` });
    } finally {
      connection.destroy();
    }
  });
}

/**
 * The tables that proofs which were killed have left in a database.
 *
 * @throws the driver's error when it can't be asked; its message may hold host and user
 */
export async function leftTables(sqlUrl: string): Promise<string[]> {
  const connection = await openSqlConnection(sqlUrl, CONNECT_WITHIN_MS);
  try {
    const { rows } = await connection.query({
      text: String.raw`SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^ninefold_proof_[0-9a-f]{8}$' ORDER BY 1`,
    });
    return rows.map((row: { readonly relname: string }) => row.relname);
  } finally {
    connection.destroy();
  }
}

async function attempted(clock: Clock, act: () => Promise<void>): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      await act();
      return true;
    } catch {
      // Clients may still be on their way to the new primary.
      await clock.sleep(PAUSE_MS);
    }
  }
  return false;
}
