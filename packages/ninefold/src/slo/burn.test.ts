import fc from 'fast-check';
import { expect, test } from 'vitest';
import { burnRowsOf } from './burn.ts';

const dayMs = 86_400_000;
const rolling = (days: number) => ({ kind: 'rolling', lengthMs: days * dayMs }) as const;

function shown(days: number, objective: number): string[] {
  return burnRowsOf(rolling(days), objective).map(
    ({ severity, factor, longMs, shortMs }) =>
      `${severity} ${factor} x over ${longMs / 60_000}m and ${shortMs / 60_000}m`,
  );
}

test('30 days have the factors of the workbook, which nobody wrote down here', () => {
  expect(shown(30, 0.999)).toEqual([
    'page 14.4 x over 60m and 5m',
    'page 6 x over 360m and 30m',
    'ticket 3 x over 1440m and 120m',
    'ticket 1 x over 4320m and 360m',
  ]);
});

test('other windows have others', () => {
  expect(shown(28, 0.999)[0]).toBe('page 13.44 x over 60m and 5m');
  expect(shown(90, 0.999).map((row) => row.split(' x')[0])).toEqual([
    'page 43.2',
    'page 18',
    'ticket 9',
    'ticket 3',
  ]);
});

test('a short window has no row that would alert while the objective is kept', () => {
  expect(shown(7, 0.999)).toEqual([
    'page 3.36 x over 60m and 5m',
    'page 1.4 x over 360m and 30m',
    'ticket 1.05 x over 960m and 80m',
  ]);
});

test('a loose objective can still page: half of all events failing reaches each threshold', () => {
  expect(shown(30, 0.9)).toEqual([
    'page 4.8 x over 180m and 15m',
    'page 4.5 x over 480m and 40m',
    'ticket 3 x over 1440m and 120m',
    'ticket 1 x over 4320m and 360m',
  ]);
});

test('an objective below a half has thresholds above it, none of which an outage would not reach', () => {
  expect(burnRowsOf(rolling(30), 0.1).map(({ threshold }) => threshold.toFixed(3))).toEqual([
    '0.926',
    '0.900',
    '0.900',
  ]);
  // In one hour of a day 108 % would have to fail.
  expect(burnRowsOf(rolling(1), 0.1)).toEqual([]);
});

test('any row spends its share at its pace, is reachable, and never alerts below the budget', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.double({ min: 0.000_001, max: 0.999_999, noNaN: true }),
      (days, objective) => {
        for (const row of burnRowsOf(rolling(days), objective)) {
          expect(row.factor).toBeGreaterThanOrEqual(1);
          expect(row.threshold).toBeLessThan(objective < 0.75 ? 1 : 0.5 + 1e-9);
          expect((row.factor * row.longMs) / (days * dayMs)).toBeCloseTo(row.share, 9);
          expect(row.shortMs % 300_000).toBe(0);
        }
      },
    ),
  );
});
