import type { Operation, TrialRecord } from './history.ts';

export interface RpoMeasure {
  /** Writes that were acknowledged and looked for in the end. */
  readonly acknowledged: number;
  /** Acknowledged, and not there in the end; in the order of their acknowledgement. */
  readonly lost: readonly Operation[];
  /** Instants of the first and the last acknowledgement that was lost. */
  readonly window?: { readonly firstMs: number; readonly lastMs: number };
  /** From the oldest lost acknowledgement to the fault (ms); 0 when none is lost or all later. */
  readonly rpoMs: number;
  /** Acknowledged, but the read-back gave no answer: neither present nor lost. */
  readonly unreadable: readonly string[];
  /** Every acknowledged write was read back; without it, no loss seen proves nothing. */
  readonly conclusive: boolean;
}

/**
 * The recovery point of one trial: which acknowledged writes are missing when everything has
 * healed. Only `ok` operations count: an `unknown` one may be present or absent. An id that the
 * read-back could not read, or never asked for, makes the measure inconclusive.
 *
 * Source of the definition: ARCHITECTURE.md, "Measuring".
 */
export function measureRpo(record: TrialRecord): RpoMeasure {
  const acknowledged = record.operations.filter((op) => op.outcome === 'ok');
  const lost = acknowledged
    .filter((op) => record.found.get(op.id) === 0)
    .toSorted((a, b) => a.endedMs - b.endedMs || (a.id < b.id ? -1 : 1));
  const unreadable = acknowledged
    .filter((op) => typeof record.found.get(op.id) !== 'number')
    .map((op) => op.id);
  const first = lost[0];
  const last = lost.at(-1);
  return {
    acknowledged: acknowledged.length,
    lost,
    ...(first && last ? { window: { firstMs: first.endedMs, lastMs: last.endedMs } } : {}),
    rpoMs: first ? Math.max(0, record.faultAtMs - first.endedMs) : 0,
    unreadable,
    conclusive: unreadable.length === 0,
  };
}
