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
  /**
   * Ends it, and what it has started here; safe to call when it has ended. What runs as another user, such
   * as `sudo`, we may not end: `ended` then says so, and does not wait for it.
   */
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
 * @param signal how a process group is signalled
 */
export function runLimited(
  { run, withinMs }: AttachedCommand,
  place?: CommandPlace,
  signal: typeof signalProcess = signalProcess,
): LimitedRun {
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
  let giveUp: (reason: string) => void = () => undefined;
  const kill = (): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      signal(-child.pid, 'SIGKILL');
    } catch (error) {
      // Should nothing be healed because of it, more would stay broken.
      giveUp(`process ${child.pid} still runs, and we may not end it (${messageOf(error)})`);
    }
  };
  const timer = setTimeout(() => {
    isLate = true;
    kill();
  }, withinMs);
  const ended = new Promise<RunEnding>((resolve) => {
    giveUp = (reason) => {
      child.unref();
      resolve({ kind: 'failed', reason });
    };
    child.once('error', (error) => {
      resolve({ kind: 'not started', reason: `can't run ${file}: ${messageOf(error)}` });
    });
    // Not `close`: what it left in the background may keep its output open.
    child.once('exit', (code, by) => {
      const said = text.trim() === '' ? '' : `: ${text.trim()}`;
      if (code === 0) resolve({ kind: 'done' });
      else if (isLate) resolve({ kind: 'failed', reason: `no end within ${withinMs} ms${said}` });
      else resolve({ kind: 'failed', reason: `${by ?? `exit ${String(code)}`}${said}` });
    });
  }).finally(() => {
    clearTimeout(timer);
    child.stdout.destroy();
    child.stderr.destroy();
  });
  return { ended, kill };
}
