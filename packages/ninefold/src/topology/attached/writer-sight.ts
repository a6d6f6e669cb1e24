import type { Clock } from '../../clock/clock.ts';
import type { AttachedMember } from '../../contract/attach.ts';
import { type SqlConnection, openSqlConnection } from '../../workload/sql-connection.ts';
import { type AskedMember, type WriterWatch, watchWriters } from '../watch-writers.ts';
import { askPatroni } from './ask-members.ts';

const LOOK_EVERY_MS = 100;
const ANSWER_WITHIN_MS = 1_000;

/**
 * Watches members that Ninefold did not start. A server that clients' login gets into is asked itself;
 * of another its Patroni is asked, which can be dead while the server lives.
 *
 * @param sqlUrlOf where a member's server is asked; undefined: it is not
 */
export function watchAttachedWriters(options: {
  readonly store: string;
  readonly members: readonly AttachedMember[];
  readonly sqlUrlOf: (member: string) => string | undefined;
  readonly clock: Clock;
}): WriterWatch {
  const { store, members, sqlUrlOf, clock } = options;
  const asked = members.map((member): AskedMember => {
    let connection: SqlConnection | undefined;
    const url = sqlUrlOf(member.name);
    return {
      name: member.name,
      async ask() {
        if (url === undefined) return (await askPatroni(member)).acceptsWrites;
        if (!connection || connection.closed) {
          connection = await openSqlConnection(url, ANSWER_WITHIN_MS);
        }
        return acceptsWrites(connection, clock);
      },
      close() {
        connection?.destroy();
      },
    };
  });
  return watchWriters({ store, members: asked, everyMs: LOOK_EVERY_MS, clock });
}

/** Whether a server lets this login in at all. */
export async function canAsk(url: string, clock: Clock): Promise<boolean> {
  try {
    const connection = await openSqlConnection(url, ANSWER_WITHIN_MS);
    try {
      await acceptsWrites(connection, clock);
      return true;
    } finally {
      connection.destroy();
    }
  } catch {
    return false;
  }
}

async function acceptsWrites(connection: SqlConnection, clock: Clock): Promise<boolean> {
  const answered = new AbortController();
  // Destroyed, it rejects what waits for its answer.
  clock.sleep(ANSWER_WITHIN_MS, answered.signal).then(
    () => {
      connection.destroy();
    },
    () => undefined,
  );
  try {
    const { rows } = await connection.query({
      text: 'SELECT NOT pg_is_in_recovery() AS accepts',
    });
    return (rows[0] as { readonly accepts?: boolean } | undefined)?.accepts === true;
  } finally {
    answered.abort();
  }
}
