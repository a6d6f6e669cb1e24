/** How far behind its own schedule the generator was: `sentMs - dueMs` over all operations. */
export interface ScheduleLag {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Sums up the lag of every operation (ms), by nearest rank; zeros when there was none. */
export function scheduleLag(lagsMs: Float64Array): ScheduleLag {
  const sorted = lagsMs.toSorted();
  const rank = (p: number): number => sorted[Math.ceil(p * sorted.length) - 1] ?? 0;
  return { p50Ms: rank(0.5), p99Ms: rank(0.99), maxMs: rank(1) };
}
