import { ManualClock } from '@ninefold/resilience/testing';
import { describe, expect, it } from 'vitest';

import { DependencyCheck } from './dependency-check.ts';
import type { Check, DependencyOptions } from './dependency-check.ts';

function checkOf(given: DependencyOptions | Check): {
  dependency: DependencyCheck;
  clock: ManualClock;
  errors: unknown[];
} {
  const clock = new ManualClock();
  const errors: unknown[] = [];
  const dependency = new DependencyCheck('orders', given, clock, (_name, error) =>
    errors.push(error),
  );
  return { dependency, clock, errors };
}

describe('a check', () => {
  it('is asked once by many at once, and not again while its answer is fresh', async () => {
    let asked = 0;
    const { dependency, clock } = checkOf({ check: () => ++asked, cacheMs: 1_000 });
    const results = await Promise.all([dependency.result(), dependency.result()]);
    expect(results.map(({ status }) => status)).toEqual(['pass', 'pass']);
    clock.block(999);
    await dependency.result();
    expect(asked).toBe(1);
    clock.block(1);
    await dependency.result();
    expect(asked).toBe(2);
  });

  it('fails when it is critical, warns when it is not', async () => {
    const check = (): never => {
      throw new Error('no');
    };
    expect((await checkOf(check).dependency.result()).status).toBe('fail');
    const { dependency } = checkOf({ check, impact: 'degraded' });
    expect((await dependency.result()).status).toBe('warn');
  });

  it('shows strangers a code, and its owner the error', async () => {
    const error = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432 as admin'), {
      code: 'ECONNREFUSED',
    });
    const { dependency, errors } = checkOf(() => Promise.reject(error));
    expect((await dependency.result()).output).toBe('ECONNREFUSED');
    expect(errors).toEqual([error]);
  });

  it('is given up when its time is up, and told so', async () => {
    let signal: AbortSignal | undefined;
    const { dependency, clock } = checkOf({
      timeoutMs: 800,
      check: (given) => {
        signal = given;
        return new Promise(() => undefined);
      },
    });
    const result = dependency.result();
    await clock.advance(799);
    expect(signal?.aborted).toBe(false);
    await clock.advance(1);
    expect(await result).toMatchObject({
      status: 'fail',
      output: 'no answer within 800 ms',
      observedValue: 800,
    });
    expect(signal?.aborted).toBe(true);
    expect(clock.pendingTimers).toBe(0);
  });

  it('is asked no more while five before it never returned, and again when one has', async () => {
    const pending: (() => void)[] = [];
    const { dependency, clock } = checkOf({
      cacheMs: 0,
      check: () => new Promise<void>((resolve) => pending.push(resolve)),
    });
    const look = async (): Promise<string | undefined> => {
      const result = dependency.result();
      await clock.advance(800);
      return (await result).output;
    };
    for (let time = 0; time < 5; time++) expect(await look()).toBe('no answer within 800 ms');
    expect(await look()).toBe('5 earlier checks never returned');
    expect(pending).toHaveLength(5);
    pending[0]?.();
    await clock.advance(0);
    await look();
    expect(pending).toHaveLength(6);
  });

  it('has a name that fits a key of health+json', () => {
    const make = (): unknown =>
      new DependencyCheck(
        'a:b',
        () => undefined,
        new ManualClock(),
        () => undefined,
      );
    expect(make).toThrow('a name has no colon');
  });
});
