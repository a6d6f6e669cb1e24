import { expect, it } from 'vitest';

import { EventCounter, type RequestEnd } from './event-counts.ts';

function counted(end: RequestEnd, latencyBelowMs?: number): string {
  const counter = new EventCounter(latencyBelowMs);
  counter.count(end);
  return Object.entries(counter.counts())
    .flatMap(([sli, { good, bad }]) => [
      ...(good > 0 ? [`${sli} good`] : []),
      ...(bad > 0 ? [`${sli} bad`] : []),
    ])
    .join(', ');
}

const answered = (status: number, durationMs: number): RequestEnd => ({
  how: 'answered',
  status,
  durationMs,
});

it('counts 5xx as bad, and what the client did wrong as good', () => {
  expect(counted(answered(200, 5))).toBe('availability good');
  expect(counted(answered(404, 5))).toBe('availability good');
  expect(counted(answered(500, 5))).toBe('availability bad');
  expect(counted(answered(503, 5))).toBe('availability bad');
  expect(counted({ how: 'broke', status: 200, durationMs: 5 })).toBe('availability bad');
});

it('counts a slow answer as bad for latency alone, and an error as bad for both', () => {
  expect(counted(answered(200, 300), 300)).toBe('availability good, latency good');
  expect(counted(answered(200, 301), 300)).toBe('availability good, latency bad');
  expect(counted(answered(500, 5), 300)).toBe('availability bad, latency bad');
});

it('counts a client that waited in vain as failed, and one that left sooner not at all', () => {
  expect(counted({ how: 'left', status: 0, durationMs: 999 })).toBe('');
  expect(counted({ how: 'left', status: 0, durationMs: 1000 })).toBe('availability bad');
  expect(counted({ how: 'left', status: 0, durationMs: 400 }, 300)).toBe('latency bad');
});
