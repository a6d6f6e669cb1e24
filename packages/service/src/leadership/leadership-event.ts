/** What happens in an election, for logs and metrics. */
export type LeadershipEvent =
  | { readonly kind: 'elected'; readonly term: number; readonly validForMs: number }
  /** Tried again while the lease lasts. */
  | {
      readonly kind: 'renewal-failed';
      readonly term: number;
      readonly validForMs: number;
      readonly error: unknown;
    }
  /** The signal of the work was aborted. */
  | {
      readonly kind: 'stepping-down';
      readonly term: number;
      readonly reason: 'expired' | 'taken' | 'stopping';
    }
  /** The work has ended; `error` is what it threw, unless that was the signal's reason. */
  | { readonly kind: 'work-ended'; readonly term: number; readonly error?: unknown }
  | { readonly kind: 'released'; readonly term: number }
  /** The lease ends by itself, later. */
  | { readonly kind: 'release-failed'; readonly term: number; readonly error: unknown }
  /** The store could not be asked; tried again after a while. */
  | { readonly kind: 'campaign-failed'; readonly error: unknown };

/** One look at an election, for a health page. */
export type LeadershipSnapshot =
  /** Another leads, or nobody does yet. `failures`: tries in a row that the store did not answer. */
  | { readonly role: 'candidate'; readonly failures: number }
  | {
      readonly role: 'leader';
      readonly term: number;
      /** What is left without another renewal (ms). */
      readonly validForMs: number;
      /** Renewals that failed since the last one that did not. */
      readonly failures: number;
    }
  /** The work was told to stop and has not ended. */
  | { readonly role: 'stepping-down'; readonly term: number }
  | { readonly role: 'stopped' };
