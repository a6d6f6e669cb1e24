import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adaptiveConcurrency } from './adaptive-concurrency.ts';
import { after } from './clock.ts';
import { aimd, gradient } from './limit-algorithm.ts';
import type { LimitAlgorithm } from './limit-algorithm.ts';
import { ManualClock } from './manual-clock.ts';

/**
 * A dependency that serves `capacity` calls at once in 10 ms each and queues the rest, under a
 * load that always wants more. Returns the limit found.
 */
async function settle(algorithm: () => LimitAlgorithm, capacity: number): Promise<number> {
  const clock = new ManualClock();
  const guarded = adaptiveConcurrency({ algorithm, initialLimit: 10, maxQueue: 1_000, clock });
  let serving = 0;
  const line: (() => void)[] = [];
  const serve = (done: () => void): void => {
    serving++;
    after(clock, 10, () => {
      serving--;
      done();
      const next = line.shift();
      if (next !== undefined) serve(next);
    });
  };
  const work = (): Promise<void> =>
    new Promise((resolve) => {
      if (serving < capacity) serve(resolve);
      else
        line.push(() => {
          resolve();
        });
    });
  const limits: number[] = [];
  for (let round = 0; round < 600; round++) {
    while (guarded.queued < 50) void guarded.execute(work).catch(() => {});
    await clock.advance(5);
    if (round >= 300) limits.push(guarded.limit);
  }
  return limits.reduce((sum, limit) => sum + limit, 0) / limits.length;
}

describe('adaptiveConcurrency', () => {
  it('by AIMD with a bound on latency finds about what the dependency can serve', async () => {
    const small = await settle(aimd({ slowMs: 15 }), 8);
    const large = await settle(aimd({ slowMs: 15 }), 40);
    expect(small).toBeGreaterThan(6);
    expect(small).toBeLessThan(16);
    expect(large).toBeGreaterThan(28);
    expect(large).toBeLessThan(60);
  });

  it('by gradient stays bounded without any error to tell it', async () => {
    const found = await settle(gradient(), 20);
    expect(found).toBeGreaterThan(15);
    expect(found).toBeLessThan(45);
  });

  it('shrinks on overload and leaves other errors alone', async () => {
    const guarded = adaptiveConcurrency({ algorithm: aimd(), initialLimit: 20 });
    const failWith = (error: unknown): Promise<unknown> =>
      guarded.execute(() => Promise.reject(error as Error)).catch(() => {});
    await failWith(new Error('not found'));
    expect(guarded.limit).toBe(20);
    await failWith(Object.assign(new Error('busy'), { status: 503 }));
    expect(guarded.limit).toBe(18);
  });

  it('keeps its limit within bounds and never runs more, whatever it measures', async () => {
    const step = fc.record({ takesMs: fc.nat(200), fails: fc.boolean(), gapMs: fc.nat(10) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 80 }),
        fc.constantFrom(aimd({ slowMs: 100 }), gradient()),
        async (steps, algorithm) => {
          const clock = new ManualClock();
          const bounds = { minLimit: 2, initialLimit: 3, maxLimit: 6 };
          const guarded = adaptiveConcurrency({ algorithm, ...bounds, maxQueue: 5, clock });
          let running = 0;
          for (const { takesMs, fails, gapMs } of steps) {
            const work = (): Promise<void> => {
              // A slot was taken within the limit of that moment; the limit may shrink later.
              expect(++running).toBeLessThanOrEqual(6);
              return new Promise((resolve, reject) => {
                after(clock, takesMs, () => {
                  running--;
                  if (fails) reject(Object.assign(new Error('busy'), { status: 503 }));
                  else resolve();
                });
              });
            };
            void guarded.execute(work).catch(() => {});
            await clock.advance(gapMs);
            expect(guarded.limit).toBeGreaterThanOrEqual(2);
            expect(guarded.limit).toBeLessThanOrEqual(6);
          }
          await clock.drain();
          expect(guarded.inspect()).toMatchObject({ active: 0, queued: 0 });
          expect(running).toBe(0);
        },
      ),
    );
  });
});
