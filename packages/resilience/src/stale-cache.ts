import { BoundedMap } from './bounded-map.ts';
import type { Call } from './call.ts';
import type { MonotonicTime } from './clock.ts';
import { Policy, Step, proceed } from './policy.ts';
import type { GuardEvent, Inspection } from './policy.ts';
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
  readonly kind = 'cache';
  private readonly options: StaleCacheOptions;
  private readonly kept: BoundedMap<Kept>;
  private readonly clock: MonotonicTime;
  private readonly freshMs: number;
  private readonly staleMs: number;
  private hits = 0;
  private stale = 0;

  constructor(options: StaleCacheOptions) {
    super(options.name ?? 'cache');
    this.options = options;
    this.clock = options.clock ?? systemTime;
    this.freshMs = options.freshMs ?? 0;
    this.staleMs = options.staleMs ?? 300_000;
    const idleMs = Math.max(this.freshMs, this.staleMs);
    this.kept = new BoundedMap({ maxKeys: options.maxKeys ?? 1_000, idleMs });
  }

  around(next: Step | undefined): Step {
    return new StaleCacheStep(this, next);
  }

  inspect(): Inspection {
    const { kind, name, hits, stale } = this;
    return { kind, name, keys: this.kept.size, hits, stale };
  }

  /** Forgets the value of this key. */
  forget(key: string): void {
    this.kept.delete(key);
  }

  /** @internal The value if it is fresh. */
  fresh(key: string): Kept | undefined {
    if (this.freshMs <= 0) return undefined;
    const now = this.clock.monotonicMs();
    const found = this.kept.get(key, now);
    if (found === undefined || now - found.atMs >= this.freshMs) return undefined;
    this.hits++;
    if (this.listeners !== undefined) this.emit({ type: 'hit', key, ageMs: now - found.atMs });
    return found;
  }

  /** @internal */
  store(key: string, value: unknown): void {
    const { keep } = this.options;
    if (this.listeners !== undefined) this.emit({ type: 'miss', key });
    if (keep !== undefined && !ask(keep, value, false)) return;
    const now = this.clock.monotonicMs();
    this.kept.set(key, { value, atMs: now }, now);
  }

  /** @internal What answers for a call that failed. */
  instead(key: string, error: unknown, call: Call): unknown {
    const { staleOn } = this.options;
    const now = this.clock.monotonicMs();
    const found = this.kept.get(key, now);
    const usable =
      found !== undefined &&
      now - found.atMs <= this.staleMs &&
      !call.aborted &&
      (staleOn === undefined || ask(staleOn, error, false));
    if (!usable) {
      if (this.listeners !== undefined) this.emit({ type: 'failure', key, error });
      throw error;
    }
    this.stale++;
    if (this.listeners !== undefined)
      this.emit({ type: 'stale', key, error, ageMs: now - found.atMs });
    return found.value;
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

class StaleCacheStep extends Step {
  private readonly policy: StaleCache;

  constructor(policy: StaleCache, next: Step | undefined) {
    super(next);
    this.policy = policy;
  }

  run(call: Call): Promise<unknown> {
    const { key } = call;
    if (key === undefined) return proceed(this.next, call);
    const { policy } = this;
    const fresh = policy.fresh(key);
    if (fresh !== undefined) return Promise.resolve(fresh.value);
    return proceed(this.next, call).then(
      (value) => {
        policy.store(key, value);
        return value;
      },
      (error: unknown) => policy.instead(key, error, call),
    );
  }
}
