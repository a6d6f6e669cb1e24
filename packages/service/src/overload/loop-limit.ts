/** What the event loop went through since the last sample. */
export interface LoopSample {
  /** How late its timers fired, on average (ms). */
  readonly delayMs: number;
  /** The share of the time in which it was not waiting for events (0 to 1). */
  readonly utilization: number;
}

export interface LoopLimitOptions {
  /** Event-loop delay that is fine to have always (ms). Default: 10. */
  readonly targetDelayMs?: number;
  /** Requests in flight at the start. Default: 16. */
  readonly initialLimit?: number;
  /** Never more in flight. Default: 10,000. */
  readonly maxLimit?: number;
}

/** A loop busier than this is the bottleneck: more in flight only makes each of them slower. */
const SATURATED = 0.9;

/**
 * How many requests may be in flight, from how the event loop fares: a pure function of the sample.
 *
 * - A loop that is not saturated is not the bottleneck, whatever its delay: the limit, when it was
 *   reached, grows by half.
 * - One that is saturated and late has more work than it can do: the limit shrinks in proportion to
 *   the delay, to a half at most.
 * - One that is saturated and in time is where it should be: the limit, when reached, grows by one.
 *
 * @param reached - whether somebody had to wait for a slot since the last sample
 * @param peakInFlight - the most in flight since the last sample
 */
export function nextLimit(
  limit: number,
  sample: LoopSample,
  reached: boolean,
  peakInFlight: number,
  { targetDelayMs = 10, maxLimit = 10_000 }: LoopLimitOptions = {},
): number {
  if (sample.utilization < SATURATED) return reached ? Math.min(limit * 1.5 + 1, maxLimit) : limit;
  if (sample.delayMs <= targetDelayMs) return reached ? Math.min(limit + 1, maxLimit) : limit;
  // A limit that was not used bounds nothing: shrink from what was in flight.
  const inUse = Math.min(limit, Math.max(peakInFlight, 1));
  return Math.max(inUse * Math.max(targetDelayMs / sample.delayMs, 0.5), 1);
}
