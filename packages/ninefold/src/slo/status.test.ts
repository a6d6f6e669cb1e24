import { expect, test } from 'vitest';

import { contractFrom } from '../model/contracts.test.data.ts';
import { slosOf } from './slo.ts';
import { statusOf } from './status.ts';
import type { SloReadings } from './status.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 5, 15);

function slo(more = ''): Parameters<typeof statusOf>[0] {
  const [first] = slosOf(
    contractFrom(`service: checkout
promise: { availability: { objective: 99.9%, window: 30d } }
app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
${more}`),
  );
  if (first === undefined) throw new RangeError('no SLO');
  return first;
}

/** 10 events a second in the last days; of the last hour but one, 20 % are bad. */
function readings(days: number, windowDays: number): SloReadings {
  const stepMs = 5 * minuteMs;
  const points = Array.from({ length: (windowDays * dayMs) / stepMs }, (_, index) => {
    const atMs = nowMs - windowDays * dayMs + (index + 1) * stepMs;
    const isBad = atMs > nowMs - 120 * minuteMs && atMs <= nowMs - 60 * minuteMs;
    return atMs <= nowMs - days * dayMs ? { atMs } : { atMs, total: 10, bad: isBad ? 2 : 0 };
  });
  // As Prometheus tells it: the mean over all of the range.
  const total = (10 * days) / windowDays;
  const bad = (2 * 3600) / (windowDays * 86_400);
  const burn = [{ windowMs: 60 * minuteMs, ratio: 0 }];
  return { window: { bad, total }, burn, points, stepMs };
}

test('an hour of 20 % errors spends 12 minutes of a rolling month, however old the service is', () => {
  for (const days of [2, 10, 30]) {
    const status = statusOf(slo(), readings(days, 30), nowMs);
    expect(status.state, `${days} days`).toBe('kept');
    expect(status.budget?.leftMinutes).toBeCloseTo(43.2 - 12, 6);
    expect(status.incidents).toHaveLength(1);
    expect(status.incidents[0]?.budgetMinutes).toBeCloseTo(12, 6);
    expect(status.everydayMinutes).toBeCloseTo(0, 6);
    expect(status.reasons).toEqual(
      days === 30
        ? []
        : ['the data begin within the window; nothing is taken to have been spent before'],
    );
  }
});

test('a gap within the data is taken to be like the rest', () => {
  const whole = readings(30, 30);
  const fromMs = nowMs - 20 * dayMs;
  const points = whole.points.map((point) =>
    point.atMs > fromMs && point.atMs <= fromMs + 10 * dayMs ? { atMs: point.atMs } : point,
  );
  const window = { bad: whole.window.bad ?? 0, total: 10 * (2 / 3) };
  const status = statusOf(slo(), { ...whole, points, window }, nowMs);
  expect(status.budget?.leftMinutes).toBeCloseTo(43.2 - 18, 6);
  expect(status.coverage).toBeCloseTo(2 / 3, 6);
  expect(status.reasons).toEqual([expect.stringContaining('taken to be like the rest')]);
});

test('an hour of 20 % errors spends 12 minutes of a calendar month that data enter midway, too', () => {
  for (const days of [2, 10, 14]) {
    const status = statusOf(slo('slo: { calendar: month }'), readings(days, 14), nowMs);
    expect(status.state, `${days} days`).toBe('kept');
    expect(status.budget?.leftMinutes).toBeCloseTo(43.2 - 12, 6);
    expect(status.incidents[0]?.budgetMinutes).toBeCloseTo(12, 6);
    expect(status.coverage).toBeCloseTo(days / 14, 6);
    expect(status.reasons).toHaveLength(days === 14 ? 0 : 1);
  }
});

/** All of a window at 10 events a second; the share that is bad in it, and of late. */
function steady(bad: number, recent: number | undefined): SloReadings {
  const stepMs = 60 * minuteMs;
  const points = Array.from({ length: 720 }, (_, index) => ({
    atMs: nowMs - 30 * dayMs + (index + 1) * stepMs,
    total: 10,
    bad: 10 * bad,
  }));
  const burn = [
    { windowMs: 5 * minuteMs, ratio: recent ?? 0 },
    { windowMs: 60 * minuteMs, ...(recent === undefined ? {} : { ratio: recent }) },
  ];
  return { window: { bad: 10 * bad, total: 10 }, burn, points, stepMs };
}

test('a budget is broken when more than all of it is spent, and not at all of it', () => {
  expect(statusOf(slo(), steady(0.00099, 0), nowMs).state).toBe('kept');
  const broken = statusOf(slo(), steady(0.00101, 0), nowMs);
  expect(broken).toMatchObject({ state: 'broken', agreementBroken: false, runsOutInMs: 0 });
  expect(broken.budget?.leftMinutes).toBeCloseTo(-0.432, 6);
});

test('the agreement breaks later than the objective, by its own budget', () => {
  const [agreed] = slosOf(
    contractFrom(`service: checkout
promise: { availability: { objective: 99.9%, agreement: 99.5%, window: 30d } }
app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`),
  );
  if (agreed === undefined) throw new RangeError('no SLO');
  expect(statusOf(agreed, steady(0.004, 0), nowMs)).toMatchObject({
    state: 'broken',
    agreementBroken: false,
    agreement: 0.995,
  });
  expect(statusOf(agreed, steady(0.006, 0), nowMs).agreementBroken).toBe(true);
});

test('it runs out at the pace of the last hour, less what the window forgets', () => {
  // Half is spent, 3 times the pace now, 0.5 times is forgotten: half a budget at 2.5 times.
  const status = statusOf(slo(), steady(0.0005, 0.003), nowMs);
  expect(status.runsOutInMs).toBeCloseTo((0.5 / 2.5) * 30 * dayMs, -1);
  expect(status.burn.map(({ rate }) => rate)).toEqual(
    [3, 3].map((rate) => expect.closeTo(rate, 9) as unknown),
  );
  expect(statusOf(slo(), steady(0.0005, 0.0005), nowMs).runsOutInMs).toBeUndefined();
  expect(statusOf(slo(), steady(0.0005, 0), nowMs).runsOutInMs).toBeUndefined();
});

test('without data of late nothing is known, but that what is broken stays so', () => {
  const silent = statusOf(slo(), steady(0, undefined), nowMs);
  expect(silent.state).toBe('unknown');
  expect(silent.reasons).toContain('there have been no data of late');
  expect(silent.runsOutInMs).toBeUndefined();
  expect(statusOf(slo(), steady(0.002, undefined), nowMs).state).toBe('broken');
});

test('no data and no events are two things, and neither is a score', () => {
  const nothing: SloReadings = { window: {}, burn: [], points: [], stepMs: 0 };
  expect(statusOf(slo(), nothing, nowMs)).toMatchObject({
    state: 'unknown',
    coverage: 0,
    reasons: ['there are no data'],
  });
  const idle = { ...nothing, window: { bad: 0, total: 0 } };
  expect(statusOf(slo(), idle, nowMs).reasons).toEqual(['there were no events in the window']);
  expect(statusOf(slo(), idle, nowMs).current).toBeUndefined();
});
