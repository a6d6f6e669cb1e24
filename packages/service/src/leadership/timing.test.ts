import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { leastMarginMs, timing } from './timing.ts';

describe('the timing of an election', () => {
  it('leaves a margin of a fifth, and three renewals in the rest', () => {
    expect(timing(15_000)).toEqual({
      ttlMs: 15_000,
      safetyMarginMs: 3_000,
      maxClockDrift: 0.001,
      renewEveryMs: 4_000,
      requestTimeoutMs: 4_000,
      campaignEveryMs: 3_000,
      maxBackoffMs: 60_000,
    });
  });

  it('has a least margin with which the slowest holder ends as the fastest other begins', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (ttlMs, drift) => {
          const holderMs = (ttlMs - leastMarginMs(ttlMs, drift)) / (1 - drift);
          const otherMs = ttlMs / (1 + drift);
          expect(holderMs).toBeCloseTo(otherMs, 3);
        },
      ),
    );
  });

  it.each([
    ['a margin below what such clocks need', { safetyMarginMs: 100, maxClockDrift: 0.1 }],
    ['a margin that leaves nothing', { safetyMarginMs: 1_000 }],
    ['renewals too rare for a second try', { renewEveryMs: 500, requestTimeoutMs: 300 }],
    ['a drift that is no ratio', { maxClockDrift: 1 }],
    ['no pause between campaigns', { campaignEveryMs: 0 }],
    ['a longest backoff below the first', { campaignEveryMs: 100, maxBackoffMs: 50 }],
  ])('refuses %s', (_what, options) => {
    expect(() => timing(1_000, options)).toThrow(RangeError);
  });
});
