/** One process of this host, as /proc tells of it. */
export interface ProcessEntry {
    readonly pid: number;
    readonly parentPid: number;
    /** One letter of proc(5): `R`, `S`, `T` stopped, `Z` zombie and so on. */
    readonly state: string;
    /** Clock ticks after boot at which it started; with the pid it names a process for good. */
    readonly startTicks: number;
}
/** Every pid of this host, zombies included. */
export declare function allPids(): number[];
/** All processes that are alive. A zombie is not: it runs no code and holds no file. */
export declare function liveProcesses(): ProcessEntry[];
/** The process with this pid, or `undefined` when there is none or it is a zombie. */
export declare function processEntry(pid: number): ProcessEntry | undefined;
/** The processes below `rootPid` by parentage, `rootPid` itself included when it is alive. */
export declare function processTree(rootPid: number, table: readonly ProcessEntry[]): number[];
/** Whether the process, a zombie excepted, works in `directory` or below it. */
export declare function worksIn(pid: number, directory: string): boolean;
/** Whether the process runs this program, named by its real path. */
export declare function runs(pid: number, program: string): boolean;
/** Whether the process was started with `NAME=value` in its environment. */
export declare function hasEnvironment(pid: number, assignment: string): boolean;
/** Proportional set size in bytes: shared pages are divided among those who share them. */
export declare function proportionalMemoryBytes(pid: number): number;
//# sourceMappingURL=process-table.d.ts.map