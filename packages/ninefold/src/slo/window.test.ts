import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastInWindowOf, windowAt } from './window.ts';

const dayMs = 86_400_000;

test.each([
  ['month', '2024-02-29T23:59:59Z', '2024-02-01', 29],
  ['month', '2026-12-31T00:00:00Z', '2026-12-01', 31],
  ['quarter', '2026-01-01T00:00:00Z', '2026-01-01', 90],
  ['quarter', '2024-03-31T12:00:00Z', '2024-01-01', 91],
  ['quarter', '2026-11-24T12:00:00Z', '2026-10-01', 92],
  ['week', '2026-11-24T12:00:00Z', '2026-11-23', 7],
  ['week', '2026-11-22T23:59:59Z', '2026-11-16', 7],
] as const)('the %s of %s began on %s and has %i days', (period, now, start, days) => {
  expect(windowAt({ kind: 'calendar', period }, Date.parse(now))).toEqual({
    startMs: Date.parse(start),
    lengthMs: days * dayMs,
  });
});

test('a rolling window ends now', () => {
  const window = { kind: 'rolling', lengthMs: 30 * dayMs } as const;
  expect(windowAt(window, 100 * dayMs)).toEqual({ startMs: 70 * dayMs, lengthMs: 30 * dayMs });
});

test('months are those of the calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (now) => {
      const date = new Date(now);
      const startMs = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
      const endMs = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
      expect(windowAt({ kind: 'calendar', period: 'month' }, now)).toEqual({
        startMs,
        lengthMs: endMs - startMs,
      });
    }),
  );
});

test('an instant is in a rolling window for its length, and in a calendar one to its end', () => {
  const day = 86_400_000;
  const at = Date.parse('2026-10-31T12:00:00Z');
  const rolling = { kind: 'rolling', lengthMs: 7 * day } as const;
  expect(lastInWindowOf(rolling, at, at + day)).toBe(at + day);
  expect(lastInWindowOf(rolling, at, at + 30 * day)).toBe(at + 7 * day);
  const month = { kind: 'calendar', period: 'month' } as const;
  expect(lastInWindowOf(month, at, at + 30 * day)).toBe(Date.parse('2026-11-01T00:00:00Z') - 1);
  expect(lastInWindowOf(month, at, at + 1000)).toBe(at + 1000);
});
