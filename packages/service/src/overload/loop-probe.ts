import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

import type { LoopSample } from './loop-limit.ts';

/** Watches the event loop. */
export interface LoopProbe {
  /** What it went through since this was asked last. */
  sample(): LoopSample;
  stop(): void;
}

/** How often Node looks at its loop (ms): the least delay that can be seen is well below it. */
const RESOLUTION_MS = 10;

/**
 * The event loop of this thread, by `perf_hooks`.
 *
 * @param everyMs - how often it is to be asked, by a timer: that one's own lateness counts too, as
 *   the histogram may not have been written when a long turn ends
 */
export function loopProbe(everyMs: number): LoopProbe {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let since = performance.eventLoopUtilization();
  let askedMs = performance.now();
  return {
    sample() {
      // The histogram holds times between firings (ns); it has none when the loop was idle.
      const meanMs = histogram.count > 0 ? histogram.mean / 1e6 - RESOLUTION_MS : 0;
      histogram.reset();
      const lateMs = performance.now() - askedMs - everyMs;
      askedMs += lateMs + everyMs;
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, since);
      since = now;
      return { delayMs: Math.max(meanMs, lateMs, 0), utilization };
    },
    stop() {
      histogram.disable();
    },
  };
}
