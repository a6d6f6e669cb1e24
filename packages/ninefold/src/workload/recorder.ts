import type { Operation, Outcome } from '../history/history.ts';
import { operationId } from './operation-id.ts';

const OUTCOMES: readonly Outcome[] = ['ok', 'failed', 'unknown'];
const FIRST_CAPACITY = 4096;

/** Operations as columns: what is cheap to fill in and to move between threads. */
export interface OperationColumns {
  readonly runId: string;
  readonly firstSequence: number;
  readonly count: number;
  readonly dueMs: Float64Array<ArrayBuffer>;
  readonly sentMs: Float64Array<ArrayBuffer>;
  readonly endedMs: Float64Array<ArrayBuffer>;
  /** Indices into ok, failed, unknown. */
  readonly outcome: Uint8Array<ArrayBuffer>;
  /** Indices into `details`. */
  readonly detail: Uint16Array<ArrayBuffer>;
  readonly details: readonly string[];
}

/** Records the operations of one trial without an object for each. */
export interface Recorder {
  /** Notes that an operation was sent; returns its number within the trial, counted from 0. */
  sent(dueMs: number, sentMs: number): number;
  ended(index: number, endedMs: number, outcome: Outcome, detail: string): void;
  /** How many were sent. */
  readonly count: number;
  /** The columns, cut to length. Invariant: every operation has ended. */
  columns(): OperationColumns;
}

export function createRecorder(runId: string, firstSequence: number): Recorder {
  let capacity = FIRST_CAPACITY;
  let count = 0;
  let due = new Float64Array(capacity);
  let sent = new Float64Array(capacity);
  let ended = new Float64Array(capacity);
  let outcomes = new Uint8Array(capacity);
  let detailOf = new Uint16Array(capacity);
  const details: string[] = [];
  const detailIndex = new Map<string, number>();

  function grow(): void {
    capacity *= 2;
    due = copied(new Float64Array(capacity), due);
    sent = copied(new Float64Array(capacity), sent);
    ended = copied(new Float64Array(capacity), ended);
    outcomes = copied(new Uint8Array(capacity), outcomes);
    detailOf = copied(new Uint16Array(capacity), detailOf);
  }

  return {
    get count() {
      return count;
    },
    sent(dueMs, sentMs) {
      if (count === capacity) grow();
      due[count] = dueMs;
      sent[count] = sentMs;
      count += 1;
      return count - 1;
    },
    ended(index, endedMs, outcome, detail) {
      ended[index] = endedMs;
      outcomes[index] = OUTCOMES.indexOf(outcome);
      let known = detailIndex.get(detail);
      if (known === undefined) {
        known = details.push(detail) - 1;
        detailIndex.set(detail, known);
      }
      detailOf[index] = known;
    },
    columns: () => ({
      runId,
      firstSequence,
      count,
      dueMs: due.slice(0, count),
      sentMs: sent.slice(0, count),
      endedMs: ended.slice(0, count),
      outcome: outcomes.slice(0, count),
      detail: detailOf.slice(0, count),
      details,
    }),
  };
}

/** The operations that the columns stand for, in the order they were due. */
export function operationsOf(columns: OperationColumns): Operation[] {
  const operations: Operation[] = [];
  for (let i = 0; i < columns.count; i++) {
    operations.push({
      id: operationId(columns.runId, columns.firstSequence + i),
      dueMs: columns.dueMs[i] ?? NaN,
      sentMs: columns.sentMs[i] ?? NaN,
      endedMs: columns.endedMs[i] ?? NaN,
      outcome: OUTCOMES[columns.outcome[i] ?? 2] ?? 'unknown',
      detail: columns.details[columns.detail[i] ?? 0] ?? '',
    });
  }
  return operations;
}

function copied<T extends Float64Array | Uint8Array | Uint16Array>(to: T, from: T): T {
  to.set(from);
  return to;
}
