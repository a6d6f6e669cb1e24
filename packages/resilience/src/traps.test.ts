import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { constant } from './backoff.ts';
import { breaker } from './breaker.ts';
import { bulkhead } from './bulkhead.ts';
import type { CallContext } from './call.ts';
import type { AnyPolicy } from './policy.ts';
import { onProblem } from './problems.ts';
import { retry } from './retry.ts';
import { timeout } from './timeout.ts';
import { traps } from './traps.test.scripts.ts';
import type { Guarded, Subject } from './traps.test.scripts.ts';
import { consecutive } from './trip-rule.ts';

function guarded(policy: AnyPolicy, parent?: CallContext): Guarded {
  return {
    execute: (fn, signal) =>
      policy.execute(
        (context) => fn(context.signal, guarded(policy, context)),
        signal === undefined && parent === undefined ? undefined : { signal, parent },
      ),
  };
}

const ours: Subject = {
  name: '@ninefold/resilience',
  cancels: true,
  breaker: ({ failures, openMs, isFailure }) => {
    const policy = breaker(consecutive(failures), {
      openMs,
      ...(isFailure === undefined ? {} : { failOn: isFailure }),
    });
    return {
      ...guarded(policy),
      onStateChange: (listener) => {
        policy.on(({ type }) => {
          if (type === 'state') listener();
        });
      },
    };
  },
  bulkhead: (maxConcurrent, maxQueue) => guarded(bulkhead({ maxConcurrent, maxQueue })),
  plainBulkhead: (maxConcurrent) => guarded(bulkhead({ maxConcurrent })),
  timeout: (ms) => guarded(timeout(ms)),
  retry: (maxAttempts) => guarded(retry({ maxAttempts, backoff: constant(1) })),
};

/** What one writes on a Friday afternoon. Every trap must catch it, or the trap is no test. */
const naive: Subject = {
  name: 'naive',
  cancels: true,
  breaker: ({ failures, openMs, isFailure = () => true }) => {
    let failed = 0;
    let openedAt = 0;
    let listener = (): void => {};
    return {
      execute(fn) {
        if (failed >= failures && Date.now() - openedAt < openMs)
          return Promise.reject(new Error('open'));
        return (fn() as Promise<unknown>).then(
          (value) => {
            failed = 0;
            return value;
          },
          (error: unknown) => {
            if (error && isFailure(error) && ++failed >= failures) {
              openedAt = Date.now();
              listener();
            }
            throw error;
          },
        );
      },
      onStateChange(callback) {
        listener = callback;
      },
    };
  },
  bulkhead: (slots) => {
    let active = 0;
    const waiting: (() => void)[] = [];
    return {
      async execute(fn) {
        if (active >= slots) await new Promise<void>((resolve) => waiting.push(resolve));
        active++;
        const value = await fn();
        active--;
        waiting.shift()?.();
        return value;
      },
    };
  },
  plainBulkhead: (slots) => naive.bulkhead?.(slots, 0) as Guarded,
  timeout: (ms) => ({
    execute(fn, signal) {
      signal?.addEventListener('abort', () => {});
      const late = new Promise((_resolve, reject) => {
        setTimeout(() => {
          reject(new Error('timeout'));
        }, ms);
      });
      late.catch(() => {});
      const work = Promise.resolve(fn());
      void work.then(() => {});
      return Promise.race([late, work]);
    },
  }),
  retry: (attempts) => ({
    async execute(fn) {
      let last: unknown;
      for (let attempt = 0; attempt < attempts; attempt++) {
        try {
          return await fn();
        } catch (error) {
          last = error;
        }
      }
      throw last;
    },
  }),
};

describe('traps', () => {
  beforeAll(() => {
    onProblem(() => {});
  });
  afterAll(() => {
    onProblem(undefined);
  });

  describe.each(traps)('$name', ({ run }) => {
    it('does not catch this library', async () => {
      const finding = await run(ours);
      expect(finding?.saw).toBeDefined();
      expect(finding, finding?.saw).toMatchObject({ held: true });
    });

    it('catches a naive version', async () => {
      let held: boolean | undefined;
      try {
        held = (await run(naive))?.held;
      } catch {
        held = false;
      }
      expect(held).toBe(false);
    });
  });
});
