import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulkhead, namedBulkhead } from './bulkhead.ts';
import { after } from './clock.ts';
import { codel } from './codel.ts';
import { guard } from './guard.ts';
import { ManualClock } from './manual-clock.ts';
import { timeout } from './timeout.ts';

interface Work {
  readonly name: string;
  finish(): void;
}

/** Starts work that ends by hand, in the order it was let in. */
function site(): {
  readonly started: Work[];
  readonly names: () => string[];
  readonly work: (name: string) => () => Promise<string>;
} {
  const started: Work[] = [];
  return {
    started,
    names: () => started.map(({ name }) => name),
    work: (name) => () =>
      new Promise((resolve) => {
        started.push({
          name,
          finish: () => {
            resolve(name);
          },
        });
      }),
  };
}

async function flush(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
}

async function code(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
    return 'ok';
  } catch (error) {
    return (error as { code?: string }).code ?? (error as Error).message;
  }
}

describe('bulkhead', () => {
  it('turns calls away when slots and queue are full', async () => {
    const { started, work } = site();
    const guarded = bulkhead({ maxConcurrent: 1, maxQueue: 1 });
    const first = guarded.execute(work('a'));
    const second = guarded.execute(work('b'));
    expect(await code(guarded.execute(work('c')))).toBe('BULKHEAD_FULL');
    started[0]?.finish();
    await first;
    await flush();
    started[1]?.finish();
    expect(await second).toBe('b');
    expect(guarded.inspect()).toMatchObject({ active: 0, queued: 0 });
  });

  it('loses no slot when a queued call is aborted, and answers it at once', async () => {
    const { started, work, names } = site();
    const guarded = bulkhead({ maxConcurrent: 1, maxQueue: 10 });
    const controller = new AbortController();
    const first = guarded.execute(work('a'));
    const aborted = guarded.execute(work('b'), { signal: controller.signal });
    const third = guarded.execute(work('c'));
    controller.abort(new Error('went home'));
    await expect(aborted).rejects.toThrow('went home');
    expect(guarded.queued).toBe(1);
    started[0]?.finish();
    await first;
    await flush();
    started[1]?.finish();
    await third;
    expect(names()).toEqual(['a', 'c']);
    expect(guarded.free).toBe(1);
  });

  it('bounds the wait in the queue', async () => {
    const clock = new ManualClock();
    const guarded = bulkhead({ maxConcurrent: 1, maxQueue: 1, queueTimeoutMs: 50, clock });
    void guarded.execute(() => new Promise(() => {}));
    const waiting = code(guarded.execute(() => 1));
    await clock.advance(50);
    expect(await waiting).toBe('QUEUE_TIMEOUT');
    expect(guarded.queued).toBe(0);
    expect(clock.pendingTimers).toBe(0);
  });

  it('serves higher priorities first, and the lowest gives way when the queue is full', async () => {
    const { started, work, names } = site();
    const guarded = bulkhead({ maxConcurrent: 1, maxQueue: 2 });
    const calls = [
      guarded.execute(work('first')),
      code(guarded.execute(work('low'), { priority: -1 })),
      code(guarded.execute(work('mid'))),
      code(guarded.execute(work('high'), { priority: 5 })),
    ];
    expect(await calls[1]).toBe('BULKHEAD_FULL');
    started[0]?.finish();
    await flush();
    started[1]?.finish();
    await flush();
    started[2]?.finish();
    await Promise.all(calls);
    expect(names()).toEqual(['first', 'high', 'mid']);
  });

  it('lets keys take turns, so that one busy tenant does not starve another', async () => {
    const { started, work, names } = site();
    const guarded = bulkhead({ maxConcurrent: 1, maxQueue: 100 });
    const calls = [guarded.execute(work('busy'), { key: 'busy' })];
    for (let index = 0; index < 5; index++)
      calls.push(guarded.execute(work('busy'), { key: 'busy' }));
    calls.push(guarded.execute(work('quiet'), { key: 'quiet' }));
    for (let index = 0; index < calls.length; index++) {
      started[index]?.finish();
      await flush();
    }
    await Promise.all(calls);
    expect(names().indexOf('quiet')).toBe(2);
  });

  it('keeps one key to its share of the slots, and forgets keys that hold none', async () => {
    const { started, work, names } = site();
    const guarded = bulkhead({ maxConcurrent: 3, maxConcurrentPerKey: 1, maxQueue: 10 });
    const calls = ['a', 'a', 'a', 'b'].map((key) => guarded.execute(work(key), { key }));
    expect(names()).toEqual(['a', 'b']);
    for (let index = 0; index < 4; index++) {
      started[index]?.finish();
      await flush();
    }
    await Promise.all(calls);
    expect(guarded.inspect()['keys']).toBe(0);
  });

  it('holds the slot of work that a timeout gave up on until it ends', async () => {
    const clock = new ManualClock();
    const { started, work } = site();
    const inner = bulkhead({ maxConcurrent: 1, clock });
    for (const guarded of [
      guard(timeout(10, { clock }), inner),
      guard(inner, timeout(10, { clock })),
    ]) {
      const call = code(guarded.execute(work('slow')));
      await clock.advance(10);
      expect(await call).toBe('TIMEOUT');
      expect(inner.free).toBe(0);
      started.pop()?.finish();
      await flush();
      expect(inner.free).toBe(1);
    }
  });

  it('lets a call within a call share its slot', async () => {
    const guarded = bulkhead({ maxConcurrent: 1, maxQueue: 1 });
    const answer = guarded.execute((context) =>
      guarded.execute(() => 'inner', { parent: context }),
    );
    expect(await answer).toBe('inner');
    expect(guarded.free).toBe(1);
  });

  it('sheds a standing queue and leaves a burst alone', async () => {
    const shedOf = async (arrivalsPerMs: number): Promise<number> => {
      const clock = new ManualClock();
      const guarded = bulkhead({ maxConcurrent: 1, maxQueue: 10_000, shed: codel(), clock });
      let shed = 0;
      const serve = (): Promise<void> =>
        new Promise((resolve) => {
          after(clock, 1, resolve);
        });
      let due = 20;
      for (let ms = 0; ms < 1_500; ms++) {
        for (due += arrivalsPerMs; due >= 1; due--)
          void code(guarded.execute(serve)).then((answer) => {
            if (answer === 'LOAD_SHED') shed++;
          });
        await clock.advance(1);
      }
      return shed;
    };
    expect(await shedOf(0.5)).toBe(0);
    expect(await shedOf(1.2)).toBeGreaterThan(50);
  });

  it('is one per name', () => {
    expect(namedBulkhead('payments', { maxConcurrent: 3 })).toBe(namedBulkhead('payments'));
    expect(namedBulkhead('payments').limit).toBe(3);
  });

  it('serves 10,000 concurrent calls through 100 slots, in the order they came', async () => {
    const guarded = bulkhead({ maxConcurrent: 100, maxQueue: 10_000 });
    const order: number[] = [];
    let most = 0;
    const calls = Array.from({ length: 10_000 }, (_, call) =>
      guarded.execute(async () => {
        order.push(call);
        most = Math.max(most, guarded.active);
        await Promise.resolve();
      }),
    );
    await Promise.all(calls);
    expect(most).toBe(100);
    expect(order).toEqual(Array.from({ length: 10_000 }, (_, call) => call));
  });

  it('never goes over its limit and loses nothing, whatever ends, aborts or times out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.record({
              kind: fc.constant('call' as const),
              key: fc.constantFrom('a', 'b', 'c'),
              priority: fc.integer({ min: 0, max: 2 }),
            }),
            fc.record({ kind: fc.constant('finish' as const), which: fc.nat() }),
            fc.record({ kind: fc.constant('abort' as const), which: fc.nat() }),
            fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 30 }) }),
          ),
          { maxLength: 80 },
        ),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 4 }),
        fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
        async (actions, maxConcurrent, maxQueue, perKey) => {
          const clock = new ManualClock();
          const guarded = bulkhead({
            maxConcurrent,
            maxQueue,
            queueTimeoutMs: 25,
            clock,
            ...(perKey === undefined ? {} : { maxConcurrentPerKey: perKey }),
          });
          const running: { key: string; finish(): void }[] = [];
          const controllers: AbortController[] = [];
          const answers: Promise<unknown>[] = [];
          const finish = (which: number): void => {
            running.splice(which % running.length, 1)[0]?.finish();
          };
          for (const step of actions) {
            if (step.kind === 'call') {
              const controller = new AbortController();
              controllers.push(controller);
              const { key, priority } = step;
              const work = (): Promise<void> =>
                new Promise((resolve) => {
                  running.push({ key, finish: resolve });
                });
              answers.push(
                code(guarded.execute(work, { key, priority, signal: controller.signal })),
              );
            } else if (step.kind === 'finish') {
              if (running.length > 0) finish(step.which);
            } else if (step.kind === 'abort') {
              controllers[step.which % Math.max(controllers.length, 1)]?.abort(new Error('away'));
            } else {
              await clock.advance(step.ms);
            }
            await flush();
            expect(running.length).toBeLessThanOrEqual(maxConcurrent);
            expect(guarded.active).toBe(running.length);
            expect(guarded.queued).toBeLessThanOrEqual(maxQueue);
            if (perKey !== undefined)
              for (const key of ['a', 'b', 'c'])
                expect(running.filter((one) => one.key === key).length).toBeLessThanOrEqual(perKey);
            // Work conserving: nobody waits while a slot is free, unless keys are bounded.
            if (perKey === undefined && guarded.queued > 0) expect(guarded.free).toBe(0);
          }
          while (running.length > 0 || guarded.queued > 0) {
            finish(0);
            await flush();
          }
          await Promise.all(answers);
          expect(guarded.inspect()).toMatchObject({ active: 0, queued: 0 });
          expect(clock.pendingTimers).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});
