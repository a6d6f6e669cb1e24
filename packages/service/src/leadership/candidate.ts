import type { Random } from './time.ts';
import type { Timing } from './timing.ts';

/** One candidate of an election. Instants are monotonic (ms), by the candidate's own clock. */
export type CandidateState =
  | { readonly kind: 'waiting'; readonly untilMs: number; readonly failures: number }
  | {
      readonly kind: 'acquiring';
      readonly request: number;
      readonly sentAtMs: number;
      readonly failures: number;
      /** Told to stop meanwhile: what may be granted is given back. */
      readonly stopping: boolean;
    }
  | {
      readonly kind: 'leading';
      readonly term: number;
      /** The work may go on until then. */
      readonly validUntilMs: number;
      readonly renewal: Renewal;
      /** Renewals that failed since the last one that did not. */
      readonly failures: number;
    }
  /** The work was told to stop and has not ended yet. */
  | { readonly kind: 'ending'; readonly term: number; readonly next: Next; readonly gone: boolean }
  | {
      readonly kind: 'releasing';
      readonly request: number;
      readonly sentAtMs: number;
      readonly next: Next;
    }
  | { readonly kind: 'stopped' };

type Renewal =
  | { readonly kind: 'due'; readonly atMs: number }
  | { readonly kind: 'sent'; readonly request: number; readonly sentAtMs: number };

type Next = 'campaign' | 'stop';

/** What happened. Answers carry the number of their request. */
export type Happening =
  | { readonly kind: 'time-passed' }
  | { readonly kind: 'granted'; readonly request: number; readonly term: number }
  | { readonly kind: 'refused'; readonly request: number }
  | { readonly kind: 'renewed'; readonly request: number }
  | { readonly kind: 'gone'; readonly request: number }
  | { readonly kind: 'released'; readonly request: number }
  | { readonly kind: 'failed'; readonly request: number }
  /** `stale`: a fenced resource told it that a newer term exists. */
  | { readonly kind: 'work-ended'; readonly stale: boolean }
  | { readonly kind: 'stop' };

/** What to do about it, in this order. */
export type Command =
  | { readonly kind: 'acquire'; readonly request: number }
  | { readonly kind: 'renew'; readonly request: number; readonly term: number }
  | { readonly kind: 'release'; readonly request: number; readonly term: number }
  | { readonly kind: 'give-up'; readonly request: number }
  | { readonly kind: 'begin-work'; readonly term: number }
  | {
      readonly kind: 'abort-work';
      readonly term: number;
      readonly reason: 'expired' | 'taken' | 'stopping';
    };

export interface Step {
  readonly state: CandidateState;
  readonly commands: readonly Command[];
}

/** What a step is made with. */
export interface Surroundings {
  readonly timing: Timing;
  readonly random: Random;
  /** Gives a number that no request had before. */
  readonly nextRequest: () => number;
  /**
   * Until when a grant is good (ms), by when its request was sent and answered. The store counts
   * the lease from an instant between the two, so only the first is safe to count from.
   */
  readonly validUntilMs: (sentAtMs: number, answeredAtMs: number, timing: Timing) => number;
}

export const validUntilMs: Surroundings['validUntilMs'] = (
  sentAtMs,
  _answeredAtMs,
  { ttlMs, safetyMarginMs },
) => sentAtMs + ttlMs - safetyMarginMs;

/** A candidate that campaigns at once. */
export function newCandidate(nowMs: number): CandidateState {
  return { kind: 'waiting', untilMs: nowMs, failures: 0 };
}

/** When time alone makes a difference (ms); `undefined`: never. */
export function wakeAtMs(state: CandidateState, { requestTimeoutMs }: Timing): number | undefined {
  switch (state.kind) {
    case 'waiting':
      return state.untilMs;
    case 'acquiring':
    case 'releasing':
      return state.sentAtMs + requestTimeoutMs;
    case 'leading': {
      const { renewal, validUntilMs: endMs } = state;
      const renewalMs = renewal.kind === 'due' ? renewal.atMs : renewal.sentAtMs + requestTimeoutMs;
      return Math.min(renewalMs, endMs);
    }
    case 'ending':
    case 'stopped':
      return undefined;
  }
}

