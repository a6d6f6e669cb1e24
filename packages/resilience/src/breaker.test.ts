import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential } from './backoff.ts';
import { breaker } from './breaker.ts';
import type { BreakerEvent, BreakerState } from './breaker.ts';
import { restore, snapshotOf } from './breaker-snapshot.ts';
import type { BreakerSnapshot } from './breaker-snapshot.ts';
import { classicBreaker } from './classic-breaker.ts';
import { BulkheadFullError, CircuitOpenError } from './errors.ts';
import { guard } from './guard.ts';
import { ManualClock } from './manual-clock.ts';
import { onProblem } from './problems.ts';
import { rampUp } from './recovery.ts';
import { timeout } from './timeout.ts';
import { consecutive, countWindow, timeWindow } from './trip-rule.ts';
import { seededRandom } from './random.ts';

const fail = (): Promise<never> => Promise.reject(new Error('down'));
const succeed = (): Promise<string> => Promise.resolve('up');

/** A promise settled by hand. */
function pending<T>(): {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
} {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((onOk, onError) => {
    resolve = onOk;
    reject = onError;
  });
  return { promise, resolve, reject };
}

async function outcome(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'ok';
  } catch (error) {
    return error instanceof CircuitOpenError ? 'rejected' : 'failed';
  }
}

