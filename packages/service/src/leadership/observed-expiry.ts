/**
 * Whether a lease that others write has ended, by our own clock alone: it has when we saw the same
 * version of it for as long as it lasts. No instant that another host wrote is ever compared.
 */
export class ObservedExpiry {
  #version: string | undefined;
  #sinceMs = 0;

  /**
   * @param version changes with each write of the lease
   * @param ttlMs as its holder wrote it
   * @param nowMs monotonic, taken after the answer came
   */
  hasEnded(version: string, ttlMs: number, nowMs: number): boolean {
    if (version !== this.#version) {
      this.#version = version;
      this.#sinceMs = nowMs;
    }
    return nowMs - this.#sinceMs >= ttlMs;
  }
}