/**
 * The decision of a candidate: pure, apart from the chance it is given. It never trusts a lease
 * longer than its own clock allows, whatever the store says later; it runs at most one work; it
 * releases a lease only when the work under it has ended. An answer to a request that was given up
 * is ignored, a grant too: to give that back could free a lease that a later request was granted.
 */
export function step(
  state: CandidateState,
  happening: Happening,
  nowMs: number,
  surroundings: Surroundings,
): Step {
  switch (state.kind) {
    case 'waiting':
      return stepWaiting(state, happening, nowMs, surroundings);
    case 'acquiring':
      return stepAcquiring(state, happening, nowMs, surroundings);
    case 'leading':
      return stepLeading(state, happening, nowMs, surroundings);
    case 'ending':
      return stepEnding(state, happening, nowMs, surroundings);
    case 'releasing':
      return stepReleasing(state, happening, nowMs, surroundings);
    case 'stopped':
      return { state, commands: [] };
  }
}

type In<Kind extends CandidateState['kind']> = Extract<CandidateState, { readonly kind: Kind }>;

function stepWaiting(
  state: In<'waiting'>,
  happening: Happening,
  nowMs: number,
  surroundings: Surroundings,
): Step {
  if (happening.kind === 'stop') return { state: { kind: 'stopped' }, commands: [] };
  if (happening.kind !== 'time-passed') return { state, commands: [] };
  if (nowMs < state.untilMs) return { state, commands: [] };
  const request = surroundings.nextRequest();
  const { failures } = state;
  return {
    state: { kind: 'acquiring', request, sentAtMs: nowMs, failures, stopping: false },
    commands: [{ kind: 'acquire', request }],
  };
}

function stepAcquiring(
  state: In<'acquiring'>,
  happening: Happening,
  nowMs: number,
  surroundings: Surroundings,
): Step {
  const { request, sentAtMs, failures, stopping } = state;
  const { timing, validUntilMs: validity } = surroundings;
  if (happening.kind === 'stop') return { state: { ...state, stopping: true }, commands: [] };
  if (happening.kind === 'time-passed') {
    if (nowMs < sentAtMs + timing.requestTimeoutMs) return { state, commands: [] };
    const next = stopping ? stopped : pause(failures + 1, nowMs, surroundings);
    return { state: next, commands: [{ kind: 'give-up', request }] };
  }
  if (!('request' in happening) || happening.request !== request) {
    return { state, commands: [] };
  }
  switch (happening.kind) {
    case 'granted': {
      const { term } = happening;
      const endMs = validity(sentAtMs, nowMs, timing);
      if (stopping) return release(term, 'stop', nowMs, surroundings);
      // An answer so late that nothing is left of the lease.
      if (nowMs >= endMs) return release(term, 'campaign', nowMs, surroundings);
      const renewal: Renewal = { kind: 'due', atMs: sentAtMs + renewalPause(surroundings) };
      return {
        state: { kind: 'leading', term, validUntilMs: endMs, renewal, failures: 0 },
        commands: [{ kind: 'begin-work', term }],
      };
    }
    case 'refused':
      return { state: stopping ? stopped : pause(0, nowMs, surroundings), commands: [] };
    default:
      return { state: stopping ? stopped : pause(failures + 1, nowMs, surroundings), commands: [] };
  }
}

