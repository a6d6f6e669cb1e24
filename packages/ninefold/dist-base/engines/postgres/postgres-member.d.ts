import type { Clock } from '../../clock/clock.ts';
import type { MemberProcess } from '../../supervisor/member-process.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
import type { OperatingUser } from './operating-user.ts';
import type { Programs } from './programs.ts';
import { type Login } from './session.ts';
import { type StoreSettings, type Upstream } from './settings.ts';
import type { Passwords, Template } from './template.ts';
/** How a member sees itself. */
export interface PostgresStatus {
    readonly role: 'primary' | 'standby';
    /** A standby: the port its log receiver streams from now; absent when it streams from none. */
    readonly streamsFromPort?: number;
}
/** How far a standby's log reaches, and who wrote its end. */
export interface PostgresPosition {
    /** End of the log flushed to this member's disk (bytes). */
    readonly flushedLsn: bigint;
    /** The term of the primary that wrote the last record replayed. */
    readonly recordedTerm: number;
}
/** What a server is started as. A standby without an upstream waits to be given one. */
export type StartAs = {
    readonly role: 'primary';
} | {
    readonly role: 'standby';
    readonly upstream?: Upstream;
};
export interface PostgresMemberOptions {
    readonly store: string;
    readonly index: number;
    readonly port: number;
    /** Where to ask it, when that is not straight at its port. */
    readonly reachAt?: Upstream;
    /** Keeps the data on a file system of its own, of so many bytes. Needs root. */
    readonly boundBytes?: number;
    readonly settings: StoreSettings;
    readonly template: Template;
    readonly programs: Programs;
    readonly user: OperatingUser;
    readonly supervisor: Supervisor;
    readonly clock: Clock;
}
/** One PostgreSQL server of a store. It does what it is told; who is primary is not its choice. */
export declare class PostgresMember {
    #private;
    readonly name: string;
    readonly index: number;
    readonly port: number;
    readonly host = "127.0.0.1";
    constructor(options: PostgresMemberOptions);
    /** The file system of its own that its data lie on, if it has one. */
    get boundedDirectory(): string | undefined;
    /** The running process; absent before the first start. */
    get process(): MemberProcess | undefined;
    /** Makes the data directory from the template. */
    create(): Promise<void>;
    /**
     * Starts the server, and resolves as soon as the process runs.
     *
     * @throws EnvironmentError when the program can't be started; the signal's reason; an error when
     * the member was killed or stopped since this was asked. Then no process was left running
     */
    start(as: StartAs, signal?: AbortSignal): Promise<MemberProcess>;
    /**
     * Waits until the server answers questions.
     *
     * @throws EnvironmentError with the end of its log when it exits instead; DeadlineError
     */
    ready(signal?: AbortSignal): Promise<void>;
    /**
     * Asks the server for its role, over a session that is kept open.
     *
     * @throws when it does not answer
     */
    status(): Promise<PostgresStatus>;
    /**
     * A standby's position, once it has replayed all that it received: only then the term it has
     * replayed belongs to the end of its log.
     *
     * @throws DeadlineError when replay does not catch up
     */
    settledPosition(withinMs: number): Promise<PostgresPosition>;
    /** Whether a new connection gets an answer. */
    acceptsConnections(withinMs: number): Promise<boolean>;
    /**
     * Makes the standby primary, and resolves when it accepts writes.
     *
     * @throws DeadlineError, or the session's error
     */
    promote(withinMs: number, signal: AbortSignal): Promise<void>;
    /**
     * Writes the term into the log, without waiting for standbys: whoever has a later write has this
     * too. With it standbys tell whose log they hold.
     */
    recordTerm(term: number): Promise<void>;
    /** Streams from another primary from now on. */
    repoint(upstream: Upstream): void;
    /**
     * Whether it said, since it was last pointed at a primary, that it can't follow that one: it
     * holds what that one never had, or misses what that one has no more.
     */
    hasDiverged(): boolean;
    /**
     * On a primary: the slots that its standbys ask for, each holding back the log from now on. One
     * that lost its log, since its standby was away for too long, is made anew.
     */
    ensureSlots(): Promise<void>;
    /** On a standby: drops the slots of its time as primary, which would hold back its log. */
    dropSlots(): Promise<void>;
    /**
     * Replaces the data directory by a copy of the primary's, taken at `upstream`. The server must
     * not run.
     */
    rebuildFrom(upstream: Upstream, signal?: AbortSignal): Promise<void>;
    /** Shuts down cleanly: sessions end, standbys receive all that was written. */
    stop(signal?: AbortSignal): Promise<void>;
    /** Kills every process of the server; when it resolves none is left, and none will start. */
    kill(): Promise<void>;
    closeSession(): void;
    login(role: keyof Passwords): Login;
}
/** `16/B374D848` as a number of bytes. */
export declare function parseLsn(text: string): bigint;
//# sourceMappingURL=postgres-member.d.ts.map