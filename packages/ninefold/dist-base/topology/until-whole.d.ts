import type { Clock } from '../clock/clock.ts';
/**
 * Waits until nothing is missing.
 *
 * @param notWhole what is missing, as `until` words what it waits for; undefined: nothing
 * @param withinMs for all of it together
 * @throws DeadlineError that names what was missing last; the signal's reason when aborted
 */
export declare function untilWhole(notWhole: () => string | undefined, clock: Clock, withinMs: number, signal: AbortSignal): Promise<void>;
//# sourceMappingURL=until-whole.d.ts.map