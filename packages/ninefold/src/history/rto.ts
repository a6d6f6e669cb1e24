import type { Operation, TrialRecord } from './history.ts';

/** An unbroken run of successes shorter than this does not count as service restored (ms). */
export const RECOVERY_RUN_MS = 1000;
/** Nor does one of fewer operations, however long they take. */
export const RECOVERY_RUN_OPERATIONS = 20;

/** Rounding of `t0 + k / rate` must not make a run of exactly one second too short (ms). */
const ROUNDING_MS = 1e-6;

/** A stretch in which operations did not end ok. */
export interface Outage {
  /** Due time of its first operation that did not end ok; never before the fault. */
  readonly startMs: number;
  /** Completion of the first operation of the run that ended it; absent when none did. */
  readonly firstSuccessMs?: number;
  /** Due time of the last operation of the shortest run that counts as restored. */
  readonly provenAtMs?: number;
  /**
   * From `startMs` to `firstSuccessMs`; for an outage that the window's end cut off, only what is
   * proven: from its first to its last operation that did not end ok, plus one period.
   */
  readonly lengthMs: number;
}

export interface RtoMeasure {
  /** From the fault to service restored (ms); 0 when clients saw nothing; absent if never. */
  readonly rtoMs?: number;
  /** Service was restored inside the window. */
  readonly recovered: boolean;
  /** Some operation did not end ok because of the fault. */
  readonly seenByClients: boolean;
  /** No instant is known better than this: one arrival period (ms). */
  readonly resolutionMs: number;
  /** The fault's first outage, then any that began after service had been restored. */
  readonly outages: readonly Outage[];
  /** Operations that did not end ok, due after the fault or in flight at it, in due order. */
  readonly failing: readonly Operation[];
  /** Due time of the last operation of the run that proves recovery; the window's end without. */
  readonly provenAtMs: number;
  /**
   * The longest that any operation due after the fault waited until *some* operation was
   * acknowledged (ms). It shows a stall in which nothing failed but nobody was served either.
   */
  readonly stallMs: number;
  /** Why it counts as not recovered. */
  readonly notRecoveredBecause?: string;
}

/**
 * The recovery time of one trial: from the fault's instant to the completion of the first
 * operation of the first unbroken run of successes that lasts at least 1 s *and* 20 operations.
 *
 * - The order is that of the due times, so late answers can't reorder a run. Operations due at
 *   the same instant stand or fall together: one failure among them breaks the run, and a run that
 *   begins with them begins when the last of them completed.
 * - A run consists of operations due at or after the fault. One that was in flight at the fault
 *   and did not end ok counts as a failure because of it; one that had ended before does not.
 * - The search begins at the first failure: an outage that sets in late is measured, not passed
 *   over because the first second after the fault was still fine.
 * - Failed and unknown break a run alike.
 * - A window that ends before the run is long enough proves nothing: not recovered. That holds
 *   even when nothing failed, or a short window would earn an RTO of 0.
 *
 * Source of the definition: DESIGN.md, "How RTO, RPO and availability are measured".
 */
export function measureRto(record: TrialRecord): RtoMeasure {
  const { faultAtMs, periodMs } = record;
  const after = record.operations.filter((op) => op.dueMs >= faultAtMs);
  const inFlight = record.operations.filter(
    (op) => op.dueMs < faultAtMs && op.endedMs >= faultAtMs && op.outcome !== 'ok',
  );
  const instants = byDueTime(after);
  const failing = [...inFlight, ...after.filter((op) => op.outcome !== 'ok')].toSorted(
    (a, b) => a.dueMs - b.dueMs || (a.id < b.id ? -1 : 1),
  );
  const outages = findOutages(instants, faultAtMs, periodMs, inFlight.length > 0);
  const base = {
    seenByClients: failing.length > 0,
    resolutionMs: periodMs,
    outages,
    failing,
    stallMs: longestStall(after, record.operations, record.endMs),
  };
  const first = outages[0];
  if (first !== undefined) {
    if (first.firstSuccessMs === undefined || first.provenAtMs === undefined)
      return {
        ...base,
        recovered: false,
        provenAtMs: record.endMs,
        notRecoveredBecause: `no run of successes of ${RECOVERY_RUN_MS / 1000} s and ${RECOVERY_RUN_OPERATIONS} operations before the window ended`,
      };
    return {
      ...base,
      recovered: true,
      rtoMs: Math.max(0, first.firstSuccessMs - faultAtMs),
      provenAtMs: first.provenAtMs,
    };
  }
  const run = nextRun(instants, 0);
  if (run === undefined)
    return {
      ...base,
      recovered: false,
      provenAtMs: record.endMs,
      notRecoveredBecause: `nothing failed, but the window ended after ${after.length} operations due after the fault: too few to tell`,
    };
  return { ...base, recovered: true, rtoMs: 0, provenAtMs: run.provenAtMs };
}

