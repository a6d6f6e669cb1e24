import { after } from './clock.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guard } from './guard.ts';
import { ManualClock } from './manual-clock.ts';
import { singleFlight } from './single-flight.ts';
import { timeout } from './timeout.ts';

describe('singleFlight', () => {
  it('shares one call among all who ask the same at once, and no longer', async () => {
    const guarded = singleFlight();
    let calls = 0;
    const work = async (): Promise<number> => {
      await Promise.resolve();
      return ++calls;
    };
    const asked = Array.from({ length: 10 }, () => guarded.execute(work, { key: 'a' }));
    const other = guarded.execute(work, { key: 'b' });
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 10 }, () => 1));
    expect(await other).toBe(2);
    expect(await guarded.execute(work, { key: 'a' })).toBe(3);
  });

  it('lets one leave without the others, and aborts the work when all have left', async () => {
    const guarded = singleFlight();
    const first = new AbortController();
    const second = new AbortController();
    let signal: AbortSignal | undefined;
    const work = (context: { signal: AbortSignal }): Promise<never> => {
      ({ signal } = context);
      return new Promise(() => {});
    };
    const one = guarded.execute(work, { key: 'a', signal: first.signal });
    const two = guarded.execute(work, { key: 'a', signal: second.signal });
    first.abort(new Error('one left'));
    await expect(one).rejects.toThrow('one left');
    expect(signal?.aborted).toBe(false);
    second.abort(new Error('two left'));
    await expect(two).rejects.toThrow('two left');
    expect(signal?.aborted).toBe(true);
    expect(await guarded.execute(() => 'fresh', { key: 'a' })).toBe('fresh');
  });

  it('does not let an operation wait for itself', async () => {
    const guarded = singleFlight();
    const answer = guarded.execute(
      (context) => guarded.execute(() => 'inner', { parent: context, key: 'a' }),
      { key: 'a' },
    );
    expect(await answer).toBe('inner');
  });

  it("is not cut short by the first caller's deadline", async () => {
    const clock = new ManualClock();
    const flight = singleFlight();
    let finish!: (value: string) => void;
    const work = (): Promise<string> =>
      new Promise((resolve) => {
        finish = resolve;
      });
    const hasty = guard(timeout(10, { clock }), flight)
      .execute(work, { key: 'a' })
      .catch((error: { code: string }) => error.code);
    const patient = guard(timeout(1_000, { clock }), flight).execute(work, { key: 'a' });
    await clock.advance(20);
    expect(await hasty).toBe('TIMEOUT');
    finish('answer');
    expect(await patient).toBe('answer');
  });

  it('runs one operation a key at a time, and answers each with the one under way', async () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b'),
      takesMs: fc.integer({ min: 1, max: 30 }),
      gapMs: fc.nat(20),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const clock = new ManualClock();
        const guarded = singleFlight();
        const running = new Map<string, number>();
        const answers: Promise<number>[] = [];
        const expected: number[] = [];
        let flights = 0;
        for (const { key, takesMs, gapMs } of steps) {
          const work = (): Promise<number> => {
            expect(running.has(key)).toBe(false);
            const flight = ++flights;
            running.set(key, flight);
            return new Promise((resolve) => {
              after(clock, takesMs, () => {
                running.delete(key);
                resolve(flight);
              });
            });
          };
          const joined = running.get(key);
          answers.push(guarded.execute(work, { key }));
          expected.push(joined ?? flights);
          await clock.advance(gapMs);
        }
        await clock.drain();
        expect(await Promise.all(answers)).toEqual(expected);
        expect(guarded.inspect()).toMatchObject({ inFlight: 0 });
      }),
    );
  });
});
