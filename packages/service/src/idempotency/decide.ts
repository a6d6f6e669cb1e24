import type { Attempt, Claim, StoredResult } from './store.ts';

export type Decision =
  | { readonly kind: 'run'; readonly attempt: Attempt }
  | { readonly kind: 'replay'; readonly result: StoredResult }
  | { readonly kind: 'other-payload' }
  | { readonly kind: 'in-progress' }
  | { readonly kind: 'look-again'; readonly delayMs: number };

export interface Asked {
  readonly fingerprint: string;
  /** How long this request has waited for another attempt (ms), and how long it may. */
  readonly waitedMs: number;
  readonly waitMs: number;
  /** Claims made before this one. */
  readonly looks: number;
}

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 200;

/** What to do about a claim. A payload that differs is refused even while the first one runs. */
export function decide(claim: Claim, { fingerprint, waitedMs, waitMs, looks }: Asked): Decision {
  if (claim.kind === 'first') return { kind: 'run', attempt: claim.attempt };
  if (claim.fingerprint !== undefined && claim.fingerprint !== fingerprint) {
    return { kind: 'other-payload' };
  }
  if (claim.kind === 'done') return { kind: 'replay', result: claim.result };
  const leftMs = waitMs - waitedMs;
  if (leftMs <= 0) return { kind: 'in-progress' };
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** looks, LONGEST_PAUSE_MS);
  return { kind: 'look-again', delayMs: Math.min(pauseMs, leftMs) };
}

/** Of the 4xx, those that speak of the moment and not of the request (RFC 9110, 6585, 8470). */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Whether an answer settles the operation. A 5xx does not: the client is meant to try again, and
 * would be replayed the failure for as long as the key lives. Nor do 408, 425 and 429.
 */
export function settles(status: number): boolean {
  return status < 500 && !PASSING.has(status);
}
