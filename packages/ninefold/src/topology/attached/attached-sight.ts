import type { Clock } from '../../clock/clock.ts';
import type { AttachSpec } from '../../contract/attach.ts';
import type { StoreSpec } from '../../contract/contract.ts';
import type { Grant } from '../../history/history.ts';
import { askMembers } from './ask-members.ts';
import { type Look, leaderOf, newestView, whatAttachedLacks } from './look.ts';

const LOOK_EVERY_MS = 250;

/** What is seen of an attached cluster, again and again. It decides nothing. */
export interface AttachedSight {
  /** As `whatAttachedLacks`, a moment ago. */
  missing(): string | undefined;
  close(): void;
}

/** @param onGrant another member leads on a newer timeline: each promotion begins one */
export function watchAttached(options: {
  readonly attach: AttachSpec;
  readonly stores: readonly StoreSpec[];
  readonly first: Look;
  readonly clock: Clock;
  readonly onGrant: (grant: Grant) => void;
}): AttachedSight {
  const { attach, stores, clock, onGrant } = options;
  const closing = new AbortController();
  const terms = new Map<string, number>();
  let missing: string | undefined;

  const see = (look: Look): void => {
    missing = whatAttachedLacks(look, attach, stores);
    for (const { name } of attach.stores) {
      const leader = leaderOf(newestView(look.stores.get(name)?.values() ?? []));
      // A new leader tells its old timeline until it is promoted.
      if (leader?.timeline === undefined || leader.timeline <= (terms.get(name) ?? -1)) continue;
      terms.set(name, leader.timeline);
      const atMs = clock.monotonicMs();
      onGrant({ store: name, member: leader.name, term: leader.timeline, atMs });
    }
  };
  const watch = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(LOOK_EVERY_MS, closing.signal);
      see(await askMembers(attach));
    }
  };
  see(options.first);
  watch().catch(() => undefined);
  return {
    missing: () => missing,
    close() {
      closing.abort(new Error('the watch was closed'));
    },
  };
}