describe('breaker', () => {
  it('opens after the threshold, and says when to come back', async () => {
    const clock = new ManualClock();
    const guarded = breaker(consecutive(2), { openMs: 1_000, clock, name: 'db' });
    expect(await outcome(guarded.execute(fail))).toBe('failed');
    expect(guarded.state).toBe('closed');
    expect(await outcome(guarded.execute(fail))).toBe('failed');
    await clock.advance(300);
    await expect(guarded.execute(succeed)).rejects.toMatchObject({
      code: 'CIRCUIT_OPEN',
      name: 'CircuitOpenError',
      retryAfterMs: 700,
      message: 'circuit "db" is open',
    });
  });

  it('lets no more than maxProbes through a half-open race', async () => {
    const clock = new ManualClock();
    const guarded = classicBreaker({ failureThreshold: 1, recoveryTimeoutMs: 10, clock });
    await outcome(guarded.execute(fail));
    await clock.advance(10);
    let calls = 0;
    const gate = pending<void>();
    const all = Array.from({ length: 100 }, () =>
      outcome(
        guarded.execute(() => {
          calls++;
          return gate.promise;
        }),
      ),
    );
    expect(calls).toBe(3);
    gate.resolve();
    const outcomes = await Promise.all(all);
    expect(outcomes.filter((one) => one === 'ok')).toHaveLength(3);
    expect(guarded.state).toBe('closed');
  });

  it('ignores a late result from before the trip, good or bad', async () => {
    const clock = new ManualClock();
    const guarded = breaker(consecutive(1), { openMs: 10, clock });
    const early = pending<void>();
    const other = pending<void>();
    const late = outcome(guarded.execute(() => early.promise));
    const lateFailure = outcome(guarded.execute(() => other.promise));
    await outcome(guarded.execute(fail));
    expect(guarded.state).toBe('open');
    await clock.advance(10);
    expect(guarded.state).toBe('half-open');
    early.resolve();
    other.reject(new Error('old news'));
    await Promise.all([late, lateFailure]);
    expect(guarded.state).toBe('half-open');
    expect(await outcome(guarded.execute(succeed))).toBe('ok');
  });

  it('does not notice the wall clock being set back an hour', async () => {
    const clock = new ManualClock();
    const guarded = breaker(consecutive(1), { openMs: 1_000, clock });
    await outcome(guarded.execute(fail));
    clock.jumpWall(-3_600_000);
    await clock.advance(1_000);
    expect(await outcome(guarded.execute(succeed))).toBe('ok');
  });

  it('counts a call that hangs past an outer deadline as a failure, and frees its probe', async () => {
    const clock = new ManualClock();
    const inner = breaker(consecutive(1), { openMs: 10, clock });
    const guarded = guard(timeout(100, { clock }), inner);
    const first = outcome(guarded.execute(() => new Promise(() => {})));
    await clock.advance(100);
    expect(await first).toBe('failed');
    expect(inner.state).toBe('open');
    await clock.advance(10);
    const probe = outcome(guarded.execute(() => new Promise(() => {})));
    await clock.advance(100);
    await probe;
    await clock.advance(10);
    expect(await outcome(guarded.execute(succeed))).toBe('ok');
    expect(inner.state).toBe('closed');
  });

  it('gives a probe that never answers no hold on the half-open state', async () => {
    const clock = new ManualClock();
    const guarded = breaker(consecutive(1), { openMs: 10, clock });
    await outcome(guarded.execute(fail));
    await clock.advance(10);
    void guarded.execute(() => new Promise(() => {}));
    // However short it is open, a probe has 30 s: two at once would be one too many.
    await clock.advance(29_999);
    expect(await outcome(guarded.execute(succeed))).toBe('rejected');
    await clock.advance(1);
    expect(await outcome(guarded.execute(succeed))).toBe('ok');
    expect(guarded.state).toBe('closed');
  });

  it('judges neither the caller who aborts nor the refusal of a guard inside', async () => {
    const clock = new ManualClock();
    const guarded = breaker(consecutive(1), { clock });
    const controller = new AbortController();
    const aborted = guarded.execute(
      (context) =>
        new Promise((_resolve, reject) => {
          context.signal.addEventListener('abort', () => {
            reject(context.signal.reason);
          });
        }),
      { signal: controller.signal },
    );
    controller.abort(new Error('went home'));
    await expect(aborted).rejects.toThrow('went home');
    await outcome(guarded.execute(() => Promise.reject(new BulkheadFullError('full'))));
    expect(guarded.state).toBe('closed');
  });

  it('opens on slow calls that succeed', async () => {
    const clock = new ManualClock();
    const trip = countWindow({ size: 4, minimumCalls: 4, slowMs: 100, slowRate: 0.5 });
    const guarded = breaker(trip, { clock });
    for (const ms of [10, 150, 10, 150]) {
      const gate = pending<void>();
      const call = guarded.execute(() => gate.promise);
      await clock.advance(ms);
      gate.resolve();
      await call;
    }
    expect(guarded.state).toBe('open');
  });

  it('grows its open time with each trip in a row, and starts over once closed', async () => {
    const clock = new ManualClock();
    const openMs = exponential({ initialMs: 100, jitter: 'none' });
    const guarded = breaker(consecutive(1), { openMs, clock });
    const openFor = async (): Promise<number> => {
      await outcome(guarded.execute(fail));
      const { state, retryAfterMs } = guarded.inspect();
      expect(state).toBe('open');
      const ms = retryAfterMs as number;
      await clock.advance(ms);
      return ms;
    };
    expect([await openFor(), await openFor(), await openFor()]).toEqual([100, 200, 400]);
    await guarded.execute(succeed);
    expect(await openFor()).toBe(100);
  });

  it('lets a growing share through while it recovers', async () => {
    const clock = new ManualClock();
    const random = seededRandom(1);
    const trip = consecutive(1);
    const guarded = breaker(trip, {
      openMs: 10,
      recovery: rampUp(1_000, 0.1),
      clock,
      random,
    });
    await outcome(guarded.execute(fail));
    await clock.advance(10);
    await guarded.execute(succeed);
    expect(guarded.state).toBe('recovering');
    const passed: number[] = [];
    for (let step = 0; step < 4; step++) {
      const outcomes = Array.from({ length: 1_000 }, () => outcome(guarded.execute(succeed)));
      passed.push((await Promise.all(outcomes)).filter((one) => one === 'ok').length);
      await clock.advance(300);
    }
    for (const [step, share] of [0.1, 0.37, 0.64, 0.91].entries())
      expect((passed[step] as number) / 1_000).toBeCloseTo(share, 1);
    await clock.advance(100);
    expect(guarded.state).toBe('closed');
  });

  it('is isolated by hand until reset', async () => {
    const guarded = breaker(consecutive(1), { openMs: 10, clock: new ManualClock() });
    guarded.isolate();
    await expect(guarded.execute(succeed)).rejects.toMatchObject({ retryAfterMs: Infinity });
    guarded.reset();
    expect(await guarded.execute(succeed)).toBe('up');
  });

  it('hands its state to another process as durations', async () => {
    const before = new ManualClock();
    const first = breaker(consecutive(1), { openMs: 1_000, clock: before });
    await outcome(first.execute(fail));
    await before.advance(400);
    const snapshot: unknown = JSON.parse(JSON.stringify(snapshotOf(first)));
    const clock = new ManualClock();
    await clock.advance(777_777);
    const second = breaker(consecutive(1), { openMs: 1_000, clock });
    restore(second, snapshot as BreakerSnapshot);
    await clock.advance(599);
    expect(second.state).toBe('open');
    await clock.advance(1);
    expect(second.state).toBe('half-open');
  });

  it('keeps the outcome of a call whose predicate throws', async () => {
    const problems: unknown[] = [];
    onProblem((error) => problems.push(error));
    const guarded = breaker(consecutive(2), {
      clock: new ManualClock(),
      failOn: () => {
        throw new Error('bug');
      },
    });
    await expect(guarded.execute(fail)).rejects.toThrow('down');
    expect(guarded.state).toBe('closed');
    expect(problems).toHaveLength(1);
    onProblem(undefined);
  });

  it('opens at 80 % failures by a window, where a count in a row never would', async () => {
    const clock = new ManualClock();
    const inARow = breaker(consecutive(5), { clock });
    const windows = [breaker(timeWindow(), { clock }), breaker(countWindow(), { clock })];
    for (const guarded of [inARow, ...windows])
      for (let call = 0; call < 1_000; call++)
        await outcome(guarded.execute(call % 5 === 0 ? succeed : fail));
    expect(inARow.state).toBe('closed');
    for (const guarded of windows) expect(guarded.state).toBe('open');
  });

  it('tells every transition to who listens', async () => {
    const clock = new ManualClock();
    const guarded = breaker(consecutive(1), { openMs: 10, clock });
    const seen: string[] = [];
    const stop = guarded.on((event: BreakerEvent) => {
      if (event.type === 'state') seen.push(`${event.from} ${event.to}`);
    });
    await outcome(guarded.execute(fail));
    await clock.advance(10);
    await guarded.execute(succeed);
    stop();
    guarded.isolate();
    expect(seen).toEqual(['closed open', 'open half-open', 'half-open closed']);
  });
});

