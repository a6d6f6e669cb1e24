import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';

import { systemClock } from '../../clock/system-clock.ts';
import { HealError } from '../../ports/errors.ts';
import { builtEntry } from '../../supervisor/built-entry.ts';
import { signalProcess } from '../../supervisor/end-processes.ts';
import { processEntry } from '../../supervisor/process-table.ts';
import type { GuardedFault } from './fault-guard.ts';
import type { GuardRequest } from './guard-messages.ts';
import { type RunningGuard, startGuard } from './start-guard.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const KILL_THE_GUARD = 'kill -KILL $PPID';

/** A fault with these commands, and a folder for what they do. */
function broken(
  inject: string,
  heal?: readonly string[],
): { readonly folder: string; readonly fault: GuardedFault } {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-guard-'));
  folders.push(folder);
  return {
    folder,
    fault: {
      sentence: 'kill store primary',
      member: 'db-1',
      inject: { run: ['sh', '-c', inject], withinMs: 10_000 },
      ...(heal ? { heal: { run: heal, withinMs: 10_000 } } : {}),
    },
  };
}

/** Its injection kills the guard that runs it; what heals tells where it ran, and with which secret. */
const killed = (heal: readonly string[]): ReturnType<typeof broken> => broken(KILL_THE_GUARD, heal);

const HEAL = ['sh', '-c', 'echo "${SECRET-none} $KEPT" > healed'];

function start(folder: string): RunningGuard {
  const environment = { PATH: process.env['PATH'], KEPT: 'kept' };
  return startGuard({ directory: folder, environment, clock: systemClock });
}

it.each(['heal', 'close'] as const)(
  'a guard that was killed is stood in for by %s, in its folder and without the secrets',
  async (how) => {
    process.env['SECRET'] = 'hunter2';
    try {
      const { folder, fault } = killed(HEAL);
      const guard = start(folder);
      await expect(guard.inject(fault)).rejects.toThrow('the guard has ended');
      expect(guard.broken()).toBe('kill store primary');
      await guard[how]();
      expect(readFileSync(join(folder, 'healed'), 'utf8')).toBe('none kept\n');
      expect(guard.broken()).toBeUndefined();
      await guard.close();
    } finally {
      delete process.env['SECRET'];
    }
  },
);

it('what a killed guard has broken and nothing heals is said, with the command', async () => {
  const { folder, fault } = killed(['false']);
  const guard = start(folder);
  await expect(guard.inject(fault)).rejects.toThrow('the guard has ended');
  const closed = guard.close();
  await expect(closed).rejects.toThrow(HealError);
  await expect(closed).rejects.toThrow(/HEALING FAILED[^]*Run this by hand, now:\n\n {2}false/);
  expect(existsSync(join(folder, 'healed'))).toBe(false);
});

it('an injection that outlives its guard is ended, and what it has started, before it is healed', async () => {
  const breaking = 'while :; do echo broken > state; sleep 0.01; done';
  const { folder, fault } = broken(
    `setsid sh -c 'echo $$ > pid; ${breaking}' &
     while ! [ -s pid ]; do :; done; echo $$ >> pid; ${KILL_THE_GUARD}; ${breaking}`,
    ['sh', '-c', 'echo healed > state'],
  );
  const guard = start(folder);
  await expect(guard.inject(fault)).rejects.toThrow('the guard has ended');
  const pids = readFileSync(join(folder, 'pid'), 'utf8').trim().split('\n').map(Number);
  expect(pids).toHaveLength(2);
  try {
    await guard.heal();
    expect(pids.map((pid) => processEntry(pid))).toEqual([undefined, undefined]);
    expect(readFileSync(join(folder, 'state'), 'utf8')).toBe('healed\n');
  } finally {
    for (const pid of pids) signalProcess(pid, 'SIGKILL');
  }
  await guard.close();
});

it('an injection that nothing heals comes to its end though its guard was killed', async () => {
  const { folder, fault } = broken(`${KILL_THE_GUARD}; sleep 0.5; echo over > state`);
  const guard = start(folder);
  await expect(guard.inject(fault)).rejects.toThrow('the guard has ended');
  await guard.close();
  expect(readFileSync(join(folder, 'state'), 'utf8')).toBe('over\n');
});

it('what a finished injection has left running is not ended with its guard', async () => {
  const { folder, fault } = broken('sleep 60 & echo $! > pid', [
    'sh',
    '-c',
    `[ -e healing ] || { touch healing; ${KILL_THE_GUARD}; }`,
  ]);
  const guard = start(folder);
  await guard.inject(fault);
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  try {
    await guard.heal();
    expect(existsSync(join(folder, 'healing'))).toBe(true);
    expect(processEntry(pid)).toBeDefined();
  } finally {
    signalProcess(pid, 'SIGKILL');
  }
  await guard.close();
});

it('what the guard can not heal when its run ends is said by `close`', async () => {
  const { folder, fault } = broken('true', ['false']);
  const guard = start(folder);
  await guard.inject(fault);
  await expect(guard.close()).rejects.toThrow(
    /HEALING FAILED[^]*Run this by hand, now:\n\n {2}false/,
  );
});

it('what a guard can not heal after its run was killed is on its standard error and in its log', async () => {
  const { folder, fault } = broken('true', ['false']);
  const log = join(folder, 'attach.log');
  const child = spawn(process.execPath, [builtEntry(import.meta.url, './guard-process.ts'), log], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const request: GuardRequest = { kind: 'inject', fault, injection: 'one' };
  child.stdin.write(`${JSON.stringify(request)}\n`);
  await once(child.stdout, 'data');
  child.stdin.end();
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(1);
  for (const text of [said, readFileSync(log, 'utf8')]) {
    expect(text).toContain('HEALING FAILED: "kill store primary" at db-1');
  }
});
