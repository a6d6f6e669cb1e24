import { type IdempotencyTime, systemTime } from './time.ts';
import type { Attempt, IdempotencyStore, StoredResult } from './store.ts';

export interface MemoryStoreOptions {
  /** Keys at most, running ones included. Default 10,000. */
  readonly maxKeys?: number;
  readonly time?: IdempotencyTime;
}

type Entry =
  | { readonly kind: 'running'; readonly fingerprint: string; readonly untilMs: number }
  | {
      readonly kind: 'done';
      readonly fingerprint: string;
      readonly untilMs: number;
      readonly result: StoredResult;
    };

/**
 * Keeps results in this process: for one replica, and for tests. They end with it, and another
 * replica does not see them. When it is full the oldest result makes room, before its time; when
 * all keys are running, a claim is refused with a RangeError.
 */
export function memoryStore(options: MemoryStoreOptions = {}): IdempotencyStore {
  const { maxKeys = 10_000, time = systemTime } = options;
  if (!(maxKeys >= 1)) throw new RangeError('maxKeys must be 1 or more');
  // In the order of their last change, the oldest first.
  const entries = new Map<string, Entry>();

  function set(id: string, entry: Entry): void {
    entries.delete(id);
    entries.set(id, entry);
  }

  function makeRoom(nowMs: number): void {
    let oldestDone: string | undefined;
    for (const [id, entry] of entries) {
      if (entry.untilMs <= nowMs) entries.delete(id);
      else if (entry.kind === 'done') oldestDone ??= id;
      if (entries.size < maxKeys) return;
    }
    if (oldestDone === undefined) throw new RangeError(`all ${maxKeys} keys are running`);
    entries.delete(oldestDone);
  }

  return {
    async claim({ id, fingerprint, leaseMs, ttlMs }) {
      const nowMs = time.monotonicMs();
      const found = entries.get(id);
      if (found && found.untilMs > nowMs) return found;
      entries.delete(id);
      if (entries.size >= maxKeys) makeRoom(nowMs);
      // The entry itself is the fencing token: whoever finds another one has lost the lease.
      const mine: Entry = { kind: 'running', fingerprint, untilMs: nowMs + leaseMs };
      set(id, mine);
      const attempt: Attempt = {
        async keep(result) {
          const doneMs = time.monotonicMs();
          if (entries.get(id) !== mine || mine.untilMs <= doneMs) return 'lost';
          set(id, { kind: 'done', fingerprint, untilMs: doneMs + ttlMs, result });
          return 'kept';
        },
        async release() {
          if (entries.get(id) === mine) entries.delete(id);
        },
      };
      return { kind: 'first', attempt };
    },
  };
}
