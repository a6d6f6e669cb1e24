import type { Clock } from './clock.ts';
export interface UntilOptions {
    readonly clock: Clock;
    /** Time to wait at most (ms). */
    readonly withinMs: number;
    /** Pause between two looks (ms). Default 10. */
    readonly everyMs?: number;
    readonly signal?: AbortSignal;
}
/**
 * Waits until `look` gives something other than `undefined` or `false`, and returns it.
 *
 * @param what completes the sentence "waited N ms for …"
 * @throws DeadlineError when it did not come true in time; the signal's reason when aborted;
 * whatever `look` throws, at once
 */
export declare function until<T>(what: string, look: () => Promise<T | undefined | false> | T | undefined | false, { clock, withinMs, everyMs, signal }: UntilOptions): Promise<T>;
//# sourceMappingURL=until.d.ts.map