import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { fallback } from './fallback.ts';
import { guard } from './guard.ts';
import { retry } from './retry.ts';
import { constant } from './backoff.ts';

describe('fallback', () => {
  it('answers with a value or by a function that sees the error', async () => {
    const fail = (): Promise<number> => Promise.reject(new Error('down'));
    expect(await fallback(null).execute(fail)).toBeNull();
    const told = fallback((error) => `sorry: ${(error as Error).message}`);
    expect(await told.execute(fail)).toBe('sorry: down');
    expect(await told.execute(() => 7)).toBe(7);
  });

  it('does not answer for a caller who has left, nor for errors it was not meant for', async () => {
    const controller = new AbortController();
    const answer = fallback('instead').execute(
      () => {
        controller.abort(new Error('left'));
        throw new Error('down');
      },
      { signal: controller.signal },
    );
    await expect(answer).rejects.toThrow('down');
    const picky = fallback('instead', { when: (error) => error instanceof RangeError });
    await expect(picky.execute(() => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
  });

  it('shows in the types of what it guards', async () => {
    const composed = guard(fallback(null), retry({ backoff: constant(0) }));
    const load = composed.wrap(async (id: number) => ({ id }));
    expectTypeOf(load).toEqualTypeOf<(id: number) => Promise<{ id: number } | null>>();
    const plain = guard(retry()).wrap((id: number) => `${id}`);
    expectTypeOf(plain).toEqualTypeOf<(id: number) => Promise<string>>();
    expect(await load(3)).toEqual({ id: 3 });
  });

  it('answers for a failure it covers and for nothing else, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ fails: fc.boolean(), code: fc.nat(3) })),
        async (all) => {
          const guarded = fallback('instead', { when: (error) => (error as number) < 2 });
          let answered = 0;
          for (const { fails, code } of all) {
            const answer = guarded.execute(() => {
              // oxlint-disable-next-line typescript/only-throw-error -- a code stands for an error
              if (fails) throw code;
              return code;
            });
            if (fails && code >= 2) {
              await expect(answer).rejects.toBe(code);
            } else {
              expect(await answer).toBe(fails ? 'instead' : code);
              if (fails) answered++;
            }
          }
          expect(guarded.inspect()).toMatchObject({ answers: answered });
        },
      ),
    );
  });
});
