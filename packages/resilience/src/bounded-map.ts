import { atLeast } from './errors.ts';
import { Link } from './link.ts';

class Entry<V> extends Link {
  readonly key: string;
  readonly value: V;
  usedMs: number;

  constructor(key: string, value: V, usedMs: number) {
    super();
    this.key = key;
    this.value = value;
    this.usedMs = usedMs;
  }
}

export interface BoundedMapOptions<V> {
  /** Entries at most. */
  readonly maxKeys: number;
  /** An entry not used for longer than this is dropped (ms). */
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
  readonly #entries = new Map<string, Entry<V>>();
  /** The head of the entries, least recently used first. */
  readonly #uses = new Link();
  readonly #options: BoundedMapOptions<V>;

  constructor(options: BoundedMapOptions<V>) {
    const { maxKeys } = options;
    atLeast(1, { maxKeys });
    this.#options = options;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The value, now the most recently used. */
  get(key: string, nowMs: number): V | undefined {
    const { idleMs } = this.#options;
    for (let count = 0; count < IDLE_DROPS; count++) {
      const oldest = this.#uses.next as Entry<V>;
      if (this.#uses.alone || nowMs - oldest.usedMs <= idleMs) break;
      // What would be lost is kept, at the end, so that it hides no other that is idle.
      if (this.#options.precious?.(oldest.value)) this.#use(oldest, nowMs);
      else this.#drop(oldest);
    }
    const entry = this.#entries.get(key);
    if (entry) this.#use(entry, nowMs);
    return entry?.value;
  }

  set(key: string, value: V, nowMs: number): void {
    this.delete(key);
    if (this.#entries.size >= this.#options.maxKeys) this.#dropOne();
    const entry = new Entry(key, value, nowMs);
    this.#entries.set(key, entry);
    this.#uses.append(entry);
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry) this.#drop(entry);
  }

  /** Least recently used first. */
  *[Symbol.iterator](): IterableIterator<[string, V]> {
    for (let link = this.#uses.next; link !== this.#uses; link = link.next) {
      const { key, value } = link as Entry<V>;
      yield [key, value];
    }
  }

  #use(entry: Entry<V>, nowMs: number): void {
    entry.usedMs = nowMs;
    entry.unlink();
    this.#uses.append(entry);
  }

  #dropOne(): void {
    const oldest = this.#uses.next as Entry<V>;
    let entry = oldest;
    for (let count = 0; count < LOOKED_AT && entry !== this.#uses; count++) {
      if (!this.#options.precious?.(entry.value)) {
        this.#drop(entry);
        return;
      }
      entry = entry.next as Entry<V>;
    }
    this.#drop(oldest);
  }

  #drop(entry: Entry<V>): void {
    this.#entries.delete(entry.key);
    entry.unlink();
  }
}
