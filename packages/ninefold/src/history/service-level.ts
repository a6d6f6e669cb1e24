import type { Operation, TrialRecord } from './history.ts';
import { quantileOfSorted } from './quantile.ts';

export interface LatencyQuantiles {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export interface ServiceLevel {
  /** Operations due in the window. */
  readonly due: number;
  readonly ok: number;
  /** Certainly not applied. */
  readonly failed: number;
  readonly unknown: number;
  /** `ok / due`; absent when nothing was due. */
  readonly availability?: number;
  /** Of operations that ended ok, from their due time; absent when none did. */
  readonly latency?: LatencyQuantiles;
}

/** Availability and latency of one trial, over the whole of its window. */
export function measureServiceLevel(record: TrialRecord): ServiceLevel {
  const { operations } = record;
  const count = (outcome: Operation['outcome']): number =>
    operations.reduce((n, op) => n + (op.outcome === outcome ? 1 : 0), 0);
  const ok = count('ok');
  const latencies = operations
    .filter((op) => op.outcome === 'ok')
    .map(latencyMs)
    .toSorted((a, b) => a - b);
  const at = (p: number): number => quantileOfSorted(latencies, p) ?? 0;
  return {
    due: operations.length,
    ok,
    failed: count('failed'),
    unknown: count('unknown'),
    ...(operations.length > 0 ? { availability: ok / operations.length } : {}),
    ...(latencies.length > 0
      ? { latency: { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) } }
      : {}),
  };
}

/** From the due time, not from the sending: a stall is seen whole (no coordinated omission). */
export function latencyMs(op: Operation): number {
  return op.endedMs - op.dueMs;
}
