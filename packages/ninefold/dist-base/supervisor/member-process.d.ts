import { type ChildProcess } from 'node:child_process';
import type { Clock } from '../clock/clock.ts';
export interface MemberCommand {
    /** Such as `app[2]` or `orders[1]`; unique in the run. */
    readonly member: string;
    readonly runDirectory: string;
    readonly file: string;
    readonly args: readonly string[];
    readonly cwd: string;
    readonly environment: Readonly<Record<string, string>>;
    /** Its output, both streams, is appended here. */
    readonly logFile: string;
    /** The user to run as; absent: the present one. */
    readonly as?: {
        readonly uid: number;
        readonly gid: number;
    };
    /** The directory that only this member's processes work in, if it has one. */
    readonly ownDirectory?: string;
    /**
     * Programs it starts, by their real paths, that hide the environment they were given, as
     * PostgreSQL's titles do: they are known by the directory they work in.
     */
    readonly hides?: {
        readonly directory: string;
        readonly programs: readonly string[];
    };
    /** Opens a channel for messages to a Node process of our own. */
    readonly ipc?: boolean;
}
export interface MemberExit {
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
}
/** One running member: a process and whatever it starts. */
export interface MemberProcess {
    readonly member: string;
    readonly pid: number;
    readonly logFile: string;
    /** The channel for messages, of a member started with `ipc`. */
    readonly child: ChildProcess;
    /** Resolves when the first process has ended; its children may still live. */
    readonly exited: Promise<MemberExit>;
    hasExited(): boolean;
    /** Every process of the member that is alive now, the first one first. */
    pids(): number[];
    /** Signals the first process only, as a process manager does to stop a program. */
    signal(signal: NodeJS.Signals): void;
    /** SIGKILL to every process, until none is left. */
    kill(): Promise<void>;
    /** SIGSTOP to every process: it answers nobody, holds its sockets, and loses nothing. */
    freeze(): void;
    /** SIGCONT to every process. */
    thaw(): void;
}
/**
 * Starts a member in a process group of its own, its output to a file.
 *
 * @throws EnvironmentError when the program can't be started, with the reason
 */
export declare function startMember(command: MemberCommand, clock: Clock): Promise<MemberProcess>;
//# sourceMappingURL=member-process.d.ts.map