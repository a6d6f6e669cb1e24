import type { Clock } from '../../clock/clock.ts';
import type { AttachedMember } from '../../contract/attach.ts';
import type { WriterObservation } from '../../history/history.ts';
import { type SqlConnection, openSqlConnection } from '../../workload/sql-connection.ts';
import { askPatroni } from './ask-members.ts';

const LOOK_EVERY_MS = 100;
const ANSWER_WITHIN_MS = 1_000;

/** Looks at the members of a store from outside, again and again. */
export interface WriterSight {
  /** What was seen since the last call. */
  take(): WriterObservation[];
  close(): void;
}

/**
 * Asks every member whether it accepts writes: two who do are a split brain. A server that clients'
 * login gets into is asked itself; of another its Patroni is asked, which can be dead while the
 * server lives.
 *
 * @param sqlUrlOf where a member's server is asked; undefined: it is not
 */
export function watchAttachedWriters(options: {
  readonly store: string;
  readonly members: readonly AttachedMember[];
  readonly sqlUrlOf: (member: string) => string | undefined;
  readonly clock: Clock;
}): WriterSight {
  const { store, members, sqlUrlOf, clock } = options;
  const closing = new AbortController();
  let seen: WriterObservation[] = [];

  const watch = async (member: AttachedMember): Promise<void> => {
    let connection: SqlConnection | undefined;
    const url = sqlUrlOf(member.name);
    const ask = async (): Promise<boolean> => {
      if (url === undefined) return (await askPatroni(member)).acceptsWrites;
      if (!connection || connection.closed) {
        connection = await openSqlConnection(url, ANSWER_WITHIN_MS);
      }
      return acceptsWrites(connection, clock);
    };
    try {
      for (;;) {
        await clock.sleep(LOOK_EVERY_MS, closing.signal);
        const askedMs = clock.monotonicMs();
        try {
          const accepts = await ask();
          const answeredMs = clock.monotonicMs();
          seen.push({ store, member: member.name, askedMs, answeredMs, acceptsWrites: accepts });
        } catch {
          // A member that gives no answer accepts no writes that this could see.
        }
      }
    } finally {
      connection?.destroy();
    }
  };
  for (const member of members) watch(member).catch(() => undefined);
  return {
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    close() {
      closing.abort(new Error('the watch was closed'));
    },
  };
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