/**
 * The reference: the specification again, in the plainest words: a list of all that happened,
 * judged anew each time. Slow, obviously right, and shares no code with the breaker.
 */
class Model {
  state: BreakerState = 'closed';
  private until = 0;
  private outcomes: { at: number; ok: boolean }[] = [];
  private underWay = new Map<number, { generation: number; probe: boolean }>();
  private generation = 0;
  private good = 0;
  private readonly rules: Rules;

  constructor(rules: Rules) {
    this.rules = rules;
  }

  private go(state: BreakerState): void {
    this.state = state;
    this.generation++;
    this.good = 0;
    this.outcomes = [];
  }

  look(now: number): void {
    if (this.state === 'open' && now >= this.until) {
      this.go('half-open');
      this.until = now + 30_000;
    } else if (this.state === 'half-open' && now >= this.until) {
      this.go('half-open');
      this.until = now + 30_000;
    }
  }

  begin(id: number, now: number): boolean {
    this.look(now);
    if (this.state === 'open') return false;
    const probe = this.state === 'half-open';
    if (probe) {
      const out = [...this.underWay.values()].filter(
        (call) => call.probe && call.generation === this.generation,
      );
      if (out.length >= Math.min(this.rules.maxProbes, this.rules.successes - this.good))
        return false;
    }
    this.underWay.set(id, { generation: this.generation, probe });
    return true;
  }

