/** One or two lower-case SQL names: a table, perhaps with its schema. */
const TABLE_NAME = /^[a-z_][a-z0-9_]{0,62}(?:\.[a-z_][a-z0-9_]{0,62})?$/;

/** The statements over one table of keys. */
export interface TableStatements {
  /** For a migration: safe to run again. */
  readonly create: string;
  readonly find: string;
  readonly insert: string;
  readonly purge: string;
}

/** @throws TypeError for a name that would need quotes */
export function statementsOf(table: string): TableStatements {
  if (!TABLE_NAME.test(table)) {
    throw new TypeError(`not a table name in lower case: ${JSON.stringify(table)}`);
  }
  const index = `${table.replace('.', '_').slice(0, 52)}_expires_at`;
  return {
    create: `
CREATE TABLE IF NOT EXISTS ${table} (
  id text PRIMARY KEY,
  fingerprint text NOT NULL,
  status smallint NOT NULL,
  headers jsonb NOT NULL,
  body bytea NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS ${index} ON ${table} (expires_at);`,
    find: `SELECT fingerprint, status, headers, body FROM ${table} WHERE id = $1 AND expires_at > now()`,
    // A key that lives is never overwritten: then somebody else did the work, and ours is undone.
    insert: `
INSERT INTO ${table} AS k (id, fingerprint, status, headers, body, expires_at)
VALUES ($1, $2, $3, $4, $5, clock_timestamp() + $6 * interval '1 ms')
ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, status = excluded.status,
  headers = excluded.headers, body = excluded.body, expires_at = excluded.expires_at
WHERE k.expires_at <= now()`,
    purge: `
DELETE FROM ${table} WHERE id IN (
  SELECT id FROM ${table} WHERE expires_at <= now() LIMIT $1 FOR UPDATE SKIP LOCKED)`,
  };
}
