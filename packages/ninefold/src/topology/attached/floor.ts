/** Operations of a client so far. */
export interface Served {
  readonly sent: number;
  readonly ok: number;
}

interface Sample extends Served {
  readonly atMs: number;
}

/** A fold over a client's counters: how much of the last while was served. */
export interface FloorWatch {
  /** Oldest first; one that is older than the window ends it. */
  readonly samples: readonly Sample[];
}

export interface Floor {
  /** 0 to 1. */
  readonly floor: number;
  readonly overMs: number;
  readonly ratePerSecond: number;
}

/** The window is known to a hundredth. */
const SAMPLES = 100;

export const startFloorWatch: FloorWatch = { samples: [] };

/** @param served counters; smaller ones than before are of a new trial, with which it begins anew */
export function watchFloor(
  { samples }: FloorWatch,
  served: Served,
  nowMs: number,
  { overMs }: Pick<Floor, 'overMs'>,
): FloorWatch {
  const now = { ...served, atMs: nowMs };
  const last = samples.at(-1);
  if (!last || served.sent < last.sent) return { samples: [now] };
  const from = samples.findLastIndex(({ atMs }) => atMs <= nowMs - overMs);
  const kept = samples.slice(Math.max(from, 0));
  // The last one is replaced until it is far enough from the one before.
  const before = kept.at(-2);
  if (before && last.atMs - before.atMs < overMs / SAMPLES) kept.pop();
  return { samples: [...kept, now] };
}

/**
 * Of the operations that a whole window brings, the share that is not missing: due in it, and not
 * ended ok. So what was before the window's first sample counts as served, and a pause as long as
 * the promised RTO costs its share of the window whenever it comes.
 */
export function shareServed(
  { samples }: FloorWatch,
  { overMs, ratePerSecond }: Pick<Floor, 'overMs' | 'ratePerSecond'>,
): number {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last) return 1;
  const missing = last.sent - first.sent - (last.ok - first.ok);
  return Math.min(1, Math.max(0, 1 - missing / ((ratePerSecond * overMs) / 1000)));
}

export function isBelowFloor(watch: FloorWatch, floor: Floor): boolean {
  return shareServed(watch, floor) < floor.floor;
}
