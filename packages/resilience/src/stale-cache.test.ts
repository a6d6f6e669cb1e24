import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from './manual-clock.ts';
import { staleCache } from './stale-cache.ts';

const down = (): Promise<string> => Promise.reject(new Error('down'));

describe('staleCache', () => {
  it('answers with the last good value when a call fails, while it is young enough', async () => {
    const clock = new ManualClock();
    const guarded = staleCache({ staleMs: 1_000, clock });
    await expect(guarded.execute(down, { key: 'a' })).rejects.toThrow('down');
    await guarded.execute(() => 'good', { key: 'a' });
    await clock.advance(999);
    expect(await guarded.execute(down, { key: 'a' })).toBe('good');
    await expect(guarded.execute(down, { key: 'b' })).rejects.toThrow('down');
    await clock.advance(2);
    await expect(guarded.execute(down, { key: 'a' })).rejects.toThrow('down');
  });

  it('answers with a value that is exactly as old as may be, after a look at another key', async () => {
    const clock = new ManualClock();
    const guarded = staleCache({ freshMs: 20, staleMs: 100, clock });
    await guarded.execute(() => 'good', { key: 'a' });
    await clock.advance(100);
    await expect(guarded.execute(down, { key: 'b' })).rejects.toThrow('down');
    expect(await guarded.execute(down, { key: 'a' })).toBe('good');
  });

  it('does not call while the value is fresh', async () => {
    const clock = new ManualClock();
    const guarded = staleCache({ freshMs: 100, clock });
    let calls = 0;
    const work = (): number => ++calls;
    const ask = (): Promise<number> => guarded.execute(work, { key: 'a' });
    expect([await ask(), await ask()]).toEqual([1, 1]);
    await clock.advance(100);
    expect(await ask()).toBe(2);
  });

  it('remembers an undefined value, and no more keys than it may', async () => {
    const clock = new ManualClock();
    const guarded = staleCache({ maxKeys: 2, clock });
    for (const key of ['a', 'b', 'c']) await guarded.execute(() => undefined, { key });
    expect(await guarded.execute(down, { key: 'c' })).toBeUndefined();
    await expect(guarded.execute(down, { key: 'a' })).rejects.toThrow('down');
    expect(guarded.inspect()).toMatchObject({ keys: 2 });
  });

  it('agrees with a list of all that was kept, for any sequence of calls and time', async () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      ok: fc.boolean(),
      gapMs: fc.integer({ min: 0, max: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const clock = new ManualClock();
        const guarded = staleCache({ freshMs: 20, staleMs: 100, clock });
        const last = new Map<string, { value: number; atMs: number }>();
        for (const [value, { key, ok, gapMs }] of steps.entries()) {
          const now = clock.monotonicMs();
          const kept = last.get(key);
          const ageMs = kept ? now - kept.atMs : Infinity;
          const expected =
            ageMs < 20 ? kept?.value : ok ? value : ageMs <= 100 ? kept?.value : 'down';
          if (ageMs >= 20 && ok) last.set(key, { value, atMs: now });
          const call = guarded.execute(
            (): number => {
              if (!ok) throw new Error('down');
              return value;
            },
            { key },
          );
          expect(await call.catch((error: Error) => error.message)).toBe(expected);
          clock.block(gapMs);
        }
      }),
    );
  });
});
