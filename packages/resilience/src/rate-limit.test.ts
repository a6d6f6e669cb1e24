import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from './manual-clock.ts';
import { rateLimit, slidingWindow, tokenBucket } from './rate-limit.ts';

const gaps = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 120 });

/** When calls went through, arriving with these gaps. */
async function went(
  gapsMs: readonly number[],
  limit: Parameters<typeof rateLimit>[0],
  maxWaitMs: number,
): Promise<number[]> {
  const clock = new ManualClock();
  const guarded = rateLimit(limit, { maxWaitMs, clock });
  const times: number[] = [];
  for (const gapMs of gapsMs) {
    await clock.advance(gapMs);
    void guarded.execute(() => times.push(clock.monotonicMs())).catch(() => {});
  }
  await clock.drain();
  return times;
}

describe('rateLimit', () => {
  it('by token bucket never exceeds burst + rate × time, in any stretch', async () => {
    await fc.assert(
      fc.asyncProperty(
        gaps,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 5 }),
        async (gapsMs, perSecond, burst) => {
          for (const maxWaitMs of [0, 500]) {
            const times = await went(gapsMs, tokenBucket({ perSecond, burst }), maxWaitMs);
            for (let from = 0; from < times.length; from++)
              for (let to = from; to < times.length; to++) {
                const ms = (times[to] as number) - (times[from] as number);
                expect(to - from + 1).toBeLessThanOrEqual(burst + (perSecond * ms) / 1_000 + 1e-6);
              }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('by sliding window never lets more than the limit into any window', async () => {
    await fc.assert(
      fc.asyncProperty(gaps, fc.integer({ min: 1, max: 5 }), async (gapsMs, limit) => {
        for (const maxWaitMs of [0, 1_000]) {
          const times = await went(gapsMs, slidingWindow({ limit, windowMs: 400 }), maxWaitMs);
          for (let index = limit; index < times.length; index++)
            expect(
              (times[index] as number) - (times[index - limit] as number),
            ).toBeGreaterThanOrEqual(400);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('says when to come back, and lets through exactly then', async () => {
    const clock = new ManualClock();
    const guarded = rateLimit(tokenBucket({ perSecond: 4, burst: 1 }), { clock });
    await guarded.execute(() => 1);
    await clock.advance(100);
    const refused = await guarded.execute(() => 2).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 150 });
    await clock.advance(150);
    expect(await guarded.execute(() => 3)).toBe(3);
  });
});
