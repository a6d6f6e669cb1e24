import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after } from './clock.ts';
import { bulkhead } from './bulkhead.ts';
import { guard } from './guard.ts';
import { hedge } from './hedge.ts';
import { ManualClock } from './manual-clock.ts';
import { percentile } from './percentile.ts';
import { retryBudget } from './retry-budget.ts';
import { seededRandom } from './random.ts';

/** An operation whose tries take the given times (ms). */
function tries(clock: ManualClock, ...timesMs: number[]) {
  const signals: AbortSignal[] = [];
  const work = ({ signal }: { signal: AbortSignal }): Promise<number> =>
    new Promise((resolve) => {
      const index = signals.push(signal) - 1;
      after(clock, timesMs[index] as number, () => {
        resolve(index);
      });
    });
  return { signals, work };
}

describe('hedge', () => {
  it('takes the first answer and aborts the loser', async () => {
    const clock = new ManualClock();
    const { signals, work } = tries(clock, 1_000, 50);
    const answer = hedge({ delayMs: 100, clock }).execute(work);
    await clock.advance(150);
    expect(await answer).toBe(1);
    expect(signals[0]?.aborted).toBe(true);
    expect(signals[0]?.reason).toMatchObject({ code: 'HEDGE_LOST' });
    expect(signals[1]?.aborted).toBe(false);
  });

  it('makes one call when it answers in time', async () => {
    const clock = new ManualClock();
    const { signals, work } = tries(clock, 99, 0);
    const answer = hedge({ delayMs: 100, clock }).execute(work);
    await clock.drain();
    await answer;
    expect(signals).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);
  });

  it('stays within its budget', async () => {
    const clock = new ManualClock();
    const budget = retryBudget({ ratio: 0.1, minPerSecond: 0, clock });
    const guarded = hedge({ delayMs: 1, budget, clock });
    let made = 0;
    const work = (): Promise<void> => {
      made++;
      return new Promise((resolve) => {
        after(clock, 10, resolve);
      });
    };
    for (let call = 0; call < 100; call++) {
      void guarded.execute(work);
      await clock.advance(20);
    }
    expect(made).toBeGreaterThan(105);
    expect(made).toBeLessThanOrEqual(110);
  });

  it('leaves no unhandled rejection of the loser, and tells all when the caller aborts', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const answer = hedge({ delayMs: 10, clock }).execute(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('a loser'));
          });
        }),
      { signal: controller.signal },
    );
    await clock.advance(10);
    controller.abort(new Error('went home'));
    await expect(answer).rejects.toThrow('went home');
    await clock.advance(10);
  });

  it('keeps the slot of a loser that runs on', async () => {
    const clock = new ManualClock();
    const { work } = tries(clock, 1_000, 50);
    const slots = bulkhead({ maxConcurrent: 1, clock });
    const answer = guard(slots, hedge({ delayMs: 100, clock })).execute(work);
    await clock.advance(150);
    await answer;
    expect(slots.free).toBe(0);
    await clock.advance(850);
    expect(slots.free).toBe(1);
  });

  it('rejects with the first error when all fail', async () => {
    const clock = new ManualClock();
    const answer = hedge({ delayMs: 10, clock })
      .execute(
        ({ attempt }) =>
          new Promise((_resolve, reject) => {
            after(clock, 50, () => {
              reject(new Error(`try ${attempt}`));
            });
          }),
      )
      .catch((error: unknown) => error);
    await clock.drain();
    expect(await answer).toMatchObject({ message: 'try 1' });
  });
});

describe('percentile', () => {
  it('follows the share of latencies it was asked for', () => {
    const random = seededRandom(7);
    const estimate = percentile(0.9, { samples: 1_000 })();
    expect(estimate.delayMs()).toBe(1_000);
    for (let call = 0; call < 2_000; call++) estimate.record(random() * 100);
    expect(estimate.delayMs()).toBeGreaterThan(86);
    expect(estimate.delayMs()).toBeLessThan(94);
  });

  it('answers when the first of its tries does, and starts none too many, for any times', async () => {
    const oneTry = fc.record({ takesMs: fc.integer({ min: 1, max: 300 }), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(oneTry, { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 3 }),
        async (plan, delayMs, maxHedges) => {
          const clock = new ManualClock();
          const budget = retryBudget({ minPerSecond: 100 });
          const signals: AbortSignal[] = [];
          const work = ({ attempt, signal }: { attempt: number; signal: AbortSignal }) => {
            signals.push(signal);
            const { takesMs, fails } = plan[attempt - 1] as (typeof plan)[0];
            return new Promise<number>((resolve, reject) => {
              after(clock, takesMs, () => {
                if (fails) reject(new Error('down'));
                else resolve(attempt);
              });
            });
          };
          let settledMs = NaN;
          const seen = hedge({ delayMs, maxHedges, budget, clock })
            .execute(work)
            .catch(() => 'failed')
            .finally(() => {
              settledMs = clock.monotonicMs();
            });
          await clock.drain();
          // By hand: tries start every delayMs, until one is good or all that run have failed.
          const ends: { attempt: number; atMs: number; fails: boolean }[] = [];
          let overMs = Infinity;
          for (let attempt = 1; attempt <= maxHedges + 1; attempt++) {
            const startMs = (attempt - 1) * delayMs;
            const { takesMs, fails } = plan[attempt - 1] as (typeof plan)[0];
            const good = ends.filter((end) => !end.fails).map(({ atMs }) => atMs);
            const allDown = ends.length > 0 && ends.every((end) => end.fails && end.atMs < startMs);
            if (allDown || Math.min(...good) < startMs) break;
            // Both due at the same moment: who started its timer first goes first.
            if (ends.some(({ atMs }) => atMs === startMs)) return;
            ends.push({ attempt, atMs: startMs + takesMs, fails });
          }
          const good = ends.filter(({ fails }) => !fails);
          overMs = Math.min(...good.map(({ atMs }) => atMs));
          if (good.filter(({ atMs }) => atMs === overMs).length > 1) return;
          const winner = good.find(({ atMs }) => atMs === overMs)?.attempt ?? 'failed';
          if (winner === 'failed') overMs = Math.max(...ends.map(({ atMs }) => atMs));
          expect([await seen, settledMs, signals.length]).toEqual([winner, overMs, ends.length]);
          expect(clock.pendingTimers).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});