function stepLeading(
  state: In<'leading'>,
  happening: Happening,
  nowMs: number,
  surroundings: Surroundings,
): Step {
  const { term, validUntilMs: endMs, renewal } = state;
  const { timing } = surroundings;
  const end = (reason: 'expired' | 'taken' | 'stopping'): Step => ({
    state: {
      kind: 'ending',
      term,
      next: reason === 'stopping' ? 'stop' : 'campaign',
      gone: reason === 'taken',
    },
    commands: [
      { kind: 'abort-work', term, reason },
      // What says that the lease is gone is the answer.
      ...(reason === 'taken' ? [] : giveUp(renewal)),
    ],
  });
  if (happening.kind === 'work-ended') {
    const next = happening.stale ? 'campaign' : 'stop';
    const released = release(term, next, nowMs, surroundings);
    return { ...released, commands: [...giveUp(renewal), ...released.commands] };
  }
  // Before anything else: an answer that comes after the end revives nothing.
  if (nowMs >= endMs) {
    return end(happening.kind === 'stop' ? 'stopping' : 'expired');
  }
  if (happening.kind === 'stop') return end('stopping');
  if (happening.kind === 'time-passed') {
    if (renewal.kind === 'due') {
      if (nowMs < renewal.atMs) return { state, commands: [] };
      const request = surroundings.nextRequest();
      return {
        state: { ...state, renewal: { kind: 'sent', request, sentAtMs: nowMs } },
        commands: [{ kind: 'renew', request, term }],
      };
    }
    if (nowMs < renewal.sentAtMs + timing.requestTimeoutMs) return { state, commands: [] };
    return { state: retryRenewal(state, nowMs, surroundings), commands: giveUp(renewal) };
  }
  if (renewal.kind !== 'sent' || !('request' in happening)) {
    return { state, commands: [] };
  }
  if (happening.request !== renewal.request) return { state, commands: [] };
  switch (happening.kind) {
    case 'renewed': {
      const nextEndMs = surroundings.validUntilMs(renewal.sentAtMs, nowMs, timing);
      const atMs = renewal.sentAtMs + renewalPause(surroundings);
      return {
        state: {
          ...state,
          validUntilMs: Math.max(endMs, nextEndMs),
          renewal: { kind: 'due', atMs },
          failures: 0,
        },
        commands: [],
      };
    }
    case 'gone':
      return end('taken');
    default:
      return { state: retryRenewal(state, nowMs, surroundings), commands: [] };
  }
}

function stepEnding(
  state: In<'ending'>,
  happening: Happening,
  nowMs: number,
  surroundings: Surroundings,
): Step {
  const { term, next, gone } = state;
  if (happening.kind === 'stop') return { state: { ...state, next: 'stop' }, commands: [] };
  if (happening.kind !== 'work-ended') return { state, commands: [] };
  if (!gone) return release(term, next, nowMs, surroundings);
  return { state: next === 'stop' ? stopped : pause(0, nowMs, surroundings), commands: [] };
}

function stepReleasing(
  state: In<'releasing'>,
  happening: Happening,
  nowMs: number,
  surroundings: Surroundings,
): Step {
  const { request, sentAtMs, next } = state;
  const released = (): CandidateState =>
    next === 'stop' ? stopped : pause(0, nowMs, surroundings);
  if (happening.kind === 'stop') return { state: { ...state, next: 'stop' }, commands: [] };
  if (happening.kind === 'time-passed') {
    if (nowMs < sentAtMs + surroundings.timing.requestTimeoutMs) return { state, commands: [] };
    // Nobody is told, but the lease ends by itself.
    return { state: released(), commands: [{ kind: 'give-up', request }] };
  }
  if (!('request' in happening) || happening.request !== request) {
    return { state, commands: [] };
  }
  return { state: released(), commands: [] };
}

const stopped: CandidateState = { kind: 'stopped' };

function release(term: number, next: Next, nowMs: number, { nextRequest }: Surroundings): Step {
  const request = nextRequest();
  return {
    state: { kind: 'releasing', request, sentAtMs: nowMs, next },
    commands: [{ kind: 'release', request, term }],
  };
}

/** Candidates that wait for the same lease do not ask at the same time. */
function pause(failures: number, nowMs: number, { timing, random }: Surroundings): CandidateState {
  const { campaignEveryMs, maxBackoffMs } = timing;
  const meanMs = campaignEveryMs * 2 ** Math.min(failures, 20);
  const delayMs = Math.min(meanMs * (0.5 + random()), maxBackoffMs);
  return { kind: 'waiting', untilMs: nowMs + delayMs, failures };
}

function renewalPause({ timing, random }: Surroundings): number {
  return timing.renewEveryMs * (0.9 + 0.2 * random());
}

/** Sooner than a renewal that is due anyway, and slower with each failure. */
function retryRenewal(
  state: In<'leading'>,
  nowMs: number,
  { timing, random }: Surroundings,
): CandidateState {
  const failures = state.failures + 1;
  const delayMs = (timing.renewEveryMs / 8) * 2 ** Math.min(failures - 1, 2) * (0.5 + random());
  return { ...state, failures, renewal: { kind: 'due', atMs: nowMs + delayMs } };
}

function giveUp(renewal: Renewal): readonly Command[] {
  return renewal.kind === 'sent' ? [{ kind: 'give-up', request: renewal.request }] : [];
}
