import { describe, expect, it } from 'vitest';

import { availabilityOutcome, latencyOutcome } from './sli.ts';
import type { RequestEnd } from './sli.ts';

const end = (status: number, durationMs: number, answered = true, broke = false): RequestEnd => ({
  status,
  answered,
  broke,
  durationMs,
});

describe('SLI outcomes', () => {
  it('count 5xx as bad, and what the client did wrong as good', () => {
    expect(
      [200, 302, 404, 429, 500, 503].map((s) => availabilityOutcome(end(s, 1), 1_000)),
    ).toEqual(['good', 'good', 'good', 'good', 'bad', 'bad']);
  });

  it('count as latency only what is available and in time as good', () => {
    expect(latencyOutcome(end(200, 300), 300)).toBe('good');
    expect(latencyOutcome(end(200, 300.1), 300)).toBe('bad');
    expect(latencyOutcome(end(500, 1), 300)).toBe('bad');
  });

  it('count a client that left as waiting in vain only after its patience', () => {
    expect(availabilityOutcome(end(499, 1_000, false), 1_000)).toBe('bad');
    expect(availabilityOutcome(end(499, 999, false), 1_000)).toBeUndefined();
    expect(latencyOutcome(end(200, 300, false), 300)).toBe('bad');
    expect(latencyOutcome(end(200, 299, false), 300)).toBeUndefined();
  });

  it('count an answer that the service cut short as bad, however soon', () => {
    expect(availabilityOutcome(end(200, 1, false, true), 1_000)).toBe('bad');
    expect(latencyOutcome(end(200, 1, false, true), 300)).toBe('bad');
  });
});
