interface Entry<V> {
  readonly key: string;
  readonly value: V;
  usedMs: number;
  previous: Entry<V> | undefined;
  next: Entry<V> | undefined;
}

export interface BoundedMapOptions<V> {
  /** Entries at most. */
  readonly maxKeys: number;
  /** An entry not used for this long is dropped (ms). */
  readonly idleMs: number;
  /** Whether dropping this entry would lose something; such are dropped last. */
  readonly precious?: (value: V) => boolean;
}

/** How many of the least recently used are looked at for one that may be dropped. */
const LOOKED_AT = 8;
/** Idle entries dropped at each use: more than one, so that they cannot pile up. */
const IDLE_DROPS = 2;

/**
 * A map that stays small whatever keys come: least recently used first out, and idle entries go as
 * others are used, without a timer. Every operation is O(1).
 */
export class BoundedMap<V> {
  private readonly entries = new Map<string, Entry<V>>();
  private oldest: Entry<V> | undefined = undefined;
  private newest: Entry<V> | undefined = undefined;
  private readonly options: BoundedMapOptions<V>;

  constructor(options: BoundedMapOptions<V>) {
    if (!(options.maxKeys >= 1)) throw new RangeError('maxKeys must be 1 or more');
    this.options = options;
  }

  get size(): number {
    return this.entries.size;
  }

  /** The value, now the most recently used. */
  get(key: string, nowMs: number): V | undefined {
    this.dropIdle(nowMs);
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    entry.usedMs = nowMs;
    if (entry !== this.newest) {
      this.unlink(entry);
      this.append(entry);
    }
    return entry.value;
  }

  set(key: string, value: V, nowMs: number): void {
    const old = this.entries.get(key);
    if (old !== undefined) this.drop(old);
    else if (this.entries.size >= this.options.maxKeys) this.dropOne();
    const entry: Entry<V> = { key, value, usedMs: nowMs, previous: undefined, next: undefined };
    this.entries.set(key, entry);
    this.append(entry);
  }

  delete(key: string): void {
    const entry = this.entries.get(key);
    if (entry !== undefined) this.drop(entry);
  }

  /** Least recently used first. */
  *[Symbol.iterator](): IterableIterator<[string, V]> {
    for (let entry = this.oldest; entry !== undefined; entry = entry.next)
      yield [entry.key, entry.value];
  }

  private dropIdle(nowMs: number): void {
    for (let count = 0; count < IDLE_DROPS; count++) {
      const { oldest } = this;
      if (oldest === undefined || nowMs - oldest.usedMs < this.options.idleMs) return;
      this.drop(oldest);
    }
  }

  private dropOne(): void {
    let entry = this.oldest;
    for (let count = 0; count < LOOKED_AT && entry !== undefined; count++) {
      if (!this.options.precious?.(entry.value)) break;
      entry = entry.next;
    }
    this.drop((entry ?? this.oldest) as Entry<V>);
  }

  private drop(entry: Entry<V>): void {
    this.entries.delete(entry.key);
    this.unlink(entry);
  }

  private append(entry: Entry<V>): void {
    entry.previous = this.newest;
    entry.next = undefined;
    if (this.newest === undefined) this.oldest = entry;
    else this.newest.next = entry;
    this.newest = entry;
  }

  private unlink(entry: Entry<V>): void {
    const { previous, next } = entry;
    if (previous === undefined) this.oldest = next;
    else previous.next = next;
    if (next === undefined) this.newest = previous;
    else next.previous = previous;
  }
}
