import { until } from '../clock/until.js';
/**
 * Waits until nothing is missing.
 *
 * @param notWhole what is missing, as `until` words what it waits for; undefined: nothing
 * @param withinMs for all of it together
 * @throws DeadlineError that names what was missing last; the signal's reason when aborted
 */
export async function untilWhole(notWhole, clock, withinMs, signal) {
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
//# sourceMappingURL=until-whole.js.map