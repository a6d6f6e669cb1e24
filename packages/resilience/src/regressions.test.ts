import { describe, expect, it } from 'vitest';
import { constant } from './backoff.ts';
import { BoundedMap } from './bounded-map.ts';
import { breaker } from './breaker.ts';
import { restore } from './breaker-snapshot.ts';
import { rampUp } from './recovery.ts';
import { bulkhead } from './bulkhead.ts';
import type { Clock, Timer } from './clock.ts';
import { guard } from './guard.ts';
import { injectFaults } from './inject-faults.ts';
import { keyed } from './keyed.ts';
import { ManualClock } from './manual-clock.ts';
import { retry } from './retry.ts';
import { singleFlight } from './single-flight.ts';
import { timeout } from './timeout.ts';
import { consecutive } from './trip-rule.ts';
import { undiciInterceptor } from './undici.ts';
import type { UndiciHandler } from './undici.ts';

const fail = (): Promise<never> => Promise.reject(new Error('down'));
const never = (): Promise<never> => new Promise(() => {});
const outcome = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'ok',
    (error: unknown) => (error as { code?: string } | undefined)?.code ?? error,
  );

describe('what broke once', () => {
  it('breaker: holds to its probes though it opens for no time at all', async () => {
    const guarded = breaker(consecutive(1), { openMs: 0, clock: new ManualClock() });
    await outcome(guarded.execute(fail));
    const calls: unknown[] = [];
    for (let call = 0; call < 5; call++)
      void guarded
        .execute(() => {
          calls.push(call);
          return never();
        })
        .catch(() => {});
    await Promise.resolve();
    expect(calls).toHaveLength(1);
  });
  it('breaker: holds to its probes after a half-open snapshot was restored', async () => {
    const clock = new ManualClock();
    const guarded = breaker(consecutive(1), { clock });
    restore(guarded, {
      state: 'half-open',
      leftMs: 0,
      trips: 1,
      counts: { calls: 0, failures: 0, slow: 0 },
    });
    const calls: unknown[] = [];
    for (let call = 0; call < 5; call++)
      void guarded
        .execute(() => {
          calls.push(call);
          return never();
        })
        .catch(() => {});
    await Promise.resolve();
    expect(calls).toHaveLength(1);
  });
  it('breaker: stays isolated when a listener isolates it on the failure that trips it', async () => {
    const guarded = breaker(consecutive(1), { clock: new ManualClock() });
    guarded.on(({ type }) => {
      if (type === 'failure') guarded.isolate();
    });
    await outcome(guarded.execute(fail));
    expect(guarded.state).toBe('isolated');
  });
  it('breaker: a reset during recovery forgets what was counted', async () => {
    const clock = new ManualClock();
    const guarded = breaker(consecutive(2), {
      openMs: 10,
      recovery: rampUp(1_000, 0.5),
      clock,
      random: () => 0,
    });
    await outcome(guarded.execute(fail));
    await outcome(guarded.execute(fail));
    await clock.advance(10);
    await guarded.execute(() => 1);
    await outcome(guarded.execute(fail));
    expect(guarded.state).toBe('recovering');
    guarded.reset();
    await outcome(guarded.execute(fail));
    expect(guarded.state).toBe('closed');
  });
  it('breaker: events of a call with options carry its key', async () => {
    const guarded = breaker(consecutive(5), { clock: new ManualClock() });
    const keys: unknown[] = [];
    guarded.on(({ key }) => keys.push(key));
    await guarded.execute(() => 1, { key: 'a' });
    expect(keys).toEqual(['a']);
  });
  it('bulkhead: keeps its slot when injected faults throw', async () => {
    const guarded = guard(
      bulkhead({ maxConcurrent: 1 }),
      injectFaults({
        enabled: true,
        errorRate: 1,
        error: () => {
          throw new Error('thrown');
        },
      }),
    );
    for (let call = 0; call < 3; call++) {
      const answer = await outcome(Promise.resolve().then(() => guarded.execute(() => 1)));
      expect((answer as Error).message).toBe('thrown');
    }
  });
  it('bulkhead: keeps its slot when the maker of a keyed guard throws', async () => {
    const inner = keyed((key) => {
      if (key === 'bad') throw new Error('bad key');
      return bulkhead();
    });
    const outer = bulkhead({ maxConcurrent: 1 });
    const guarded = guard(outer, inner);
    const answer = await outcome(guarded.execute(() => 1, { key: 'bad' }));
    expect((answer as Error).message).toBe('bad key');
    expect(await outcome(guarded.execute(() => 1, { key: 'good' }))).toBe('ok');
  });
  it('keyed: does not forget a guard that was isolated, or is busy, for being idle', () => {
    const clock = new ManualClock();
    const guarded = keyed(() => breaker(consecutive(5), { clock }), { idleMs: 1_000, clock });
    guarded.for('sick').isolate();
    clock.block(5_000);
    guarded.for('other');
    expect(guarded.for('sick').state).toBe('isolated');
  });
  it('keyed: idle guards behind one that must stay still go', () => {
    const map = new BoundedMap<string>({
      maxKeys: 100,
      idleMs: 10,
      precious: (value) => value === 'keep',
    });
    map.set('a', 'keep', 0);
    for (const key of ['b', 'c', 'd']) map.set(key, 'drop', 0);
    for (let now = 20; now < 25; now++) map.get('x', now);
    expect([...map].map(([key]) => key)).toEqual(['a']);
  });
  it('retry: tries each call anew though they fail with one and the same error', async () => {
    const clock = new ManualClock();
    const guarded = retry({ maxAttempts: 2, exhausted: 'last-error', backoff: constant(0), clock });
    const shared = new Error('the same object');
    let calls = 0;
    for (let call = 0; call < 2; call++) {
      const answer = outcome(
        guarded.execute(() => {
          calls++;
          throw shared;
        }),
      );
      await clock.drain();
      await answer;
    }
    expect(calls).toBe(4);
  });
  it('retry: does not start an attempt once a listener has aborted the caller', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const guarded = retry({ backoff: constant(10), clock });
    guarded.on(({ type }) => {
      if (type === 'retry') controller.abort(new Error('left'));
    });
    let calls = 0;
    const answer = outcome(
      guarded.execute(
        () => {
          calls++;
          return fail();
        },
        { signal: controller.signal },
      ),
    );
    await clock.drain();
    expect(((await answer) as Error).message).toBe('left');
    expect(calls).toBe(1);
  });
  it('retry: does not start an attempt when its wait and the deadline end together', async () => {
    let now = 0;
    const due = new Map<Timer, number>();
    const clock: Clock = {
      monotonicMs: () => now,
      wallMs: () => now,
      start: (timer, delayMs) => due.set(timer, now + delayMs),
      stop: (timer) => due.delete(timer),
    };
    const guarded = guard(timeout(20, { clock }), retry({ backoff: constant(10), clock }));
    let calls = 0;
    const answer = outcome(
      guarded.execute(() => {
        calls++;
        return fail();
      }),
    );
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    expect(due.size).toBe(2);
    // The event loop was blocked: both timers fire in one go, the wait first.
    now = 30;
    for (const [timer] of [...due].toSorted((one, other) => one[1] - other[1])) {
      due.delete(timer);
      (timer as { onTimer: () => void }).onTimer();
    }
    expect(await answer).toBe('TIMEOUT');
    expect(calls).toBe(1);
  });
  it('timeout: a guard within answers when the deadline of its parent passes, though work goes on', async () => {
    const clock = new ManualClock();
    const outer = timeout(10, { clock });
    const inner = timeout(1_000, { clock });
    let innerAnswer: unknown = 'none';
    const answer = outcome(
      outer.execute(async (parent) => {
        innerAnswer = await outcome(inner.execute(never, { parent }));
      }),
    );
    await clock.drain();
    expect(await answer).toBe('TIMEOUT');
    expect(innerAnswer).toBe('TIMEOUT');
  });
  it('singleFlight: a call of the same key made within, at once, is not answered with nothing', async () => {
    const guarded = singleFlight();
    let inner: unknown;
    await guarded.execute(
      () => {
        inner ??= guarded.execute(() => 'inner', { key: 'k' });
        return 'outer';
      },
      { key: 'k' },
    );
    expect(await inner).not.toBe(undefined);
  });
  it('wrap: a key that throws rejects, and does not throw', async () => {
    const wrapped = retry().wrap((id: string) => id, {
      key: () => {
        throw new Error('no key');
      },
    });
    let call: Promise<unknown> | undefined;
    expect(() => {
      call = wrapped('x');
    }).not.toThrow();
    expect(((await outcome(call as Promise<unknown>)) as Error).message).toBe('no key');
  });

  it('undici: a request given up while it waited for a connection is not sent', async () => {
    const clock = new ManualClock();
    const waiting: UndiciHandler[] = [];
    const dispatch = undiciInterceptor(timeout(10, { clock }))((
      _request,
      handler: UndiciHandler,
    ) => {
      waiting.push(handler);
      return true;
    });
    const seen: string[] = [];
    dispatch(
      { method: 'GET' },
      {
        onRequestStart: () => seen.push('started'),
        onResponseError: (_controller, error) => seen.push((error as { code?: string }).code ?? ''),
      },
    );
    await clock.advance(10);
    let aborted: unknown;
    waiting[0]?.onRequestStart?.(
      {
        abort: (reason) => {
          aborted = reason;
        },
      },
      undefined,
    );
    expect(seen).toEqual(['TIMEOUT']);
    expect(aborted).toMatchObject({ code: 'TIMEOUT' });
  });
});
