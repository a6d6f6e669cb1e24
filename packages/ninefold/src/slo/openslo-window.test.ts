import { describe, expect, test } from 'vitest';
import type { LocatedMistake } from '../contract/located-mistake.ts';
import type { OpenSlo, OpenSloWindow } from './openslo-schema.ts';
import { windowOf } from './openslo-window.ts';
import type { SloWindow } from './window.ts';

function read(
  window: OpenSloWindow,
  annotations: Record<string, string> = {},
): { readonly window: SloWindow | undefined; readonly mistakes: readonly LocatedMistake[] } {
  const mistakes: LocatedMistake[] = [];
  const slo: OpenSlo = {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: { name: 'orders', annotations },
    spec: { service: 'shop', timeWindow: [window], budgetingMethod: 'Occurrences', objectives: [] },
  };
  return { window: windowOf(slo, mistakes), mistakes };
}

const calendar = (unit: string, startTime: string, timeZone = 'UTC'): OpenSloWindow => ({
  duration: { count: 1, unit },
  calendar: { startTime, timeZone },
});

describe('a calendar window', () => {
  test.each([
    ['w', '2024-01-01 00:00:00', 'week'],
    ['w', '2026-11-23T00:00:00Z', 'week'],
    ['w', '2024-02-26', 'week'],
    ['M', '2020-02-01 00:00', 'month'],
    ['Q', '2021-10-01 00:00:00.000', 'quarter'],
  ])('1%s from %s is a %s', (unit, startTime, period) => {
    expect(read(calendar(unit, startTime))).toEqual({
      window: { kind: 'calendar', period },
      mistakes: [],
    });
  });

  test.each([
    ['M', '2024-01-15 10:00:00', 'a month does not begin at 2024-01-15 10:00:00 here'],
    ['M', '2024-01-01 10:00:00', 'a month does not begin'],
    ['w', '2024-01-03 12:00:00', 'a week does not begin'],
    ['w', '2024-01-02 00:00:00', 'a week does not begin'],
    ['w', '1900-02-29', '"1900-02-29" is no date and time'],
    ['Q', '2024-02-01 00:00:00', 'a quarter does not begin'],
    ['M', '2024-13-01 00:00:00', 'is no date and time'],
    ['M', '2024-01-01 24:00:00', 'is no date and time'],
    ['M', 'January', '"January" is no date and time'],
  ])('1%s from %s is refused', (unit, startTime, message) => {
    const { window, mistakes } = read(calendar(unit, startTime));
    expect([window, mistakes.map(({ path }) => path.at(-1))]).toEqual([undefined, ['startTime']]);
    expect(mistakes[0]?.mistake.message).toContain(message);
  });

  test('begins in UTC, is one of ours, and is not rolling', () => {
    for (const [window, at] of [
      [calendar('M', '2024-01-01 00:00:00', 'Europe/Paris'), 'timeZone'],
      [calendar('Y', '2024-01-01 00:00:00'), 'duration'],
      [{ ...calendar('M', '2024-01-01 00:00:00'), duration: { count: 2, unit: 'M' } }, 'duration'],
      [{ ...calendar('M', '2024-01-01 00:00:00'), isRolling: true }, 0],
      [{ duration: { count: 1, unit: 'M' }, isRolling: false }, 0],
    ] as const) {
      expect(read(window).mistakes.map(({ path }) => path.at(-1))).toEqual([at]);
    }
  });
});

describe('a rolling window', () => {
  const rolling = (count: number, unit: string): OpenSloWindow => ({
    duration: { count, unit },
    isRolling: true,
  });

  test.each([
    [4, 'w', 28 * 86_400_000],
    [36, 'h', 36 * 3_600_000],
    [90, 'm', 90 * 60_000],
  ])('of %d%s has a length', (count, unit, lengthMs) => {
    expect(read(rolling(count, unit)).window).toEqual({ kind: 'rolling', lengthMs });
  });

  test('is exact by its annotation, which must be of the same window', () => {
    const exact = { 'ninefold/window': '90500ms' };
    expect(read(rolling(2, 'm'), exact).window).toEqual({ kind: 'rolling', lengthMs: 90_500 });
    expect(read(rolling(3, 'm'), exact).mistakes).toHaveLength(1);
    expect(read(rolling(2, 'm'), { 'ninefold/window': 'short' }).mistakes).toHaveLength(1);
  });

  test('has a fixed length, of 100 years at most', () => {
    for (const window of [rolling(1, 'M'), rolling(1, 'Y'), rolling(36_501, 'd')]) {
      expect(read(window)).toMatchObject({ window: undefined, mistakes: [{ at: 'value' }] });
    }
  });
});
