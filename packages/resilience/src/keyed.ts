import { BoundedMap } from './bounded-map.ts';
import type { MonotonicTime } from './clock.ts';
import type { ExtraOf } from './guard.ts';
import { attempt } from './errors.ts';
import { Policy } from './policy.ts';
import type { AnyPolicy, GuardEvent, Listener, Step } from './policy.ts';
import { systemTime } from './system-time.ts';

export interface KeyedOptions {
  /** Keys remembered at most; the least recently used go first. Default: 10,000. */
  readonly maxKeys?: number;
  /** A key not used for this long is forgotten (ms). Default: 600,000. */
  readonly idleMs?: number;
  readonly name?: string;
  readonly clock?: MonotonicTime;
}

/** Guards shown by `inspect` at most. */
const SHOWN = 20;

/** A guard for each key. Make it with `keyed`. */
export class Keyed<P extends AnyPolicy, Extra> extends Policy<Extra> {
  readonly #make: (key: string) => P;
  readonly #guards: BoundedMap<P>;
  readonly #clock: MonotonicTime;

  constructor(make: (key: string) => P, options: KeyedOptions) {
    const sample = make('');
    super(sample.kind, options.name ?? sample.name);
    this.#make = make;
    this.#clock = options.clock ?? systemTime;
    this.#guards = new BoundedMap<P>({
      maxKeys: options.maxKeys ?? 10_000,
      idleMs: options.idleMs ?? 600_000,
      precious: (guard) => guard.holdsState,
    });
  }

  /** The guard of this key, made if need be. */
  for(key: string): P {
    const now = this.#clock.monotonicMs();
    let found = this.#guards.get(key, now);
    if (found === undefined) {
      found = this.#make(key);
      this.#guards.set(key, found, now);
      if (this.emit) this.#forward(found, key);
    }
    return found;
  }

  /** Keys remembered now. */
  get size(): number {
    return this.#guards.size;
  }

  around(next: Step): Step {
    // Making a guard is the caller's code, and may throw.
    const run: Step = (call) => this.for(call.key ?? '').around(next)(call);
    return (call) => attempt(run, call);
  }

  override on(listener: Listener<GuardEvent>): () => void {
    if (!this.emit) for (const [key, guard] of this.#guards) this.#forward(guard, key);
    return super.on(listener);
  }

  protected override facts(): object {
    const busy: unknown[] = [];
    for (const [key, guard] of this.#guards)
      if (guard.holdsState && busy.length < SHOWN) busy.push({ key, ...guard.inspect() });
    return { keys: this.size, busy };
  }

  #forward(guard: P, key: string): void {
    guard.on((event) => {
      this.emit?.({ ...event, key });
    });
  }
}

/**
 * A guard for each key, in bounded memory: `keyed(() => breaker(timeWindow()))` with the host as
 * the key of each call, `keyed(() => rateLimit(…))` with the tenant. Calls without a key share one guard.
 *
 * When there are too many keys, the least recently used guard that holds nothing (a closed
 * breaker, an empty bulkhead) is forgotten first.
 */
export function keyed<P extends AnyPolicy>(
  make: (key: string) => P,
  options: KeyedOptions = {},
): Keyed<P, ExtraOf<P>> {
  return new Keyed(make, options);
}
