import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { closeSync, openSync, realpathSync } from 'node:fs';

import type { Clock } from '../clock/clock.ts';
import { EnvironmentError, messageOf } from '../ports/errors.ts';
import { endProcesses, signalProcess } from './end-processes.ts';
import {
  allPids,
  hasEnvironment,
  liveProcesses,
  processTree,
  runs,
  worksIn,
} from './process-table.ts';
import { RUN_VARIABLE, recordMember } from './run-directory.ts';

/** Names a member in the environment of everything it starts. */
const MEMBER_VARIABLE = 'NINEFOLD_MEMBER';

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
  readonly as?: { readonly uid: number; readonly gid: number };
  /** The directory that only this member's processes work in, if it has one. */
  readonly ownDirectory?: string;
  /**
   * Programs it starts, by their real paths, that hide the environment they were given, as
   * PostgreSQL's titles do: they are known by the directory they work in.
   */
  readonly hides?: { readonly directory: string; readonly programs: readonly string[] };
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
export async function startMember(command: MemberCommand, clock: Clock): Promise<MemberProcess> {
  const log = openSync(command.logFile, 'a', 0o600);
  const stdio: StdioOptions = command.ipc ? ['ignore', log, log, 'ipc'] : ['ignore', log, log];
  let child: ChildProcess;
  try {
    child = spawn(command.file, command.args, {
      cwd: command.cwd,
      env: {
        ...command.environment,
        [RUN_VARIABLE]: command.runDirectory,
        [MEMBER_VARIABLE]: command.member,
      },
      stdio,
      detached: true,
      ...command.as,
    });
  } catch (error) {
    // Some mistakes Node tells at once, such as a path that leads through a file.
    throw cannotStart(command, error);
  } finally {
    closeSync(log);
  }
  let exit: MemberExit | undefined;
  const exited = new Promise<MemberExit>((resolve) => {
    child.once('exit', (code, signal) => {
      exit = { code, signal };
      resolve(exit);
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => {
      reject(
        new EnvironmentError(`can't start ${command.member}: ${messageOf(error)}`, {
          cause: error,
        }),
      );
    });
  });
  const pid = child.pid;
  if (pid === undefined) throw new EnvironmentError(`can't start ${command.member}: no pid`);
  const { ownDirectory, hides } = command;
  const program = ownDirectory === undefined ? command.file : realpathSync(command.file);
  try {
    recordMember(command.runDirectory, pid, program);
    // So that the keeper knows them too.
    for (const hidden of hides?.programs ?? []) recordMember(command.runDirectory, pid, hidden);
  } catch (error) {
    // Nobody would know of it: a full disk, most likely.
    signalProcess(pid, 'SIGKILL');
    throw cannotStart(command, error);
  }

  const runMark = `${RUN_VARIABLE}=${command.runDirectory}`;
  const memberMark = `${MEMBER_VARIABLE}=${command.member}`;
  const pids = (): number[] => {
    // By directory and program: PostgreSQL writes its titles over its environment.
    if (ownDirectory !== undefined) {
      return allPids().filter((each) => worksIn(each, ownDirectory) && runs(each, program));
    }
    const table = liveProcesses();
    const found = new Set(exit ? [] : processTree(pid, table));
    for (const { pid: each } of hides ? table : []) {
      if (hides?.programs.some((one) => runs(each, one)) && worksIn(each, hides.directory)) {
        found.add(each);
      }
    }
    // By environment: a program may leave its parents.
    for (const { pid: each } of table) {
      if (found.has(each)) continue;
      if (hasEnvironment(each, runMark) && hasEnvironment(each, memberMark)) found.add(each);
    }
    return [...found];
  };
  return {
    member: command.member,
    pid,
    logFile: command.logFile,
    child,
    exited,
    hasExited: () => exit !== undefined,
    pids,
    signal: (signal) => {
      if (!exit) signalProcess(pid, signal);
    },
    kill: async () => {
      const known = exit ? [] : [pid];
      await endProcesses(command.member, pids, { clock, withinMs: 5_000, known });
      await exited;
    },
    freeze: () => {
      for (const each of pids()) signalProcess(each, 'SIGSTOP');
    },
    thaw: () => {
      for (const each of pids()) signalProcess(each, 'SIGCONT');
    },
  };
}

function cannotStart({ member, file }: MemberCommand, error: unknown): EnvironmentError {
  return new EnvironmentError(`can't start ${member} (${file}): ${messageOf(error)}`, {
    cause: error,
  });
}
