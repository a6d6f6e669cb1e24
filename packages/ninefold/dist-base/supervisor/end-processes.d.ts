import type { Clock } from '../clock/clock.ts';
/**
 * Ends processes for certain: SIGKILL to all that `find` gives, again until it gives none.
 * A process may fork while it is looked for, so one empty look is the only proof. Looking costs
 * milliseconds, at a moment when every one counts; so those found are waited for first.
 *
 * @throws DeadlineError when some are still there after `withinMs` (one in an uninterruptible
 * wait of the kernel, for example)
 */
export declare function endProcesses(what: string, find: () => readonly number[], options: {
    readonly clock: Clock;
    readonly withinMs: number;
    /** Some of them, if they are known already. */
    readonly known?: readonly number[];
}): Promise<void>;
/** Sends a signal; a process that is already gone is no error. */
export declare function signalProcess(pid: number, signal: NodeJS.Signals): void;
//# sourceMappingURL=end-processes.d.ts.map