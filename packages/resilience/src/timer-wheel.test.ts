import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Timer } from './clock.ts';
import { TimerWheel } from './timer-wheel.ts';

/** A runtime whose setTimeout is late by what the test says. */
class FakeRuntime {
  now = 0;
  private timers = new Map<number, { at: number; callback: () => void }>();
  private ids = 0;

  nowMs(): number {
    return this.now;
  }

  setTimeout(callback: () => void, delayMs: number): number {
    // As runtimes do: a delay that does not fit in 31 bits fires at once.
    const delay = delayMs < 2 ** 31 ? delayMs : 1;
    this.timers.set(++this.ids, { at: this.now + delay, callback });
    return this.ids;
  }

  clearTimeout(id: unknown): void {
    this.timers.delete(id as number);
  }

  get armed(): number {
    return this.timers.size;
  }

  /** To `untilMs`; with `blockedMs`, nothing fires until then, as in a blocked event loop. */
  run(untilMs: number, blockedMs = 0): void {
    this.now = Math.min(this.now + blockedMs, untilMs);
    for (;;) {
      const due = [...this.timers].filter(([, { at }]) => at <= untilMs);
      if (due.length === 0) break;
      const [id, timer] = due.reduce((one, other) => (other[1].at < one[1].at ? other : one));
      this.timers.delete(id);
      this.now = Math.max(this.now, timer.at);
      timer.callback();
    }
    this.now = untilMs;
  }
}

class Probe extends Timer {
  firedMs: number | undefined;
  startedMs: number;
  delayMs: number;
  private readonly runtime: FakeRuntime;

  constructor(runtime: FakeRuntime, delayMs: number) {
    super(() => {
      this.fire();
    });
    this.runtime = runtime;
    this.startedMs = runtime.now;
    this.delayMs = delayMs;
  }

  private fire(): void {
    if (this.firedMs !== undefined) throw new Error('fired twice');
    this.firedMs = this.runtime.now;
  }
}

describe('timer wheel', () => {
  it('never fires early or twice, and late by one tick at most, for any mix of delays', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.record({
              kind: fc.constant('start' as const),
              delayMs: fc.oneof(
                fc.integer({ min: 0, max: 300 }),
                fc.integer({ min: 0, max: 100_000 }),
                fc.double({ min: 0, max: 50, noNaN: true }),
              ),
            }),
            fc.record({ kind: fc.constant('stop' as const), which: fc.nat() }),
            fc.record({
              kind: fc.constant('run' as const),
              ms: fc.integer({ min: 0, max: 2_000 }),
            }),
          ),
          { maxLength: 60 },
        ),
        (actions) => {
          const runtime = new FakeRuntime();
          runtime.now = 12_345.678;
          const wheel = new TimerWheel(runtime);
          const running = new Set<Probe>();
          const stopped: Probe[] = [];
          for (const step of actions) {
            if (step.kind === 'start') {
              const probe = new Probe(runtime, step.delayMs);
              wheel.start(probe, step.delayMs, runtime.now);
              running.add(probe);
            } else if (step.kind === 'stop') {
              const probe = [...running][step.which % Math.max(running.size, 1)];
              if (probe === undefined) continue;
              wheel.stop(probe);
              if (probe.firedMs === undefined) stopped.push(probe);
              running.delete(probe);
            } else {
              runtime.run(runtime.now + step.ms);
            }
          }
          runtime.run(runtime.now + 200_000);
          for (const probe of running) {
            const lateMs = (probe.firedMs as number) - probe.startedMs - probe.delayMs;
            expect(lateMs).toBeGreaterThanOrEqual(-1e-6);
            expect(lateMs).toBeLessThanOrEqual(2 + probe.delayMs / 32);
          }
          for (const probe of stopped) expect(probe.firedMs).toBeUndefined();
          expect(runtime.armed).toBe(0);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('fires nothing early when the event loop was blocked for longer than a lap', () => {
    const runtime = new FakeRuntime();
    const wheel = new TimerWheel(runtime);
    const overdue = new Probe(runtime, 50);
    wheel.start(overdue, 50, 0);
    runtime.now = 250;
    const fresh = new Probe(runtime, 56);
    wheel.start(fresh, 56, 250);
    runtime.run(305);
    expect(overdue.firedMs).toBeDefined();
    expect(fresh.firedMs).toBeUndefined();
    runtime.run(310);
    expect(fresh.firedMs).toBeGreaterThanOrEqual(306);
  });

  it('fires no sooner when the delay is longer than setTimeout takes', () => {
    const DAY_MS = 86_400_000;
    for (const days of [12, 13, 24, 25, 49, 50, 365, 2_000]) {
      const runtime = new FakeRuntime();
      const wheel = new TimerWheel(runtime);
      const probe = new Probe(runtime, days * DAY_MS);
      wheel.start(probe, days * DAY_MS, 0);
      runtime.run(days * DAY_MS - 1);
      expect(probe.firedMs).toBeUndefined();
      runtime.run(days * DAY_MS * (1 + 1 / 32));
      expect(probe.firedMs).toBeDefined();
      expect(runtime.armed).toBe(0);
    }
  });

  it('shares one runtime timer among a thousand calls, and drops it soon after the last', () => {
    const runtime = new FakeRuntime();
    const wheel = new TimerWheel(runtime);
    for (let call = 0; call < 1_000; call++) {
      const probe = new Probe(runtime, 60_000);
      wheel.start(probe, 60_000, runtime.now);
      wheel.stop(probe);
    }
    expect(runtime.armed).toBe(2);
    runtime.run(21);
    expect(runtime.armed).toBe(0);
  });
});
