import { spawn } from 'node:child_process';

import type { AttachedCommand } from '../../contract/attach.ts';
import { messageOf } from '../../ports/errors.ts';
import { signalProcess } from '../../supervisor/end-processes.ts';

/** What a command said, at most, as it goes into a message (characters). */
const MOST_TEXT = 1_000;

export type RunEnding =
  | { readonly kind: 'done' }
  /** The program could not be started: it has done nothing. */
  | { readonly kind: 'not started'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** A command on its way. */
export interface LimitedRun {
  readonly ended: Promise<RunEnding>;
  /** Ends it, and what it has started here; safe to call when it has ended. */
  kill(): void;
}

/** Where a command runs, and with what. */
export interface CommandPlace {
  /** The contract's. */
  readonly directory: string;
  /** Without the clients' secrets. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs a command in a process group of its own, and ends all of that when its time is over.
 *
 * @param place default: this process's own
 */
export function runLimited({ run, withinMs }: AttachedCommand, place?: CommandPlace): LimitedRun {
  const [file = '', ...args] = run;
  const child = spawn(file, args, {
    ...(place && { cwd: place.directory, env: place.environment }),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let isLate = false;
  const hear = (chunk: Buffer): void => {
    text = (text + chunk.toString()).slice(-MOST_TEXT);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const kill = (): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    signalProcess(-child.pid, 'SIGKILL');
  };
  const timer = setTimeout(() => {
    isLate = true;
    kill();
  }, withinMs);
  const ended = new Promise<RunEnding>((resolve) => {
    child.once('error', (error) => {
      resolve({ kind: 'not started', reason: `can't run ${file}: ${messageOf(error)}` });
    });
    // Not `close`: what it left in the background may keep its output open.
    child.once('exit', (code, signal) => {
      const said = text.trim() === '' ? '' : `: ${text.trim()}`;
      if (code === 0) resolve({ kind: 'done' });
      else if (isLate) resolve({ kind: 'failed', reason: `no end within ${withinMs} ms${said}` });
      else resolve({ kind: 'failed', reason: `${signal ?? `exit ${String(code)}`}${said}` });
    });
  }).finally(() => {
    clearTimeout(timer);
    child.stdout.destroy();
    child.stderr.destroy();
  });
  return { ended, kill };
}
