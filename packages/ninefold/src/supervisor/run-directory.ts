import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Clock } from '../clock/clock.ts';
import { until } from '../clock/until.ts';
import { EnvironmentError, codeOf, messageOf } from '../ports/errors.ts';
import { endProcesses } from './end-processes.ts';
import { unmountBelow } from './bounded-directory.ts';
import { removeSegmentsOf } from './shared-memory.ts';
import { allPids, hasEnvironment, processEntry, runs, worksIn } from './process-table.ts';

const PREFIX = 'ninefold-run-';
const OWNER_FILE = 'owner.json';
/** Pid and program of every member ever started, a line each: some things outlive the process. */
const MEMBERS_FILE = 'members';
const CLEAN_WITHIN_MS = 10_000;

/** Every member's environment names its run, so that whatever it starts can be found again. */
export const RUN_VARIABLE = 'NINEFOLD_RUN';

/**
 * Makes the directory in which one run keeps its data and logs, below the system's temporary
 * directory (or `TMPDIR`).
 *
 * @throws EnvironmentError when it can't be written
 */
export function createRunDirectory(base: string = tmpdir()): string {
  try {
    const directory = mkdtempSync(join(realpathSync(base), PREFIX));
    // Others may pass through, to directories of their own, but may not list it.
    chmodSync(directory, 0o711);
    const self = processEntry(process.pid);
    writeFileSync(
      join(directory, OWNER_FILE),
      JSON.stringify({ pid: process.pid, startTicks: self?.startTicks }),
      { mode: 0o600 },
    );
    mkdirSync(join(directory, 'logs'), { mode: 0o700 });
    return directory;
  } catch (error) {
    throw new EnvironmentError(
      `can't write to ${base}: ${messageOf(error)}. Ninefold keeps a run's data there; set TMPDIR to a directory with room`,
      { cause: error },
    );
  }
}

/** A process between fork and exec shows neither name nor program of its run (ms). */
const FORK_MS = 50;

/** Ends every process of a run and removes its directory. Safe to call twice, and by two. */
export async function removeRun(directory: string, clock: Clock): Promise<void> {
  const pids = new Set(recordedMembers(directory).map(({ pid }) => pid));
  const find = (): number[] => {
    const found = processesOfRun(directory);
    // One that was started just before its run was killed was not written down.
    for (const pid of found) pids.add(pid);
    return found;
  };
  await until(
    `${directory} to be removed`,
    async () => {
      await endProcesses(`the run in ${directory}`, find, { clock, withinMs: CLEAN_WITHIN_MS });
      await clock.sleep(FORK_MS);
      if (find().length > 0) return false;
      removeSegmentsOf(pids);
      unmountBelow(directory);
      return isRemoved(directory);
    },
    { clock, withinMs: CLEAN_WITHIN_MS, everyMs: 20 },
  );
}

/** False when something appeared in it meanwhile: a process that was found too late. */
function isRemoved(directory: string): boolean {
  try {
    rmSync(directory, { recursive: true, force: true });
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EBUSY') return false;
    throw error;
  }
}

/** Notes that the run started this process. */
export function recordMember(directory: string, pid: number, program: string): void {
  appendFileSync(join(directory, MEMBERS_FILE), `${pid} ${program}\n`, { mode: 0o600 });
}

function recordedMembers(directory: string): { readonly pid: number; readonly program: string }[] {
  try {
    const lines = readFileSync(join(directory, MEMBERS_FILE), 'utf8').trim().split('\n');
    return lines.map((line) => {
      const space = line.indexOf(' ');
      return { pid: Number(line.slice(0, space)), program: line.slice(space + 1) };
    });
  } catch {
    // No member was started yet, or another cleaner was faster.
    return [];
  }
}

/**
 * The processes that a run's members started, this one excepted: those that carry the run's name,
 * and those that work in its directory and run a program of its own. A shell whose user went there
 * to read a log is not ours to end.
 */
function processesOfRun(directory: string): number[] {
  const marker = `${RUN_VARIABLE}=${directory}`;
  const programs = new Set(
    recordedMembers(directory)
      .map(({ program }) => program)
      .filter((program) => program.startsWith('/')),
  );
  const isOurs = (pid: number): boolean =>
    hasEnvironment(pid, marker) ||
    (worksIn(pid, directory) && [...programs].some((program) => runs(pid, program)));
  return allPids().filter((pid) => pid !== process.pid && isOurs(pid));
}

/**
 * Removes what runs left behind whose owner and keeper were both killed at once: the last net
 * below the keeper's.
 */
export async function removeAbandonedRuns(clock: Clock, base: string = tmpdir()): Promise<void> {
  for (const name of namesIn(base)) {
    if (!name.startsWith(PREFIX)) continue;
    const directory = join(realpathSync(base), name);
    // What another run left is no reason for this one to fail; the next tries again.
    if (ownerOf(directory) === 'gone') await removeRun(directory, clock).catch(() => undefined);
  }
}

/** The directories of this user's runs that go on, below the system's temporary directory. */
export function runsThatGoOn(base: string = tmpdir()): string[] {
  return namesIn(base)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(realpathSync(base), name))
    .filter((directory) => ownerOf(directory) === 'alive');
}

/** None when it can't be read: whoever makes the run's directory there says so, and why. */
function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** Undefined when it is nobody's of this user, or not to be told. */
function ownerOf(directory: string): 'alive' | 'gone' | undefined {
  try {
    if (statSync(directory).uid !== process.getuid?.()) return undefined;
    const owner: unknown = JSON.parse(readFileSync(join(directory, OWNER_FILE), 'utf8'));
    if (typeof owner !== 'object' || owner === null) return undefined;
    if (!('pid' in owner) || !('startTicks' in owner)) return undefined;
    // A pid is reused in time; with its start it is not.
    const isSame = processEntry(Number(owner.pid))?.startTicks === owner.startTicks;
    return isSame ? 'alive' : 'gone';
  } catch {
    // No owner file yet: another run is just being made. Or gone by now: its keeper was faster.
    return undefined;
  }
}
