import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adaptiveConcurrency } from './adaptive-concurrency.ts';
import { exponential } from './backoff.ts';
import { breaker } from './breaker.ts';
import { bulkhead } from './bulkhead.ts';
import { after } from './clock.ts';
import { codel } from './codel.ts';
import { fallback } from './fallback.ts';
import { Guard } from './guard.ts';
import { hedge } from './hedge.ts';
import { injectFaults } from './inject-faults.ts';
import { keyed } from './keyed.ts';
import { ManualClock } from './manual-clock.ts';
import type { AnyPolicy } from './policy.ts';
import { rateLimit, tokenBucket } from './rate-limit.ts';
import { seededRandom } from './random.ts';
import { retry } from './retry.ts';
import { singleFlight } from './single-flight.ts';
import { staleCache } from './stale-cache.ts';
import { timeout } from './timeout.ts';
import { consecutive } from './trip-rule.ts';

type Make = (clock: ManualClock, seed: number) => AnyPolicy;

/** Every guard, small enough for its bounds to be met. */
const makers: readonly Make[] = [
  (clock) => timeout(40, { clock }),
  (clock) => timeout(90, { clock, mode: 'cooperative' }),
  (clock, seed) =>
    retry({ backoff: exponential({ initialMs: 5 }), clock, random: seededRandom(seed) }),
  (clock) => breaker(consecutive(3), { openMs: 30, clock }),
  (clock) => keyed(() => breaker(consecutive(2), { openMs: 30, clock }), { clock }),
  (clock) => bulkhead({ maxConcurrent: 2, maxQueue: 3, queueTimeoutMs: 50, clock }),
  (clock) =>
    bulkhead({ maxConcurrent: 2, maxConcurrentPerKey: 1, maxQueue: 3, shed: codel(), clock }),
  (clock) => adaptiveConcurrency({ initialLimit: 2, maxQueue: 2, clock }),
  (clock) => hedge({ delayMs: 10, clock }),
  () => fallback('instead'),
  (clock) => rateLimit(tokenBucket({ perSecond: 100, burst: 2 }), { maxWaitMs: 20, clock }),
  () => singleFlight(),
  (clock) => staleCache({ freshMs: 10, clock }),
  (clock, seed) =>
    injectFaults({ enabled: true, errorRate: 0.2, clock, random: seededRandom(seed) }),
];

/** What an operation does: how long it takes, how it ends, and whether it heeds its signal. */
const behaviour = fc.record({
  takesMs: fc.integer({ min: 0, max: 120 }),
  ends: fc.constantFrom('ok', 'reject', 'throw', 'undefined'),
  heeds: fc.boolean(),
  abortAfterMs: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  key: fc.constantFrom('a', 'b', undefined),
  gapMs: fc.integer({ min: 0, max: 30 }),
  nests: fc.boolean(),
});

describe('any stack of guards', () => {
  it('settles every call, and leaves no slot, timer or listener behind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...makers), { minLength: 1, maxLength: 6 }),
        fc.array(behaviour, { minLength: 1, maxLength: 12 }),
        fc.integer(),
        async (stack, calls, seed) => {
          const clock = new ManualClock();
          const policies = stack.map((make) => make(clock, seed));
          const guarded = new Guard(policies);
          const controllers: AbortController[] = [];
          let unsettled = 0;
          let running = 0;
          for (const call of calls) {
            const controller = new AbortController();
            controllers.push(controller);
            const { signal } = controller;
            unsettled++;
            const operation = (inner: AbortSignal): Promise<string> => {
              if (call.ends === 'throw') throw new Error('at once');
              running++;
              let over = false;
              return new Promise<string>((resolve, reject) => {
                const stop = after(clock, call.takesMs, () => {
                  running--;
                  over = true;
                  inner.removeEventListener('abort', onAbort);
                  if (call.ends === 'ok') resolve('ok');
                  else reject((call.ends === 'undefined' ? undefined : new Error('down')) as Error);
                });
                const onAbort = (): void => {
                  inner.removeEventListener('abort', onAbort);
                  if (over) return;
                  stop();
                  running--;
                  over = true;
                  reject(inner.reason as Error);
                };
                if (call.heeds) inner.addEventListener('abort', onAbort);
              });
            };
            const settled = (): void => {
              unsettled--;
            };
            guarded
              .execute(
                (context) =>
                  call.nests
                    ? guarded.execute((within) => operation(within.signal), { parent: context })
                    : operation(context.signal),
                { signal, key: call.key },
              )
              .then(settled, settled);
            if (call.abortAfterMs !== undefined)
              after(clock, call.abortAfterMs, () => {
                controller.abort(new Error('the caller left'));
              });
            await clock.advance(call.gapMs);
          }
          await clock.drain(10_000);
          expect(unsettled).toBe(0);
          expect(clock.pendingTimers).toBe(0);
          for (const { signal } of controllers)
            expect(getEventListeners(signal, 'abort')).toHaveLength(0);
          if (running === 0)
            for (const policy of policies)
              if (policy.kind === 'bulkhead' || policy.kind === 'adaptive-concurrency')
                expect(policy.inspect()).toMatchObject({ active: 0, queued: 0 });
          expect(running).toBe(0);
          for (const policy of policies)
            if (policy.kind === 'bulkhead') expect(policy.inspect()['keys'] ?? 0).toBe(0);
        },
      ),
      { numRuns: 600 },
    );
  });
});
