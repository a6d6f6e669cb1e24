import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';

import { systemClock } from '../../clock/system-clock.ts';
import { HealError } from '../../ports/errors.ts';
import type { GuardedFault } from './fault-guard.ts';
import { type RunningGuard, startGuard } from './start-guard.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Its injection kills the guard that runs it; what heals tells where it ran, and with which secret. */
function killed(heal: readonly string[]): { folder: string; fault: GuardedFault } {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-guard-'));
  folders.push(folder);
  const inject = ['sh', '-c', 'kill -KILL $PPID'];
  return {
    folder,
    fault: {
      sentence: 'kill store primary',
      member: 'db-1',
      inject: { run: inject, withinMs: 10_000 },
      heal: { run: heal, withinMs: 10_000 },
    },
  };
}

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
