import type { Clock } from '../clock/clock.ts';
import { until } from '../clock/until.ts';

/**
 * Waits until nothing is missing.
 *
 * @param notWhole what is missing, as `until` words what it waits for; undefined: nothing
 * @param withinMs for all of it together
 * @throws DeadlineError that names what was missing last; the signal's reason when aborted
 */
export async function untilWhole(
  notWhole: () => string | undefined,
  clock: Clock,
  withinMs: number,
  signal: AbortSignal,
): Promise<void> {
  const startMs = clock.monotonicMs();
  for (let missing = notWhole(); missing !== undefined; missing = notWhole()) {
    const restMs = withinMs - (clock.monotonicMs() - startMs);
    await until(missing, () => notWhole() !== missing, {
      clock,
      withinMs: Math.max(restMs, 0),
      everyMs: 5,
      signal,
    });
  }
}
