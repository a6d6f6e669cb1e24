import type { BalancerPolicy } from './message.ts';
import type { ReplicaHealth } from './replica-health.ts';

/** What the choice looks at in a replica. */
export interface Candidate {
  readonly health: ReplicaHealth;
  /** A lower tier goes first. */
  readonly tier: number;
  readonly draining: boolean;
  /** Requests it was given and has not answered. */
  readonly outstanding: number;
  /** It can take one more now. */
  readonly hasCapacity: boolean;
}

/**
 * Which replica takes a request: one in rotation (healthy, not draining), if possible none that
 * failed this request before. When none is in rotation, those that are merely slow or ejected as
 * outliers are better than nothing (the panic rule); those that refuse or say they are not ready
 * never are. `undefined`: the request has to wait.
 *
 * @param turn any number that grows: ties take turns by it
 */
export function chooseReplica<C extends Candidate>(
  candidates: readonly C[],
  policy: BalancerPolicy,
  turn: number,
  tried?: readonly C[],
): C | undefined {
  if (tried !== undefined) {
    const fresh = pick(candidates, policy, turn, isInRotation, tried);
    if (fresh !== undefined) return fresh;
  }
  const chosen = pick(candidates, policy, turn, isInRotation);
  if (chosen !== undefined) return chosen;
  // A replica in rotation without capacity is worth waiting for.
  for (const candidate of candidates) if (isInRotation(candidate)) return undefined;
  return pick(candidates, policy, turn, isLastResort);
}

/** It gets requests. */
export function isInRotation(candidate: Candidate): boolean {
  return candidate.health.kind === 'healthy' && !candidate.draining;
}

function isLastResort(candidate: Candidate): boolean {
  const { health } = candidate;
  if (candidate.draining) return false;
  return health.kind === 'ejected' || (health.kind === 'unready' && health.cause === 'slow');
}

function isBetter(a: Candidate, b: Candidate): boolean {
  return a.tier === b.tier ? a.outstanding < b.outstanding : a.tier < b.tier;
}

function pick<C extends Candidate>(
  candidates: readonly C[],
  policy: BalancerPolicy,
  turn: number,
  allowed: (candidate: Candidate) => boolean,
  except?: readonly C[],
): C | undefined {
  const count = candidates.length;
  let best: C | undefined;
  // Where the scan starts decides between equals.
  let index = policy === 'primary-backup' || count === 0 ? 0 : turn % count;
  for (let i = 0; i < count; i++) {
    const candidate = candidates[index]!;
    if (++index === count) index = 0;
    if (!allowed(candidate) || except?.includes(candidate) === true) continue;
    // The backup is for a primary that is gone, not for one that is busy.
    if (policy === 'primary-backup') return candidate.hasCapacity ? candidate : undefined;
    if (!candidate.hasCapacity) continue;
    if (best === undefined || isBetter(candidate, best)) best = candidate;
  }
  return best;
}
