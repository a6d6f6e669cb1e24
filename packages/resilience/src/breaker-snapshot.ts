import type { Breaker, BreakerState } from './breaker.ts';
import type { RuleCounts } from './trip-rule.ts';

/** A state that another process or a later one can take over: no instants, only durations. */
export interface BreakerSnapshot {
  readonly state: BreakerState;
  /** Time left in this state (ms); null (in JSON, that is `Infinity`) when only `reset` ends it. */
  readonly leftMs: number | null;
  /** Times it opened since it last closed for good. */
  readonly trips: number;
  readonly counts: RuleCounts;
}

/** What `circuit` is doing, fit for JSON. */
export function snapshotOf(circuit: Breaker): BreakerSnapshot {
  const { state, trips, rule, nowMs } = circuit;
  return { state, leftMs: circuit.retryAfterMs(), trips, counts: rule.counts(nowMs) };
}

/** Makes `circuit` take over a snapshot, perhaps of another process. */
export function restore(circuit: Breaker, snapshot: BreakerSnapshot): void {
  const { state, leftMs, trips, counts } = snapshot;
  circuit.become(state, leftMs ?? Infinity);
  circuit.trips = trips;
  circuit.rule.restore(counts, circuit.nowMs);
}