/** All operations due at one instant. */
interface DueInstant {
  readonly dueMs: number;
  readonly count: number;
  readonly ok: boolean;
  /** When the last of them ended. */
  readonly endedMs: number;
}

function byDueTime(operations: readonly Operation[]): DueInstant[] {
  const instants: DueInstant[] = [];
  for (const op of operations.toSorted((a, b) => a.dueMs - b.dueMs)) {
    const ok = op.outcome === 'ok';
    const last = instants.at(-1);
    if (last === undefined || last.dueMs !== op.dueMs)
      instants.push({ dueMs: op.dueMs, count: 1, ok, endedMs: op.endedMs });
    else
      instants[instants.length - 1] = {
        dueMs: op.dueMs,
        count: last.count + 1,
        ok: last.ok && ok,
        endedMs: Math.max(last.endedMs, op.endedMs),
      };
  }
  return instants;
}

interface Run {
  readonly firstSuccessMs: number;
  readonly provenAtMs: number;
  /** Index of the failure that ends the run; the number of instants when none does. */
  readonly endsAt: number;
}

function nextRun(instants: readonly DueInstant[], from: number): Run | undefined {
  let start: DueInstant | undefined;
  let count = 0;
  let provenAtMs: number | undefined;
  for (let i = from; i <= instants.length; i++) {
    const instant = instants[i];
    if (instant?.ok === true) {
      start ??= instant;
      count += instant.count;
      if (
        provenAtMs === undefined &&
        count >= RECOVERY_RUN_OPERATIONS &&
        instant.dueMs - start.dueMs >= RECOVERY_RUN_MS - ROUNDING_MS
      )
        provenAtMs = instant.dueMs;
      continue;
    }
    if (start !== undefined && provenAtMs !== undefined)
      return { firstSuccessMs: start.endedMs, provenAtMs, endsAt: i };
    start = undefined;
    count = 0;
  }
  return undefined;
}

function findOutages(
  instants: readonly DueInstant[],
  faultAtMs: number,
  periodMs: number,
  failedInFlight: boolean,
): Outage[] {
  const outages: Outage[] = [];
  let from = failedInFlight ? 0 : instants.findIndex((instant) => !instant.ok);
  let startMs = failedInFlight ? faultAtMs : instants[from]?.dueMs;
  while (startMs !== undefined) {
    const run = nextRun(instants, from);
    if (run === undefined) {
      const lastFailure = instants.findLast((instant) => !instant.ok)?.dueMs ?? startMs;
      outages.push({ startMs, lengthMs: Math.max(0, lastFailure - startMs) + periodMs });
      break;
    }
    outages.push({
      startMs,
      firstSuccessMs: run.firstSuccessMs,
      provenAtMs: run.provenAtMs,
      lengthMs: Math.max(0, run.firstSuccessMs - startMs),
    });
    from = run.endsAt;
    startMs = instants[from]?.dueMs;
  }
  return outages;
}

function longestStall(
  after: readonly Operation[],
  all: readonly Operation[],
  endMs: number,
): number {
  const acknowledgements = all
    .filter((op) => op.outcome === 'ok')
    .map((op) => op.endedMs)
    .toSorted((a, b) => a - b);
  const dues = after.map((op) => op.dueMs).toSorted((a, b) => a - b);
  let stallMs = 0;
  let next = 0;
  for (const dueMs of dues) {
    while (next < acknowledgements.length && (acknowledgements[next] ?? 0) < dueMs) next++;
    stallMs = Math.max(stallMs, (acknowledgements[next] ?? Math.max(endMs, dueMs)) - dueMs);
  }
  return stallMs;
}
