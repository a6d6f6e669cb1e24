import { describe, expect, it } from 'vitest';

import { nextLimit } from './loop-limit.ts';

const busy = (delayMs: number): { delayMs: number; utilization: number } => ({
  delayMs,
  utilization: 1,
});

describe('the limit on what is in flight', () => {
  it('grows quickly while the loop is not the bottleneck, however late it is', () => {
    expect(nextLimit(16, { delayMs: 50, utilization: 0.8 }, true, 16)).toBe(25);
  });

  it('stays where it is when nobody had to wait', () => {
    expect(nextLimit(16, { delayMs: 0, utilization: 0.2 }, false, 3)).toBe(16);
    expect(nextLimit(16, busy(2), false, 3)).toBe(16);
  });

  it('grows by one when the loop is saturated and in time', () => {
    expect(nextLimit(16, busy(10), true, 16)).toBe(17);
  });

  it('shrinks in proportion to the delay, to a half at most', () => {
    expect(nextLimit(20, busy(12.5), true, 20)).toBe(16);
    expect(nextLimit(20, busy(1_000), true, 20)).toBe(10);
  });

  it('shrinks from what was in flight, not from a limit that was never used', () => {
    expect(nextLimit(10_000, busy(20), false, 40)).toBe(20);
  });

  it('never goes below one or above the most', () => {
    expect(nextLimit(1, busy(1_000), true, 1)).toBe(1);
    expect(nextLimit(90, { delayMs: 0, utilization: 0.1 }, true, 90, { maxLimit: 100 })).toBe(100);
  });

  it('settles where the loop is in time, in a model of one', () => {
    // Each request takes 10 ms elsewhere and 4 ms of the loop: 3.5 of them saturate it.
    let limit = 16;
    const seen: number[] = [];
    for (let round = 0; round < 400; round++) {
      const inFlight = Math.floor(limit);
      const utilization = Math.min((inFlight * 4) / 14, 1);
      const delayMs = utilization < 1 ? 1 : inFlight * 4 - 14;
      limit = nextLimit(limit, { delayMs, utilization }, true, inFlight);
      if (round > 20) seen.push(limit);
    }
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...seen)).toBeLessThanOrEqual(9);
  });
});