  end(id: number, ok: boolean, now: number): void {
    const call = this.underWay.get(id);
    this.underWay.delete(id);
    if (call?.generation !== this.generation) return;
    if (call.probe) {
      if (!ok) this.open(now);
      else if (++this.good === this.rules.successes) this.go('closed');
      return;
    }
    this.outcomes.push({ at: now, ok });
    if (this.rules.tripped(this.outcomes, now)) this.open(now);
  }

  private open(now: number): void {
    this.go('open');
    this.until = now + this.rules.openMs;
  }
}

interface Rules {
  openMs: number;
  maxProbes: number;
  successes: number;
  tripped(outcomes: readonly { at: number; ok: boolean }[], now: number): boolean;
}

type Action =
  | { kind: 'begin' }
  | { kind: 'end'; which: number; ok: boolean }
  | { kind: 'wait'; ms: number };

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.constant({ kind: 'begin' } as const),
  fc.record({ kind: fc.constant('end' as const), which: fc.nat(), ok: fc.boolean() }),
  fc.record({
    kind: fc.constant('wait' as const),
    ms: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(30_000)),
  }),
);

const WINDOW_MS = 40;
const rates = { failureRate: 0.5, minimumCalls: 4 };

const triggers = [
  {
    name: 'consecutive',
    trip: consecutive(3),
    tripped: (all: readonly { ok: boolean }[]) =>
      all.length >= 3 && all.slice(-3).every(({ ok }) => !ok),
  },
  {
    name: 'count window',
    trip: countWindow({ size: 6, ...rates }),
    tripped: (all: readonly { ok: boolean }[]) => tooMany(all.slice(-6)),
  },
  {
    name: 'time window',
    trip: timeWindow({ windowMs: WINDOW_MS, buckets: 4, ...rates }),
    tripped: (all: readonly { at: number; ok: boolean }[], now: number) => {
      const bucket = (at: number): number => Math.floor(at / (WINDOW_MS / 4));
      return tooMany(all.filter(({ at }) => bucket(at) > bucket(now) - 4));
    },
  },
];

function tooMany(judged: readonly { ok: boolean }[]): boolean {
  const failed = judged.filter(({ ok }) => !ok).length;
  return judged.length >= 4 && failed / judged.length >= 0.5;
}

describe.each(triggers)('breaker by $name', ({ trip, tripped }) => {
  it('agrees with the reference model for every sequence of calls, results and time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { minLength: 10, maxLength: 80 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 4 }),
        async (actions, maxProbes, successes) => {
          const clock = new ManualClock();
          const openMs = 30;
          const guarded = breaker(trip, { openMs, maxProbes, successesToClose: successes, clock });
          const model = new Model({ openMs, maxProbes, successes, tripped });
          const open: { id: number; gate: ReturnType<typeof pending<void>> }[] = [];
          let ids = 0;
          for (const step of actions) {
            if (step.kind === 'wait') {
              clock.block(step.ms);
            } else if (step.kind === 'begin') {
              const id = ids++;
              const gate = pending<void>();
              let called = false;
              void outcome(
                guarded.execute(() => {
                  called = true;
                  return gate.promise;
                }),
              );
              expect(called).toBe(model.begin(id, clock.monotonicMs()));
              if (called) open.push({ id, gate });
            } else if (open.length > 0) {
              const [{ id, gate }] = open.splice(step.which % open.length, 1) as [(typeof open)[0]];
              if (step.ok) gate.resolve();
              else gate.reject(new Error('down'));
              await flush();
              model.end(id, step.ok, clock.monotonicMs());
            }
            model.look(clock.monotonicMs());
            expect(guarded.state).toBe(model.state);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

/** A handful of microtasks: more than any chain here is long. */
async function flush(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
}
