import type { Clock } from '../clock/clock.ts';
import type { Found } from '../history/history.ts';
import type { Attempt, WorkloadClient } from './client.ts';
import { judgeSqlWrite } from './outcome.ts';
import type { Judgement, SqlEnding } from './outcome.ts';
import { codeOf, isFromServer, openSqlConnection } from './sql-connection.ts';
import type { SqlConnection } from './sql-connection.ts';

/** Connections that write, at most; operations beyond wait, unsent, until one is free. */
const MAX_CONNECTIONS = 32;
/** Connections opened at the same time, at most: many at once would make the sender late. */
const MAX_CONNECTING = 4;
const WARM_CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 2000;
const READ_BATCH = 500;
const READ_CONCURRENCY = 4;
const CREATE_ATTEMPTS = 5;

// No unique constraint: a write applied twice must be seen, not refused.
const createStatement = (table: string): string => `
  CREATE TABLE IF NOT EXISTS ${table} (
    id text NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX IF NOT EXISTS ${table}_id ON ${table} (id)`;

/** A write that waits for a connection, or has one. */
interface SqlAttempt extends Attempt {
  readonly id: string;
  end(ending: SqlEnding): void;
  connection: SqlConnection | undefined;
}

/**
 * A client of a PostgreSQL store itself: every operation is one INSERT of its id into
 * the table under autocommit, every read counts rows. The table is created when missing and left
 * behind.
 */
export function createSqlClient(options: {
  readonly storeUrl: string;
  /** Letters, digits and underscores; it goes into statements as it is. */
  readonly table: string;
  readonly timeoutMs: number;
  readonly clock: Clock;
}): WorkloadClient {
  const { storeUrl, table, timeoutMs, clock } = options;
  const insertStatement = `INSERT INTO ${table} (id) VALUES ($1)`;
  const countStatement = `SELECT id, count(*)::int AS found FROM ${table} WHERE id = ANY($1) GROUP BY id`;
  const open = new Set<SqlConnection>();
  let idle: SqlConnection[] = [];
  let waiting: SqlAttempt[] = [];
  let connecting = 0;

  /** The oldest attempt that still waits. */
  function nextWaiting(): SqlAttempt | undefined {
    for (;;) {
      const attempt = waiting.shift();
      if (!attempt?.settled) return attempt;
    }
  }

  /** Gives free connections to waiting attempts, and opens more while some still wait. */
  function assign(): void {
    waiting = waiting.filter((attempt) => !attempt.settled);
    forgetClosed();
    while (waiting.length > 0) {
      const connection = idle.pop();
      if (!connection) break;
      const attempt = nextWaiting();
      if (attempt) void insert(attempt, connection);
    }
    const most = Math.min(waiting.length, MAX_CONNECTING, MAX_CONNECTIONS - open.size);
    while (connecting < most) void connect();
  }

  function forgetClosed(): void {
    for (const connection of open) if (connection.closed) open.delete(connection);
    idle = idle.filter((connection) => !connection.closed);
  }

  /**
   * One connection broke, so those opened before lead to the same dead end: each would fail the
   * operation that it is given. A pool that tests its connections does as much.
   */
  function distrustIdle(): void {
    for (const connection of idle) connection.destroy();
    forgetClosed();
  }

  async function connect(): Promise<void> {
    connecting += 1;
    try {
      const connection = await openSqlConnection(storeUrl, Math.min(CONNECT_TIMEOUT_MS, timeoutMs));
      open.add(connection);
      idle.push(connection);
    } catch (error) {
      // Nothing was sent for the operation that this connection was meant for.
      nextWaiting()?.end({ kind: 'unsent', reason: codeOf(error) ?? 'cannot connect' });
    } finally {
      connecting -= 1;
      assign();
    }
  }

  async function insert(attempt: SqlAttempt, connection: SqlConnection): Promise<void> {
    attempt.connection = connection;
    connection.takeWarnings();
    try {
      // Resolves at ReadyForQuery. CommandComplete would be too early: in the extended protocol the
      // server commits after it.
      await connection.query({
        name: 'ninefold_insert',
        text: insertStatement,
        values: [attempt.id],
      });
      attempt.end({ kind: 'completed', warnings: connection.takeWarnings() });
    } catch (error) {
      attempt.end(sqlEndingOf(error));
      // A server that refuses to write is not, or no longer, the primary: connect anew.
      if (codeOf(error)?.startsWith('25')) connection.destroy();
      if (!isFromServer(error)) distrustIdle();
    }
    if (!connection.closed) idle.push(connection);
    assign();
  }

  function write(id: string, settle: (judgement: Judgement) => void): Attempt {
    let settled = false;
    const attempt: SqlAttempt = {
      id,
      connection: undefined,
      get settled() {
        return settled;
      },
      end(ending) {
        if (settled) return;
        settled = true;
        settle(judgeSqlWrite(ending));
      },
      expire() {
        const { connection } = attempt;
        attempt.end(
          connection
            ? { kind: 'unanswered', reason: 'timeout' }
            : { kind: 'unsent', reason: 'timeout before anything was sent' },
        );
        connection?.destroy();
      },
    };
    waiting.push(attempt);
    assign();
    return attempt;
  }

  async function withConnection<T>(work: (connection: SqlConnection) => Promise<T>): Promise<T> {
    const connection = await openSqlConnection(storeUrl, Math.min(CONNECT_TIMEOUT_MS, timeoutMs));
    const late = new AbortController();
    void clock.sleep(timeoutMs, late.signal).then(
      () => connection.destroy(),
      () => undefined,
    );
    try {
      return await work(connection);
    } finally {
      late.abort();
      connection.destroy();
    }
  }

  async function createTable(attempt = 1): Promise<void> {
    try {
      await withConnection((connection) => connection.query({ text: createStatement(table) }));
    } catch (error) {
      const code = codeOf(error) ?? 'connection lost';
      if (attempt === CREATE_ATTEMPTS) {
        // No cause: its message could hold host and user.
        // oxlint-disable-next-line preserve-caught-error
        throw new Error(`cannot create the table ${table} (${code})`);
      }
      // Two runs that create it at once: one of them meets 23505, and finds it the next time.
      await clock.sleep(50 * attempt);
      await createTable(attempt + 1);
    }
  }

  return {
    readBatchSize: READ_BATCH,
    readConcurrency: READ_CONCURRENCY,
    async prepare() {
      await createTable();
      forgetClosed();
      const missing = Math.max(0, WARM_CONNECTIONS - open.size);
      await Promise.all(Array.from({ length: missing }, connect));
    },
    write,
    async read(ids) {
      try {
        const { rows } = await withConnection((connection) =>
          connection.query({ text: countStatement, values: [ids] }),
        );
        const counts = new Map<string, Found>(
          rows.map((row: { id: string; found: number }) => [row.id, row.found]),
        );
        return ids.map((id) => counts.get(id) ?? 0);
      } catch {
        return ids.map(() => 'unreadable');
      }
    },
    async close() {
      for (const connection of open) connection.destroy();
    },
  };
}

function sqlEndingOf(error: unknown): SqlEnding {
  const code = codeOf(error);
  return isFromServer(error) && code !== undefined
    ? { kind: 'error', code }
    : { kind: 'unanswered', reason: code ?? 'connection closed' };
}
