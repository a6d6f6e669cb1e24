/**
 * A lease in a store that every candidate can reach: at most one of them holds it at a time, and
 * each grant has a higher term than all grants before, over the life of the store.
 *
 * One object serves one candidate. Every method may be called again when it rejected or was
 * aborted, whether or not the store carried it out; a request that arrives late does no harm.
 */
export interface Lease {
  /** How long the store keeps a grant that is not renewed (ms). */
  readonly ttlMs: number;
  /**
   * Tries once, without waiting.
   *
   * @returns the term granted: the fencing token; `undefined` when another holds the lease
   */
  acquire(signal: AbortSignal): Promise<number | undefined>;
  /**
   * Keeps the grant for `ttlMs` more.
   *
   * @returns false when the grant of this term is no more, for good
   */
  renew(term: number, signal: AbortSignal): Promise<boolean>;
  /** Gives the grant of this term back, so that another need not wait; no error if it is gone. */
  release(term: number, signal: AbortSignal): Promise<void>;
}
