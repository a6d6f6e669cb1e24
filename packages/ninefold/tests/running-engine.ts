import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { afterAll } from 'vitest';

import { eventually } from './eventually.ts';

const running: ChildProcess[] = [];
afterAll(async () => {
  await Promise.all(running.splice(0).map((child) => endOf(child)));
});

/**
 * Starts an engine of Debian's and waits until it answers 200 there; ended with the tests of its file.
 *
 * @param log where its output goes, shown when it does not answer
 */
export async function startEngine(
  program: string,
  args: readonly string[],
  readyUrl: string,
  log: string,
): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  const output = createWriteStream(log);
  child.stdout.pipe(output);
  child.stderr.pipe(output);
  await eventually(
    `${program} to answer`,
    30_000,
    async () => {
      if (child.exitCode !== null) throw new Error(readFileSync(log, 'utf8'));
      return (await fetch(readyUrl).catch(() => undefined))?.status === 200;
    },
    () => readFileSync(log, 'utf8'),
  );
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
