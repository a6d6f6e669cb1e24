/** One that waits. `gone` once it has been served, shed, or has left by itself. */
export interface Waiting<T> {
  readonly item: T;
  readonly sinceMs: number;
  gone: boolean;
}

/** Those of one priority, oldest first. All operations are O(1) on average. */
export class WaitingLine<T> {
  /** Those before `#head`, and those gone, are no longer in it. */
  #entries: Waiting<T>[] = [];
  #head = 0;
  size = 0;

  push(item: T, nowMs: number): Waiting<T> {
    const entry = { item, sinceMs: nowMs, gone: false };
    this.#entries.push(entry);
    this.size++;
    return entry;
  }

  oldest(): Waiting<T> | undefined {
    while (this.#entries[this.#head]?.gone) this.#head++;
    // What has been passed is given back when it is more than half.
    if (this.#head > 32 && this.#head * 2 > this.#entries.length) {
      this.#entries.splice(0, this.#head);
      this.#head = 0;
    }
    return this.#entries[this.#head];
  }

  newest(): Waiting<T> | undefined {
    while (this.#entries.length > this.#head && this.#entries.at(-1)?.gone) this.#entries.pop();
    return this.#entries.length > this.#head ? this.#entries.at(-1) : undefined;
  }

  /** Takes it out, wherever it stands; false when it was out already. */
  remove(entry: Waiting<T>): boolean {
    if (entry.gone) return false;
    entry.gone = true;
    this.size--;
    return true;
  }
}
