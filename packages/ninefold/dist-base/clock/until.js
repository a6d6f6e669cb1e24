import { DeadlineError } from '../ports/errors.js';
/**
 * Waits until `look` gives something other than `undefined` or `false`, and returns it.
 *
 * @param what completes the sentence "waited N ms for …"
 * @throws DeadlineError when it did not come true in time; the signal's reason when aborted;
 * whatever `look` throws, at once
 */
export async function until(what, look, { clock, withinMs, everyMs = 10, signal }) {
    const startMs = clock.monotonicMs();
    for (;;) {
        signal?.throwIfAborted();
        const seen = await look();
        if (seen !== undefined && seen !== false)
            return seen;
        if (clock.monotonicMs() - startMs >= withinMs) {
            throw new DeadlineError(`waited ${Math.round(withinMs)} ms for ${what}`);
        }
        await clock.sleep(everyMs, signal);
    }
}
//# sourceMappingURL=until.js.map