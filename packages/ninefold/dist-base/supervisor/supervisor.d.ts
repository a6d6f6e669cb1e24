import type { Clock } from '../clock/clock.ts';
import { type MemberCommand, type MemberProcess } from './member-process.ts';
/** Runs members as child processes of this host, and leaves none behind. */
export interface Supervisor {
    readonly runDirectory: string;
    /** For a program of ours that is no member: by it the keeper finds it. */
    readonly environment: Readonly<Record<string, string>>;
    start(command: Omit<MemberCommand, 'runDirectory' | 'logFile'>): Promise<MemberProcess>;
    /** Ends every process of the run, removes its directory, and waits for both. */
    close(): Promise<void>;
}
/**
 * Opens a run: its directory, and the keeper that cleans up after us whatever ends us.
 *
 * @throws EnvironmentError when the directory can't be made, or this is not Linux
 */
export declare function openSupervisor(clock: Clock): Promise<Supervisor>;
//# sourceMappingURL=supervisor.d.ts.map