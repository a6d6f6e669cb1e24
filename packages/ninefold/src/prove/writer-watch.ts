import type { Clock } from '../clock/clock.ts';
import { type Session, openSession } from '../engines/postgres/session.ts';
import type { StoreServer } from '../topology/running-store.ts';
import { type AskedMember, type WriterWatch, watchWriters } from '../topology/watch-writers.ts';

const LOOK_EVERY_MS = 50;
const ANSWER_WITHIN_MS = 1_000;

/** Watches servers that Ninefold has started, over connections of its own. */
export function watchServers(
  store: string,
  members: readonly StoreServer[],
  clock: Clock,
): WriterWatch {
  return watchWriters({ store, members: members.map(asked), everyMs: LOOK_EVERY_MS, clock });
}

function asked(member: StoreServer): AskedMember {
  let session: Session | undefined;
  return {
    name: member.name,
    async ask() {
      if (!session || session.closed) {
        session = await openSession(member.login('agent'), ANSWER_WITHIN_MS);
      }
      const { accepts } = await session.row('SELECT NOT pg_is_in_recovery() AS accepts');
      return accepts === 't';
    },
    close() {
      session?.close();
    },
  };
}
