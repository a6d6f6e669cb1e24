import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constant } from './backoff.ts';
import { after } from './clock.ts';
import { Guard, guard } from './guard.ts';
import { ManualClock } from './manual-clock.ts';
import { retry } from './retry.ts';
import { timeout } from './timeout.ts';
import type { TimeoutEvent } from './timeout.ts';

const never = (): Promise<never> => new Promise(() => {});

describe('timeout', () => {
  it('answers at the deadline though the operation ignores its signal, and tells it', async () => {
    const clock = new ManualClock();
    let told: unknown;
    const answer = timeout(100, { clock }).execute((context) => {
      context.signal.addEventListener('abort', () => {
        told = context.signal.reason;
      });
      return never();
    });
    const settled = answer.catch((error: unknown) => error);
    await clock.advance(99);
    expect(told).toBeUndefined();
    await clock.advance(1);
    const error = await settled;
    expect(error).toMatchObject({ code: 'TIMEOUT', name: 'TimeoutError', timeoutMs: 100 });
    expect(told).toBe(error);
  });

  it('waits for the operation when cooperative, and answers with why it stopped', async () => {
    const clock = new ManualClock();
    let stop!: (error: unknown) => void;
    let settled = false;
    const answer = timeout(100, { clock, mode: 'cooperative' })
      .execute(
        () =>
          new Promise((_resolve, reject) => {
            stop = reject;
          }),
      )
      .catch((error: unknown) => {
        settled = true;
        return error;
      });
    await clock.advance(500);
    expect(settled).toBe(false);
    stop(new Error('whatever it threw'));
    expect(await answer).toMatchObject({ code: 'TIMEOUT' });
  });

  it('surfaces the reason of a caller who aborts, not a timeout', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const answer = timeout(100, { clock }).execute(never, { signal: controller.signal });
    const reason = new Error('the user left');
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
    expect(clock.pendingTimers).toBe(0);
  });

  it('never calls an operation for a caller who has already aborted', async () => {
    let called = false;
    const answer = timeout(100).execute(
      () => {
        called = true;
      },
      { signal: AbortSignal.abort(new Error('before')) },
    );
    await expect(answer).rejects.toThrow('before');
    expect(called).toBe(false);
  });

  it('bounds each attempt inside a retry and the whole outside it', async () => {
    const clock = new ManualClock();
    const guarded = guard(
      timeout(250, { clock }),
      retry({ maxAttempts: 10, backoff: constant(0), clock }),
      timeout(100, { clock }),
    );
    const began: number[] = [];
    const answer = guarded
      .execute(() => {
        began.push(clock.monotonicMs());
        return never();
      })
      .catch((error: unknown) => error);
    await clock.advance(1_000);
    expect(began).toEqual([0, 100, 200]);
    expect(await answer).toMatchObject({ code: 'TIMEOUT', timeoutMs: 250 });
  });

  it('tells when work it gave up on ends, and swallows its rejection', async () => {
    const clock = new ManualClock();
    const guarded = timeout(10, { clock });
    const events: TimeoutEvent[] = [];
    guarded.on((event) => events.push(event));
    let end!: (error: unknown) => void;
    const answer = guarded
      .execute(
        () =>
          new Promise((_resolve, reject) => {
            end = reject;
          }),
      )
      .catch(() => {});
    await clock.advance(10);
    await answer;
    end(new Error('too late'));
    await clock.advance(0);
    expect(events.map(({ type }) => type)).toEqual(['timeout', 'late']);
  });

  it('passes on its deadline to a guard called within it', async () => {
    const clock = new ManualClock();
    const outer = timeout(100, { clock });
    const inner = timeout(1_000, { clock });
    let left = 0;
    const answer = outer
      .execute((context) =>
        inner.execute(
          (within) => {
            left = within.remainingMs;
            return never();
          },
          { parent: context },
        ),
      )
      .catch((error: unknown) => error);
    expect(left).toBe(100);
    await clock.advance(100);
    expect(await answer).toMatchObject({ timeoutMs: 100 });
    expect(clock.pendingTimers).toBe(0);
  });

  it('means no bound when infinite, and refuses nonsense', async () => {
    expect(await timeout(Infinity).execute(() => 1)).toBe(1);
    expect(() => timeout(0)).toThrow(RangeError);
    expect(() => timeout(Number.NaN)).toThrow(RangeError);
  });

  it('never exceeds any deadline it is under, however timeouts nest', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        async (limits, takesMs, cooperates) => {
          const clock = new ManualClock();
          const guarded = new Guard(limits.map((ms) => timeout(ms, { clock })));
          let settledAt = -1;
          const answer = guarded
            .execute(
              (context) =>
                new Promise<void>((resolve, reject) => {
                  if (cooperates)
                    context.signal.addEventListener('abort', () => {
                      reject(context.signal.reason);
                    });
                  after(clock, takesMs, resolve);
                }),
            )
            .then(
              () => 'ok',
              (error: { code: string }) => error.code,
            )
            .finally(() => {
              settledAt = clock.monotonicMs();
            });
          await clock.advance(200);
          const least = Math.min(...limits);
          expect(settledAt).toBe(Math.min(least, takesMs));
          if (takesMs !== least) expect(await answer).toBe(takesMs < least ? 'ok' : 'TIMEOUT');
        },
      ),
      { numRuns: 200 },
    );
  });
});
