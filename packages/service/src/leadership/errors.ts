/** Why the work of a leader was aborted: it may not act under its term any more. */
export class LeadershipLostError extends Error {
  override readonly name = 'LeadershipLostError';
  readonly code = 'LEADERSHIP_LOST';
  /** The term that is over. */
  readonly term: number;
  /**
   * - `expired`: not renewed in time; by our own clock the lease may end soon
   * - `taken`: the store says that the grant is no more
   */
  readonly reason: 'expired' | 'taken';

  constructor(term: number, reason: 'expired' | 'taken') {
    super(
      reason === 'expired'
        ? `the lease of term ${term} was not renewed in time`
        : `the lease of term ${term} is no longer ours`,
    );
    this.term = term;
    this.reason = reason;
  }
}

/** A fenced write was refused, and nothing was written: a newer term exists. Stop the work. */
export class StaleTermError extends Error {
  override readonly name = 'StaleTermError';
  readonly code = 'STALE_TERM';
  /** The term of the write that was refused. */
  readonly term: number;

  constructor(resource: string, term: number) {
    super(`${resource}: term ${term} is over`);
    this.term = term;
  }
}

/** The store of a lease answered something that it should not, or refused. */
export class LeaseStoreError extends Error {
  override readonly name = 'LeaseStoreError';
  readonly code = 'LEASE_STORE';
}

/** @throws RangeError, a mistake of the program, unless `sound` */
export function check(sound: boolean, message: string): void {
  if (!sound) throw new RangeError(message);
}
