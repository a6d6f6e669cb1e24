import type { MonotonicTime } from './clock.ts';

/** The runtime's monotonic time alone, for guards that set no timer. */
export const systemTime: MonotonicTime = { monotonicMs: () => performance.now() };
