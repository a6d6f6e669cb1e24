import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/*
 * What a run may leave behind, looked for from outside and by other means than the tool's own: a
 * run works below its TMPDIR, so whatever still points there was left.
 */

/** Everything that commands with this TMPDIR left: one line each, none when they were clean. */
export function leftoversOf(temporary: string, memberPids: ReadonlySet<number>): string[] {
  return [
    ...processesOf(temporary).map((pid) => `process ${pid}: ${commandLine(pid)}`),
    ...readdirSync(temporary).map((name) => `in TMPDIR: ${name}`),
    ...mountsBelow(temporary).map((mount) => `mount: ${mount}`),
    ...segmentsOf(memberPids).map((id) => `shared memory segment ${id}`),
  ];
}

/** Live processes that name the directory in their command line or environment, or work in it. */
export function processesOf(directory: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid)
    .filter((pid) => {
      if (/^State:\s+[ZX]/m.test(read(`/proc/${pid}/status`))) return false;
      return (
        read(`/proc/${pid}/cmdline`).includes(directory) ||
        read(`/proc/${pid}/environ`).includes(`NINEFOLD_RUN=${directory}`) ||
        workingDirectory(pid).startsWith(directory)
      );
    });
}

/**
 * Notes the pids of members as a run writes them down, since the run's own list goes with it, and
 * segments of shared memory are known only by who made them.
 */
export function watchMembers(temporary: string): { pids(): Set<number>; close(): void } {
  const seen = new Set<number>();
  const look = (): void => {
    for (const run of list(temporary)) {
      for (const pid of read(join(temporary, run, 'pids')).split('\n')) {
        if (pid !== '') seen.add(Number(pid));
      }
    }
  };
  const timer = setInterval(look, 10);
  timer.unref();
  return {
    pids: () => {
      look();
      return seen;
    },
    close: () => {
      clearInterval(timer);
    },
  };
}

export function mountsBelow(directory: string): string[] {
  return read('/proc/self/mounts')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((mount) => mount.startsWith(`${directory}/`));
}

/** Columns as proc(5) has them: key, shmid, perms, size, cpid and so on. */
function segmentsOf(creatorPids: ReadonlySet<number>): string[] {
  return read('/proc/sysvipc/shm')
    .split('\n')
    .slice(1)
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , , creator]) => creatorPids.has(Number(creator)))
    .map(([, id]) => id ?? '');
}

export function commandLine(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

function workingDirectory(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** What is gone, or not ours to read, says nothing. */
function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
