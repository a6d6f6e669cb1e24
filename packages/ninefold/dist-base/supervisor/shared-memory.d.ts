/**
 * Removes the System V shared memory segments that processes with these pids created and nobody
 * holds any more. PostgreSQL makes one small segment as an interlock, and the kernel keeps it when
 * the postmaster is killed; after some thousands no PostgreSQL would start on this machine.
 */
export declare function removeSegmentsOf(creatorPids: ReadonlySet<number>): void;
/** Ids in a table of the form of /proc/sysvipc/shm, see proc(5). */
export declare function orphanedSegments(table: string, creatorPids: ReadonlySet<number>): number[];
//# sourceMappingURL=shared-memory.d.ts.map