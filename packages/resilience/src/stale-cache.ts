import { BoundedMap } from './bounded-map.ts';
import type { MonotonicTime } from './clock.ts';
import { Policy } from './policy.ts';
import type { GuardEvent, Step } from './policy.ts';
import { ask } from './problems.ts';
import { systemTime } from './system-time.ts';

export interface StaleCacheOptions {
  /** A value this young is given without a call (ms). Default: 0, every call is made. */
  readonly freshMs?: number;
  /** A value this old may still answer for a call that fails (ms). Default: 300,000. */
  readonly staleMs?: number;
  /** Values kept; the least recently used go first. Default: 1,000. */
  readonly maxKeys?: number;
  /** Which results are kept. Default: all. */
  readonly keep?: (value: unknown) => boolean;
  /** Which errors a stale value may answer for. Default: all. */
  readonly staleOn?: (error: unknown) => boolean;
  readonly name?: string;
  readonly clock?: MonotonicTime;
}

export interface StaleCacheEvent extends GuardEvent {
  /** `stale`: the call failed with `error`, a value of `ageMs` answered. */
  readonly type: 'hit' | 'miss' | 'stale' | 'failure';
  readonly ageMs?: number;
  readonly error?: unknown;
}

interface Kept {
  readonly value: unknown;
  readonly atMs: number;
}

/** Answers with the last good value. Make it with `staleCache`. */
export class StaleCache extends Policy<never, StaleCacheEvent> {
  declare readonly kind: 'cache';
  readonly #options: StaleCacheOptions;
  readonly #kept: BoundedMap<Kept>;
  #hits = 0;
  #stale = 0;

  constructor(options: StaleCacheOptions) {
    super('cache', options.name);
    const { freshMs = 0, staleMs = 300_000, maxKeys = 1_000 } = options;
    this.#options = options;
    this.#kept = new BoundedMap({ maxKeys, idleMs: Math.max(freshMs, staleMs) });
  }

  around(next: Step): Step {
    const { freshMs = 0, staleMs = 300_000, keep, staleOn, clock = systemTime } = this.#options;
    const kept = this.#kept;
    return (call) => {
      const { key } = call;
      if (key === undefined) return next(call);
      const now = clock.monotonicMs();
      const found = freshMs > 0 ? kept.get(key, now) : undefined;
      if (found && now - found.atMs < freshMs) {
        this.#hits++;
        this.emit?.({ type: 'hit', key, ageMs: now - found.atMs });
        return Promise.resolve(found.value);
      }
      return next(call).then(
        (value) => {
          this.emit?.({ type: 'miss', key });
          const atMs = clock.monotonicMs();
          if (!keep || ask(keep, value, false)) kept.set(key, { value, atMs }, atMs);
          return value;
        },
        (error: unknown) => {
          const failedMs = clock.monotonicMs();
          const last = kept.get(key, failedMs);
          const ageMs = last ? failedMs - last.atMs : Infinity;
          if (
            !last ||
            ageMs > staleMs ||
            call.givenUp ||
            (staleOn && !ask(staleOn, error, false))
          ) {
            this.emit?.({ type: 'failure', key, error });
            throw error;
          }
          this.#stale++;
          this.emit?.({ type: 'stale', key, error, ageMs });
          return last.value;
        },
      );
    };
  }

  protected override facts(): object {
    return { keys: this.#kept.size, hits: this.#hits, stale: this.#stale };
  }

  /** Forgets the value of this key. */
  forget(key: string): void {
    this.#kept.delete(key);
  }
}

/**
 * Remembers the last good answer of each key, and gives it when a call fails: yesterday's price
 * list beats an error page. Calls without a key pass through. Values are given as they are, not
 * copied: keep plain data, not a `Response`, whose body is read once.
 */
export function staleCache(options: StaleCacheOptions = {}): StaleCache {
  return new StaleCache(options);
}
