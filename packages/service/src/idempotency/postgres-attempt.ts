import type { PoolClient } from 'pg';

import type { TableStatements } from './postgres-table.ts';
import type { Attempt, ClaimRequest, StoredResult } from './store.ts';

/** SQLSTATE: the transaction is aborted; the server ended a session that was idle in one. */
const IN_FAILED_TRANSACTION = '25P02';
const IDLE_IN_TRANSACTION = '25P03';

interface Notice {
  readonly severity?: string | undefined;
  readonly message?: string | undefined;
}

/** A client taken from the pool for one transaction, which hears of its own end. */
export class Session {
  readonly client: PoolClient;
  /** Why the connection was lost. */
  lost: Error | undefined;
  /** Warnings of the server since the last look. */
  warnings: string[] = [];
  #returned = false;
  readonly #onError = (error: Error): void => {
    this.lost ??= error;
  };
  readonly #onNotice = ({ severity, message }: Notice): void => {
    if (severity === 'WARNING') this.warnings.push(message ?? 'no text');
  };

  constructor(client: PoolClient) {
    this.client = client;
    client.on('error', this.#onError);
    client.on('notice', this.#onNotice);
  }

  get returned(): boolean {
    return this.#returned;
  }

  /** Back to the pool; or closed, when it may still be used or is in an unknown state. */
  giveBack(how: 'reuse' | 'close'): void {
    if (this.#returned) return;
    this.#returned = true;
    this.client.off('notice', this.#onNotice);
    if (how === 'reuse' && !this.lost) this.client.off('error', this.#onError);
    this.client.release(how === 'close' || this.lost !== undefined);
  }

  /** Undoes everything; a connection that can't do that is closed, which does it too. */
  async rollBack(): Promise<void> {
    try {
      await this.client.query('ROLLBACK');
      this.giveBack('reuse');
    } catch {
      this.giveBack('close');
    }
  }
}

/** An attempt whose work and result are one transaction. Set before the work: `SAVEPOINT work`. */
export function postgresAttempt(
  session: Session,
  sql: TableStatements,
  request: ClaimRequest,
): Attempt {
  const { client } = session;

  function insert({ status, headers, body }: StoredResult): Promise<{ rowCount: number | null }> {
    return client.query(sql.insert, [
      request.id,
      request.fingerprint,
      status,
      JSON.stringify(headers),
      Buffer.from(body),
      request.ttlMs,
    ]);
  }

  /** Whether the row is there now; a transaction that an error has aborted first undoes its work. */
  async function insertResult(result: StoredResult): Promise<boolean> {
    try {
      return (await insert(result)).rowCount === 1;
    } catch (error) {
      if (codeOf(error) !== IN_FAILED_TRANSACTION) throw error;
      await client.query('ROLLBACK TO SAVEPOINT work');
      return (await insert(result)).rowCount === 1;
    }
  }

  async function commit(): Promise<'kept' | 'lost'> {
    session.warnings = [];
    const { command } = await client.query('COMMIT');
    const [warning] = session.warnings;
    // Committed here, but the server gave up waiting for its standby: a failover may undo it.
    if (warning !== undefined) throw new Error(`the commit is not certain: ${warning}`);
    return command === 'COMMIT' ? 'kept' : 'lost';
  }

  return {
    async keep(result) {
      if (session.returned) return 'lost';
      try {
        if (!(await insertResult(result))) {
          await session.rollBack();
          return 'lost';
        }
        const kept = await commit();
        session.giveBack('reuse');
        return kept;
      } catch (error) {
        session.giveBack('close');
        // The server has rolled back and let go of the lock before it said so.
        if (codeOf(session.lost ?? error) === IDLE_IN_TRANSACTION) return 'lost';
        throw error;
      }
    },
    async release({ workHasEnded }) {
      if (workHasEnded) await session.rollBack();
      else session.giveBack('close');
    },
  };
}

function codeOf(error: unknown): string | undefined {
  return (error as { readonly code?: string } | undefined)?.code;
}
