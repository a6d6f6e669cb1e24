import type { TrialRecord } from '../../history/history.ts';
import type { TrialVerdict } from '../../history/verdict.ts';

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is shown when clients saw nothing, and at least around the shortest outage (ms). */
const QUIET_MS = 400;
const SHORTEST_MS = 60;

/**
 * The part of a trial worth a close look: a little before the fault (further back where
 * acknowledged writes were lost) until a little after recovery, inside the window.
 */
export function zoomSpan(record: TrialRecord, trial: TrialVerdict): Span {
  const { faultAtMs } = record;
  const { rto, rpo } = trial;
  const recoveredAtMs = rto.outages[0]?.firstSuccessMs;
  const lengthMs = rto.recovered
    ? rto.seenByClients && recoveredAtMs !== undefined
      ? Math.max(SHORTEST_MS, recoveredAtMs - faultAtMs, 12 * record.periodMs)
      : QUIET_MS
    : Math.max(SHORTEST_MS, record.endMs - faultAtMs);
  const lostForMs = rpo.window ? faultAtMs - rpo.window.firstMs : 0;
  return {
    fromMs: Math.max(
      Math.min(record.startMs, faultAtMs),
      faultAtMs - Math.max(0.4 * lengthMs, Math.min(1.15 * lostForMs, 3 * lengthMs)),
    ),
    toMs: Math.max(
      faultAtMs + record.periodMs,
      Math.min(record.endMs, faultAtMs + (rto.recovered ? 1.9 : 1) * lengthMs),
    ),
  };
}
