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
});
