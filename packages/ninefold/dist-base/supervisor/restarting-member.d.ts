import type { Clock } from '../clock/clock.ts';
import type { MemberExit, MemberProcess } from './member-process.ts';
export interface RestartingMemberOptions {
    readonly name: string;
    readonly clock: Clock;
    start(): Promise<MemberProcess>;
    /** Resolves when the started process serves; rejects when it can't. */
    ready(process: MemberProcess, signal: AbortSignal): Promise<void>;
    onStarted?(process: MemberProcess): void;
    onReady?(process: MemberProcess): void;
    onExited?(exit: MemberExit): void;
    /** A restart did not succeed; it is tried again. */
    onFailed?(error: unknown): void;
}
/** A member that is started again whenever it ends, at once at first and then with backoff. */
export interface RestartingMember {
    readonly process: MemberProcess | undefined;
    readonly isReady: boolean;
    /**
     * Starts it and waits until it serves.
     *
     * @throws EnvironmentError with the end of its log when it ends or never gets ready
     */
    begin(signal: AbortSignal): Promise<void>;
    hold(): void;
    release(): void;
    /** Stops restarting; the process itself is left to whoever ends the run. */
    close(): void;
}
export declare function createRestartingMember(options: RestartingMemberOptions): RestartingMember;
/** How a process ended, in words. */
export declare function exitText({ code, signal }: MemberExit): string;
//# sourceMappingURL=restarting-member.d.ts.map