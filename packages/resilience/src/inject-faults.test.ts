import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { injectFaults } from './inject-faults.ts';
import { ManualClock } from './manual-clock.ts';
import { seededRandom } from './random.ts';

describe('injectFaults', () => {
  it('does nothing unless enabled', async () => {
    const guarded = injectFaults({ errorRate: 1, latencyRate: 1 });
    expect(await guarded.execute(() => 'untouched')).toBe('untouched');
  });

  it('injects at the rates it was given', async () => {
    const clock = new ManualClock();
    const guarded = injectFaults({
      enabled: true,
      errorRate: 0.2,
      latencyRate: 0.3,
      latencyMs: [10, 20],
      resultRate: 0.5,
      result: () => 'made up',
      clock,
      random: seededRandom(3),
    });
    const seen = { error: 0, latency: 0, result: 0 };
    guarded.on(({ type }) => {
      seen[type]++;
    });
    const calls = Array.from({ length: 5_000 }, () =>
      guarded.execute(() => 'real').catch((error: { code: string }) => error.code),
    );
    await clock.drain();
    const answers = await Promise.all(calls);
    expect(answers.filter((one) => one === 'INJECTED_FAULT').length / 5_000).toBeCloseTo(0.2, 1);
    expect(answers.filter((one) => one === 'made up').length / 5_000).toBeCloseTo(0.4, 1);
    expect(seen.latency / 5_000).toBeCloseTo(0.3, 1);
    expect(clock.monotonicMs()).toBeLessThanOrEqual(20);
  });

  it('makes, fails or answers each call exactly once, within its latency, at any rates', async () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(rate, rate, rate, fc.nat(50), fc.integer(), async (...given) => {
        const [errorRate, latencyRate, resultRate, mostMs, seed] = given;
        const clock = new ManualClock();
        const guarded = injectFaults({
          enabled: true,
          errorRate,
          latencyRate,
          latencyMs: [0, mostMs],
          resultRate,
          result: () => 'made up',
          clock,
          random: seededRandom(seed),
        });
        let made = 0;
        const calls = Array.from({ length: 20 }, () =>
          guarded.execute(() => `real ${made++}`).catch(() => 'failed'),
        );
        expect(await clock.drain()).toBeLessThanOrEqual(mostMs);
        const real = (await Promise.all(calls)).filter((one) => one.startsWith('real'));
        expect(new Set(real).size).toBe(made);
        if (errorRate === 0 && resultRate === 0) expect(made).toBe(20);
        if (errorRate === 1 || resultRate === 1) expect(made).toBe(0);
      }),
    );
  });
});
