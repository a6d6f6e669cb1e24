import type { Clock } from '../clock/clock.ts';
import type { WriterObservation } from '../history/history.ts';

/** Looks at the members of a store from outside, again and again. */
export interface WriterWatch {
  /** What was seen since the last call. */
  take(): WriterObservation[];
  close(): void;
}

/** A member that can be asked. */
export interface AskedMember {
  readonly name: string;
  /** Whether it accepts writes; rejects when it gives no answer in time. */
  ask(): Promise<boolean>;
  /** Ends what asking has opened. */
  close(): void;
}

/** Asks every member, again and again, whether it accepts writes: two who do are a split brain. */
export function watchWriters(options: {
  readonly store: string;
  readonly members: readonly AskedMember[];
  readonly everyMs: number;
  readonly clock: Clock;
}): WriterWatch {
  const { store, members, everyMs, clock } = options;
  const closing = new AbortController();
  let seen: WriterObservation[] = [];

  const watch = async (member: AskedMember): Promise<void> => {
    try {
      for (;;) {
        await clock.sleep(everyMs, closing.signal);
        const askedMs = clock.monotonicMs();
        try {
          const acceptsWrites = await member.ask();
          const answeredMs = clock.monotonicMs();
          seen.push({ store, member: member.name, askedMs, answeredMs, acceptsWrites });
        } catch {
          // A member that gives no answer accepts no writes that this could see.
        }
      }
    } finally {
      member.close();
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
