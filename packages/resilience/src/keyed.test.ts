import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedMap } from './bounded-map.ts';
import { breaker } from './breaker.ts';
import type { GuardEvent } from './policy.ts';
import { keyed } from './keyed.ts';
import { ManualClock } from './manual-clock.ts';
import { consecutive } from './trip-rule.ts';

const fail = (): Promise<never> => Promise.reject(new Error('down'));

describe('keyed', () => {
  it('trips one key and not another', async () => {
    const clock = new ManualClock();
    const guarded = keyed(() => breaker(consecutive(1), { clock }), { clock });
    await guarded.execute(fail, { key: 'bad.example' }).catch(() => {});
    await expect(guarded.execute(() => 1, { key: 'bad.example' })).rejects.toMatchObject({
      code: 'CIRCUIT_OPEN',
    });
    expect(await guarded.execute(() => 1, { key: 'good.example' })).toBe(1);
    expect(guarded.for('bad.example').state).toBe('open');
  });

  it('stays bounded over a flood of keys, and keeps the open circuits', async () => {
    const clock = new ManualClock();
    const guarded = keyed(() => breaker(consecutive(1), { clock }), { maxKeys: 100, clock });
    await guarded.execute(fail, { key: 'bad' }).catch(() => {});
    for (let key = 0; key < 5_000; key++) await guarded.execute(() => 1, { key: `k${key}` });
    expect(guarded.size).toBe(100);
    expect(guarded.for('bad').state).toBe('open');
  });

  it('forgets idle keys', async () => {
    const clock = new ManualClock();
    const guarded = keyed(() => breaker(consecutive(5), { clock }), { idleMs: 1_000, clock });
    for (let key = 0; key < 10; key++) await guarded.execute(() => 1, { key: `k${key}` });
    await clock.advance(1_001);
    for (let use = 0; use < 10; use++) await guarded.execute(() => 1, { key: 'live' });
    expect(guarded.size).toBe(1);
  });

  it('tells the events of every key, also of those made later', async () => {
    const clock = new ManualClock();
    const guarded = keyed(() => breaker(consecutive(1), { clock }), { clock });
    guarded.for('early');
    const seen: (string | undefined)[] = [];
    guarded.on((event: GuardEvent) => {
      if (event.type === 'state') seen.push(event.key);
    });
    for (const key of ['early', 'late']) await guarded.execute(fail, { key }).catch(() => {});
    expect(seen).toEqual(['early', 'late']);
  });
});

describe('bounded map', () => {
  it('agrees with a plain list kept in order of use', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            kind: fc.constantFrom('get', 'set', 'delete', 'wait'),
            key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
          }),
          { maxLength: 100 },
        ),
        (actions) => {
          const map = new BoundedMap<number>({ maxKeys: 3, idleMs: Infinity });
          let model: [string, number][] = [];
          let now = 0;
          for (const { kind, key } of actions) {
            now++;
            if (kind === 'get') {
              const found = model.find(([name]) => name === key);
              expect(map.get(key, now)).toBe(found?.[1]);
              if (found) model = [...model.filter((entry) => entry !== found), found];
            } else if (kind === 'set') {
              map.set(key, now, now);
              model = [...model.filter(([name]) => name !== key), [key, now]];
              if (model.length > 3) model.shift();
            } else if (kind === 'delete') {
              map.delete(key);
              model = model.filter(([name]) => name !== key);
            }
            expect([...map]).toEqual(model);
          }
        },
      ),
    );
  });
});
