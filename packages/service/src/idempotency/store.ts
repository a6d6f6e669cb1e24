/** The answer that is kept and replayed. */
export interface StoredResult {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array;
}

export interface ClaimRequest {
  /** Names the operation: 64 hex digits. */
  readonly id: string;
  /** Of the payload: 64 hex digits. */
  readonly fingerprint: string;
  /** So long the first attempt has the operation to itself, unless it ends before (ms). */
  readonly leaseMs: number;
  /** So long the result is kept, from when it is known (ms). */
  readonly ttlMs: number;
  /** The request itself, on which a store may hang what the work needs, such as a transaction. */
  readonly request: object;
}

/** What a claim found; a store decides it atomically. */
export type Claim =
  /** Nobody has it: this attempt does the work. */
  | { readonly kind: 'first'; readonly attempt: Attempt }
  /** Another attempt has it. A store that can't see what that one was asked leaves it out. */
  | { readonly kind: 'running'; readonly fingerprint?: string }
  | { readonly kind: 'done'; readonly fingerprint: string; readonly result: StoredResult };

/** The right to do the work, for as long as the lease lasts. */
export interface Attempt {
  /**
   * Makes the result the one that is replayed. `lost`: it is not, since the lease had ended and the
   * operation may be another attempt's by now; what that one kept stays.
   *
   * @throws when it can't be known whether it was kept
   */
  keep(result: StoredResult): Promise<'kept' | 'lost'>;
  /**
   * Gives the operation back, with nothing kept: the next claim is the first again. A store that
   * can undo the work does. `workHasEnded`: nothing of the work will use what the store lent it.
   */
  release(how: { readonly workHasEnded: boolean }): Promise<void>;
}

/** Where results and claims lie. */
export interface IdempotencyStore {
  /** @throws when the store can't be asked; nothing is claimed then, or a lease that ends */
  claim(request: ClaimRequest): Promise<Claim>;
}
