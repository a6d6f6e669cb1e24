import fc from 'fast-check';
import { expect, test } from 'vitest';

import { budgetCost, windowSoFar } from './window-so-far.ts';
import type { EventHistory } from './window-so-far.ts';
import type { SloWindow } from './window.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const nowMs = Date.UTC(2026, 10, 24);
const stepMs = 5 * minuteMs;
const month: SloWindow = { kind: 'rolling', lengthMs: 30 * dayMs };

/** 100 events a second between two instants (days ago). */
function history(fromDays: number, toDays = 0): EventHistory {
  const steps = ((fromDays - toDays) * dayMs) / stepMs;
  const points = Array.from({ length: steps }, (_, index) => ({
    atMs: nowMs - fromDays * dayMs + (index + 1) * stepMs,
    bad: 0,
    total: 100,
  }));
  return { points, stepMs };
}

test('twenty minutes in which half fails cost ten, however young the data are', () => {
  const bad = 20 * 60 * 50;
  for (const days of [0.25, 3, 30, 45]) {
    const cost = budgetCost(bad, windowSoFar(month, history(days), nowMs), 0.9995);
    expect(cost.minutes, `${days} days`).toBeCloseTo(10, 9);
    expect(cost.share).toBeCloseTo(10 / 21.6, 9);
  }
});

test('a gap makes nothing cheaper or dearer', () => {
  const [before, after] = [history(20, 15), history(5)];
  const soFar = windowSoFar(month, { points: [...before.points, ...after.points], stepMs }, nowMs);
  expect(soFar).toMatchObject({
    sinceMs: nowMs - 20 * dayMs,
    elapsedMs: 20 * dayMs,
    knownMs: 10 * dayMs,
  });
  expect(budgetCost(6000, soFar, 0.999).minutes).toBeCloseTo(1, 9);
});

test('a window knows nothing of what was before it or came after it', () => {
  const day: SloWindow = { kind: 'rolling', lengthMs: dayMs };
  const quiet = { points: history(3, 1).points.map((one) => ({ ...one, total: 1 })), stepMs };
  const all = { points: [...quiet.points, ...history(1).points], stepMs };
  expect(windowSoFar(day, all, nowMs).eventRate).toBeCloseTo(100, 9);
  expect(windowSoFar(day, all, nowMs - dayMs).eventRate).toBeCloseTo(1, 9);
});

test('a step that is not over counts as long as it has been', () => {
  const points = [{ atMs: nowMs + 4 * minuteMs, bad: 0, total: 20 }];
  const soFar = windowSoFar(month, { points, stepMs }, nowMs);
  expect(soFar).toMatchObject({ elapsedMs: minuteMs, knownMs: minuteMs });
  expect(soFar.eventRate).toBeCloseTo(100, 9);
});

test('without events there is no rate, and nothing costs anything', () => {
  const soFar = windowSoFar(month, { points: [], stepMs: 0 }, nowMs);
  expect(soFar).toMatchObject({ eventRate: 0, knownMs: 0 });
  expect(budgetCost(0, soFar, 0.999)).toEqual({ minutes: 0, share: 0 });
});

test('an outage at the mean rate costs as long as it lasts', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 1e6, noNaN: true }),
      fc.integer({ min: 1, max: 288 }),
      fc.integer({ min: 1, max: 600 }),
      (rate, steps, seconds) => {
        const points = Array.from({ length: steps }, (_, index) => ({
          atMs: nowMs - index * stepMs,
          total: rate,
          bad: 0,
        })).toReversed();
        const cost = budgetCost(
          rate * seconds,
          windowSoFar(month, { points, stepMs }, nowMs),
          0.999,
        );
        expect(cost.minutes * 60).toBeCloseTo(seconds, 6);
      },
    ),
  );
});
