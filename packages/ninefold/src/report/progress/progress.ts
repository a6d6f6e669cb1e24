import type { TopologyEvent, TopologyEventKind } from '../../ports/events.ts';

/** What a run tells while it goes on. */
export type ProgressSignal =
  | { readonly kind: 'event'; readonly event: TopologyEvent }
  /** What is being done now, such as `starting` or `reading back`. */
  | { readonly kind: 'phase'; readonly phase: string }
  /** A trial begins: number `trial` of `trials` of the fault, number `number` of `total` in all. */
  | {
      readonly kind: 'trial';
      readonly fault: string;
      readonly trial: number;
      readonly trials: number;
      readonly number: number;
      readonly total: number;
    }
  /** Operations that ended since the workload began; the counters may begin again at 0. */
  | {
      readonly kind: 'client';
      readonly atMs: number;
      readonly ok: number;
      readonly failed: number;
      readonly unknown: number;
    };

export interface ProgressState {
  readonly startMs: number;
  readonly phase: string;
  readonly trial?: Omit<ProgressSignal & { kind: 'trial' }, 'kind'>;
  /** In the order in which they were first heard of. */
  readonly members: ReadonlyMap<string, MemberProgress>;
  /** Per second, over about the last second; absent until two counts came. */
  readonly client?: { readonly okPerSecond: number; readonly notOkPerSecond: number };
  /** Counts of the last second, oldest first. */
  readonly counts: readonly ClientCount[];
}

export interface MemberProgress {
  readonly status: string;
  readonly health: 'up' | 'changing' | 'down';
  readonly sinceMs: number;
}

interface ClientCount {
  readonly atMs: number;
  readonly ok: number;
  readonly notOk: number;
}

/** Rates are over at least this (ms), so that they don't flicker. */
const RATE_WINDOW_MS = 1000;
/** Counts kept at most, however often they come. */
const MAX_COUNTS = 64;

export function initialProgress(startMs: number): ProgressState {
  return { startMs, phase: 'starting', members: new Map(), counts: [] };
}

/** The state after a signal; pure. */
export function progress(state: ProgressState, signal: ProgressSignal): ProgressState {
  switch (signal.kind) {
    case 'phase':
      return { ...state, phase: signal.phase };
    case 'trial': {
      const { kind: _, ...trial } = signal;
      return { ...state, trial };
    }
    case 'client':
      return counted(state, signal);
    case 'event':
      return happened(state, signal.event);
    default:
      return signal satisfies never;
  }
}

function happened(state: ProgressState, event: TopologyEvent): ProgressState {
  const change = STATUS[event.kind];
  if (event.member === undefined || change === undefined) return state;
  const [health, word] = change;
  const status = event.term !== undefined && health === 'up' ? `${word}, term ${event.term}` : word;
  return {
    ...state,
    members: new Map(state.members).set(event.member, { status, health, sinceMs: event.atMs }),
  };
}

const STATUS: Readonly<
  Partial<Record<TopologyEventKind, readonly [MemberProgress['health'], string]>>
> = {
  started: ['changing', 'starting'],
  ready: ['up', 'ready'],
  exited: ['down', 'ended'],
  fault: ['down', 'fault injected'],
  healed: ['changing', 'healing'],
  detected: ['down', 'failed'],
  fenced: ['down', 'fenced'],
  promoted: ['up', 'primary'],
  repointed: ['up', 'standby'],
  rejoined: ['up', 'standby'],
  ejected: ['down', 'out of rotation'],
  admitted: ['up', 'in rotation'],
};

function counted(
  state: ProgressState,
  { atMs, ok, failed, unknown }: ProgressSignal & { kind: 'client' },
): ProgressState {
  const latest = { atMs, ok, notOk: failed + unknown };
  const last = state.counts.at(-1);
  // A new workload counts from 0 again.
  const isNew = last !== undefined && (ok < last.ok || latest.notOk < last.notOk);
  const all = [...(isNew ? [] : state.counts), latest].slice(-MAX_COUNTS);
  const oldEnough = all.findLastIndex((count) => atMs - count.atMs >= RATE_WINDOW_MS);
  const counts = all.slice(Math.max(0, oldEnough));
  const first = counts[0] ?? latest;
  const seconds = (atMs - first.atMs) / 1000;
  if (seconds <= 0) return { ...state, counts };
  return {
    ...state,
    counts,
    client: {
      okPerSecond: (ok - first.ok) / seconds,
      notOkPerSecond: (latest.notOk - first.notOk) / seconds,
    },
  };
}
