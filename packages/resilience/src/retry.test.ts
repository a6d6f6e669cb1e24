import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constant, exponential, linear, schedule } from './backoff.ts';
import type { Jitter } from './backoff.ts';
import { CircuitOpenError } from './errors.ts';
import type { RetryExhaustedError } from './errors.ts';
import { guard } from './guard.ts';
import { ManualClock } from './manual-clock.ts';
import { seededRandom } from './random.ts';
import { parseRetryAfter } from './retry-after.ts';
import { retryBudget } from './retry-budget.ts';
import { retry } from './retry.ts';
import { timeout } from './timeout.ts';

/** Fails as often as told, then answers. Remembers when it was called. */
function flaky(
  clock: ManualClock,
  failures: number,
  error: () => unknown = () => new Error('down'),
) {
  const calls: number[] = [];
  const work = (): Promise<string> => {
    calls.push(clock.monotonicMs());
    return calls.length <= failures ? Promise.reject(error()) : Promise.resolve('up');
  };
  return { calls, work };
}

describe('retry', () => {
  it('makes as many calls as it says, the first included', async () => {
    const clock = new ManualClock();
    const { calls, work } = flaky(clock, Infinity);
    const answer = retry({ maxAttempts: 5, clock })
      .execute(work)
      .catch((error: unknown) => error);
    await clock.drain();
    const error = (await answer) as RetryExhaustedError;
    expect(calls).toHaveLength(5);
    expect(error).toMatchObject({ code: 'RETRY_EXHAUSTED', attempts: 5, reason: 'attempts' });
    expect(error.cause).toBeInstanceOf(AggregateError);
    expect(error.cause.errors).toHaveLength(5);
    expect(error.lastError).toBe(error.cause.errors[4]);
  });

  it('waits as its backoff says', async () => {
    const clock = new ManualClock();
    const { calls, work } = flaky(clock, 4);
    const backoff = exponential({ initialMs: 10, jitter: 'none', maxMs: 50 });
    const answer = retry({ maxAttempts: 5, backoff, clock }).execute(work);
    await clock.drain();
    expect(await answer).toBe('up');
    expect(calls).toEqual([0, 10, 30, 70, 120]);
  });

  it('tells the operation which attempt it is', async () => {
    const clock = new ManualClock();
    const seen: number[] = [];
    const answer = retry({ backoff: constant(1), clock }).execute(({ attempt }) => {
      seen.push(attempt);
      if (attempt < 3) throw new Error('down');
    });
    await clock.drain();
    await answer;
    expect(seen).toEqual([1, 2, 3]);
  });

  it('honours Retry-After in seconds and as a date, up to a cap', async () => {
    const cases = [
      { header: '2', waits: 2_000 },
      { header: 'Thu, 01 Jan 2026 00:00:05 GMT', waits: 5_000 },
      { header: '86400', waits: 60_000 },
      { header: 'Thu, 01 Jan 2015 00:00:00 GMT', waits: 10 },
      { header: '-5', waits: 10 },
      { header: 'soon', waits: 10 },
    ];
    for (const { header, waits } of cases) {
      const clock = new ManualClock();
      const error = Object.assign(new Error('busy'), { headers: { 'retry-after': header } });
      const { calls, work } = flaky(clock, 1, () => error);
      const answer = retry({ backoff: constant(10), clock }).execute(work);
      await clock.drain();
      await answer;
      expect(calls[1]).toBe(waits);
    }
  });

  it('reads Retry-After from a response it judges bad, and returns the last one', async () => {
    const clock = new ManualClock();
    let calls = 0;
    const answer = retry({
      backoff: constant(0),
      retryOnResult: (response) => (response as Response).status === 503,
      clock,
    }).execute(() => {
      calls++;
      return new Response(null, { status: 503, headers: { 'retry-after': '1' } });
    });
    expect(await clock.drain()).toBe(2_000);
    expect((await answer).status).toBe(503);
    expect(calls).toBe(3);
  });

  it('never retries after its caller aborted, neither at once nor in a pause', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const { calls, work } = flaky(clock, Infinity);
    const answer = retry({ backoff: constant(100), clock }).execute(work, {
      signal: controller.signal,
    });
    await clock.advance(50);
    controller.abort(new Error('went home'));
    await expect(answer).rejects.toThrow('went home');
    await clock.advance(1_000);
    expect(calls).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);

    const late = new AbortController();
    const failing = retry({ backoff: constant(0), clock }).execute(
      () => {
        calls.push(-1);
        late.abort(new Error('gone'));
        throw new Error('down');
      },
      { signal: late.signal },
    );
    await expect(failing).rejects.toThrow('gone');
    await clock.drain();
    expect(calls).toHaveLength(2);
  });

  it('leaves alone what is not worth a retry', async () => {
    let calls = 0;
    const refused = new CircuitOpenError('open', 10);
    const answer = retry().execute(() => {
      calls++;
      throw refused;
    });
    await expect(answer).rejects.toBe(refused);
    expect(calls).toBe(1);
  });

  it('does not multiply when retries nest: 3 × 3 makes 3', async () => {
    const clock = new ManualClock();
    const { calls, work } = flaky(clock, Infinity);
    const inner = retry({ backoff: constant(1), clock });
    const outer = retry({ backoff: constant(1), clock });
    const answer = outer.execute(() => inner.execute(work)).catch((error: unknown) => error);
    await clock.drain();
    expect(await answer).toMatchObject({ code: 'RETRY_EXHAUSTED' });
    expect(calls).toHaveLength(3);
  });

  it('survives a thrown undefined', async () => {
    const clock = new ManualClock();
    const answer = retry({ backoff: constant(1), exhausted: 'last-error', clock }).execute(() => {
      throw undefined;
    });
    const settled = answer.then(
      () => 'resolved',
      (error: unknown) => error,
    );
    await clock.drain();
    expect(await settled).toBeUndefined();
  });

  it('starts no attempt after maxElapsedMs, and no wait that a deadline would cut', async () => {
    const clock = new ManualClock();
    const backoff = constant(100);
    const first = flaky(clock, Infinity);
    const elapsed = retry({ maxAttempts: 100, maxElapsedMs: 350, backoff, clock })
      .execute(first.work)
      .catch((error: unknown) => error);
    await clock.drain();
    expect(first.calls).toEqual([0, 100, 200, 300]);
    expect(await elapsed).toMatchObject({ reason: 'elapsed' });
    const second = flaky(clock, Infinity);
    const deadline = guard(timeout(250, { clock }), retry({ maxAttempts: 100, backoff, clock }))
      .execute(second.work)
      .catch((error: unknown) => error);
    const startedMs = clock.monotonicMs();
    await clock.drain();
    expect(second.calls.map((at) => at - startedMs)).toEqual([0, 100, 200]);
    expect(await deadline).toMatchObject({ reason: 'deadline' });
  });

  it('keeps retries of many callers within the shared budget', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ fails: fc.boolean(), gapMs: fc.integer({ min: 0, max: 500 }) }), {
          minLength: 1,
          maxLength: 200,
        }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.integer({ min: 0, max: 3 }),
        async (calls, ratio, minPerSecond) => {
          const clock = new ManualClock();
          const budget = retryBudget({ ratio, minPerSecond, maxTokens: 30, clock });
          const callers = [1, 2].map(() => retry({ backoff: constant(0), budget, clock }));
          let made = 0;
          for (const [index, { fails, gapMs }] of calls.entries()) {
            void callers[index % 2]
              ?.execute(() => {
                made++;
                if (fails) throw new Error('down');
              })
              .catch(() => {});
            await clock.advance(gapMs);
          }
          const retries = made - calls.length;
          const seconds = clock.monotonicMs() / 1_000;
          const bound = 10 * minPerSecond + minPerSecond * seconds + ratio * calls.length;
          expect(retries).toBeLessThanOrEqual(Math.floor(bound + 1e-6));
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('backoff', () => {
  it('stays within its stated bounds for every kind of jitter', () => {
    const jitters: Jitter[] = ['none', 'full', 'equal', 'around', 'decorrelated'];
    fc.assert(
      fc.property(
        fc.constantFrom(...jitters),
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 60_000 }),
        fc.double({ min: 1, max: 4, noNaN: true }),
        fc.integer(),
        (jitter, initialMs, maxMs, factor, seed) => {
          const random = seededRandom(seed);
          const waits = schedule(exponential({ initialMs, maxMs, factor, jitter }), 12, random);
          for (const [index, wait] of waits.entries()) {
            const plain = Math.min(initialMs * factor ** index, maxMs);
            const before = index === 0 ? 0 : (waits[index - 1] as number);
            const [low, high] = {
              none: [plain, plain],
              full: [0, plain],
              equal: [plain / 2, plain],
              around: [plain / 2, plain * 1.5],
              decorrelated: [Math.min(initialMs, maxMs), Math.max(before, initialMs) * 3],
            }[jitter] as [number, number];
            expect(wait).toBeGreaterThanOrEqual(Math.min(low, maxMs) - 1e-9);
            expect(wait).toBeLessThanOrEqual(Math.min(high, maxMs) + 1e-9);
          }
        },
      ),
    );
  });

  it('grows by a step when linear', () => {
    expect(schedule(linear({ initialMs: 10, stepMs: 5, jitter: 'none' }), 3)).toEqual([10, 15, 20]);
  });
});

describe('Retry-After', () => {
  it('is seconds or a date, and nothing else', () => {
    expect(parseRetryAfter('120', 0)).toBe(120_000);
    expect(parseRetryAfter('Thu, 01 Jan 1970 00:00:10 GMT', 4_000)).toBe(6_000);
    expect(parseRetryAfter('1.5', 0)).toBeUndefined();
    expect(parseRetryAfter('', 0)).toBeUndefined();
  });
});
