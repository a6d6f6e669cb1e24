import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
/**
 * Removes the System V shared memory segments that processes with these pids created and nobody
 * holds any more. PostgreSQL makes one small segment as an interlock, and the kernel keeps it when
 * the postmaster is killed; after some thousands no PostgreSQL would start on this machine.
 */
export function removeSegmentsOf(creatorPids) {
    const ids = orphanedSegments(readSegmentTable(), creatorPids);
    if (ids.length === 0)
        return;
    spawnSync('ipcrm', ids.flatMap((id) => ['-m', String(id)]), { stdio: 'ignore' });
}
/** Ids in a table of the form of /proc/sysvipc/shm, see proc(5). */
export function orphanedSegments(table, creatorPids) {
    const [header = '', ...rows] = table.trim().split('\n');
    const columns = header.trim().split(/\s+/);
    const idColumn = columns.indexOf('shmid');
    const creatorColumn = columns.indexOf('cpid');
    const holdersColumn = columns.indexOf('nattch');
    return rows
        .map((row) => row.trim().split(/\s+/))
        .filter((row) => row[holdersColumn] === '0' && creatorPids.has(Number(row[creatorColumn])))
        .map((row) => Number(row[idColumn]));
}
function readSegmentTable() {
    try {
        return readFileSync('/proc/sysvipc/shm', 'utf8');
    }
    catch {
        // A kernel without System V memory has nothing to remove.
        return '';
    }
}
//# sourceMappingURL=shared-memory.js.map