import type { Clock } from '../clock/clock.ts';
/** Every member's environment names its run, so that whatever it starts can be found again. */
export declare const RUN_VARIABLE = "NINEFOLD_RUN";
/**
 * Makes the directory in which one run keeps its data and logs, below the system's temporary
 * directory (or `TMPDIR`).
 *
 * @throws EnvironmentError when it can't be written
 */
export declare function createRunDirectory(base?: string): string;
/** Ends every process of a run and removes its directory. Safe to call twice, and by two. */
export declare function removeRun(directory: string, clock: Clock): Promise<void>;
/** Notes that the run started this process. */
export declare function recordMember(directory: string, pid: number, program: string): void;
/**
 * Removes what runs left behind whose owner and keeper were both killed at once: the last net
 * below the keeper's.
 */
export declare function removeAbandonedRuns(clock: Clock, base?: string): Promise<void>;
//# sourceMappingURL=run-directory.d.ts.map