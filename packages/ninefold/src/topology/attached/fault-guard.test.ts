import { expect, it } from 'vitest';

import type { Clock } from '../../clock/clock.ts';
import type { AttachedCommand } from '../../contract/attach.ts';
import { type FaultGuard, type GuardedFault, createFaultGuard } from './fault-guard.ts';
import type { LimitedRun, RunEnding } from './run-limited.ts';

const FAULT: GuardedFault = {
  sentence: 'kill store primary',
  member: 'db-1',
  inject: { run: ['ssh', 'db-1', 'break'], withinMs: 1_000 },
  heal: { run: ['ssh', 'db-1', "mend; it's"], withinMs: 1_000 },
};
const DONE: RunEnding = { kind: 'done' };
const FAILED: RunEnding = { kind: 'failed', reason: 'exit 255: no route to host' };

/** Commands that end when the test says so; what happened, in order, is in `log`. */
function scripted(broken?: GuardedFault): {
  readonly guard: FaultGuard;
  readonly log: string[];
  /** Ends the command that was started last. */
  readonly end: (ending: RunEnding) => Promise<void>;
} {
  const log: string[] = [];
  let endLast: (ending: RunEnding) => void = () => undefined;
  const run = (command: AttachedCommand): LimitedRun => {
    const name = command === FAULT.inject ? 'inject' : 'heal';
    log.push(`${name} started`);
    let end: (ending: RunEnding) => void = () => undefined;
    const ended = new Promise<RunEnding>((resolve) => (end = resolve));
    endLast = end;
    return {
      ended,
      kill() {
        log.push(`${name} killed`);
        end({ kind: 'failed', reason: 'SIGKILL' });
      },
    };
  };
  const clock: Clock = {
    monotonicMs: () => 0,
    wallMs: () => 0,
    sleep: (ms) => {
      log.push(`slept ${ms}`);
      return Promise.resolve();
    },
  };
  return {
    guard: createFaultGuard({ run, clock, ...(broken ? { broken } : {}) }),
    log,
    async end(ending) {
      endLast(ending);
      await settled();
    },
  };
}

/** Every promise that can settle by now has. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

it('heals what it injected, once', async () => {
  const { guard, log, end } = scripted();
  const injected = guard.inject(FAULT);
  await end(DONE);
  await injected;
  const healed = guard.heal();
  await settled();
  await end(DONE);
  await healed;
  await guard.heal();
  expect(log).toEqual(['inject started', 'heal started']);
});

it('ends an injection that is under way before it heals', async () => {
  const { guard, log, end } = scripted();
  const injected = guard.inject(FAULT).catch((error: unknown) => String(error));
  const healed = guard.heal();
  await settled();
  await end(DONE);
  await healed;
  expect(log).toEqual(['inject started', 'inject killed', 'heal started']);
  expect(await injected).toContain('SIGKILL');
});

it('lets a fault that is over by itself come to its end', async () => {
  const { guard, log, end } = scripted();
  const { heal: _, ...fault } = FAULT;
  const injected = guard.inject(fault);
  const healed = guard.heal();
  await end(DONE);
  await Promise.all([injected, healed]);
  expect(log).toEqual(['inject started']);
});

it('injects no second fault before the first is healed', async () => {
  const { guard, end } = scripted();
  const injected = guard.inject(FAULT);
  await expect(guard.inject(FAULT)).rejects.toThrow('"kill store primary" is not healed');
  await end(DONE);
  await injected;
  await expect(guard.inject(FAULT)).rejects.toThrow('is not healed');
});

it('heals a fault whose injection failed half-way, but not one that was never started', async () => {
  const half = scripted();
  const injected = half.guard.inject(FAULT);
  void half.end(FAILED);
  await expect(injected).rejects.toThrow('ssh db-1 break: exit 255: no route to host');
  void half.guard.heal();
  await settled();
  expect(half.log).toEqual(['inject started', 'heal started']);

  const never = scripted();
  const tried = never.guard.inject(FAULT);
  void never.end({ kind: 'not started', reason: "can't run ssh: ENOENT" });
  await expect(tried).rejects.toThrow('ENOENT');
  await never.guard.heal();
  expect(never.log).toEqual(['inject started']);
});

it('tries thrice to heal, then says what to run by hand, and can be asked again', async () => {
  const { guard, log, end } = scripted(FAULT);
  const healed = guard.heal().catch((error: unknown) => error);
  await settled();
  await end(FAILED);
  await end(FAILED);
  await end(FAILED);
  expect(await healed).toMatchObject({
    code: 'HEAL',
    message: expect.stringContaining(`\n\n  ssh db-1 'mend; it'\\''s'\n`) as string,
  });
  expect(log).toEqual(['heal started', 'slept 1000', 'heal started', 'slept 3000', 'heal started']);
  const again = guard.heal();
  await settled();
  await end(DONE);
  await again;
});
