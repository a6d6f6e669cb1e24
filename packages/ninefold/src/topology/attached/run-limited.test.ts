import { expect, it } from 'vitest';

import { systemClock } from '../../clock/system-clock.ts';
import { until } from '../../clock/until.ts';
import { processEntry } from '../../supervisor/process-table.ts';
import { runLimited } from './run-limited.ts';

const NODE = process.execPath;

it('tells that a command has ended well', async () => {
  const { ended } = runLimited({ run: ['true'], withinMs: 10_000 });
  expect(await ended).toEqual({ kind: 'done' });
});

it('tells what a command said that failed', async () => {
  const run = [NODE, '-e', 'console.error("no such unit"); process.exit(5)'];
  const { ended } = runLimited({ run, withinMs: 10_000 });
  expect(await ended).toEqual({ kind: 'failed', reason: 'exit 5: no such unit' });
});

it('tells a program that is not there from one that failed', async () => {
  const { ended } = runLimited({ run: ['/nowhere/ssh', 'db-1'], withinMs: 10_000 });
  expect(await ended).toMatchObject({ kind: 'not started' });
});

it('ends a command whose time is over, and what it has started', async () => {
  const child = `const { pid } = require('node:child_process').spawn('sleep', ['60']);
    console.log(pid); setInterval(() => {}, 1000);`;
  // Long enough for it to start on a busy machine: what it says is waited for below.
  const { ended } = runLimited({ run: [NODE, '-e', child], withinMs: 5_000 });
  const ending = await ended;
  const reason = ending.kind === 'failed' ? ending.reason : ending.kind;
  const pid = Number(/^no end within 5000 ms: (\d+)$/.exec(reason)?.[1]);
  expect(pid, reason).toBeGreaterThan(0);
  await until('its child to end', () => !isRunning(pid), {
    clock: systemClock,
    withinMs: 10_000,
  });
});

it('does not wait for a command that it may not end, and says so', async () => {
  let group = 0;
  // What the kernel says of a `sudo` that an ordinary user wants to end.
  const refuse = (pid: number): never => {
    group = pid;
    throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
  };
  const { ended } = runLimited({ run: ['sleep', '60'], withinMs: 100 }, undefined, refuse);
  try {
    expect(await ended).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(
        /^process \d+ still runs, and we may not end it \(kill EPERM\)$/,
      ),
    });
  } finally {
    process.kill(group, 'SIGKILL');
  }
});

it('passes an argument as it is, with whatever a shell would make of it', async () => {
  const run = [
    NODE,
    '-e',
    'process.exit(process.argv[1] === "$(reboot); *" ? 0 : 1)',
    '$(reboot); *',
  ];
  expect(await runLimited({ run, withinMs: 10_000 }).ended).toEqual({ kind: 'done' });
});

function isRunning(pid: number): boolean {
  return processEntry(pid) !== undefined;
}
