import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createEventRecord } from './event-record.ts';
import type { EventRecord } from './event-record.ts';
import type { Slo } from './slo.ts';
import { statusOf } from './status.ts';
import type { ObjectiveStatus } from './status.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** The monotonic clock began somewhere, and the wall clock elsewhere. */
const beganMs = 12_345;
const wallBeganMs = Date.UTC(2026, 5, 15);

const month: Slo = {
  service: 'checkout',
  name: 'availability',
  objective: 0.999,
  window: { kind: 'rolling', lengthMs: 30 * dayMs },
  indicator: { kind: 'events', bad: 'bad', total: 'total' },
  floor: 5,
  description: '99.9% of requests are answered',
};

/** Counts every second: `badAt` of 10 events. */
function feed(record: EventRecord, forMs: number, badAt: (ms: number) => number | undefined): void {
  for (let ms = 0; ms < forMs; ms += secondMs) {
    const bad = badAt(ms);
    if (bad !== undefined) record.add(beganMs + ms, bad, 10);
  }
}

function statusAfter(record: EventRecord, ms: number, slo: Slo = month): ObjectiveStatus {
  return statusOf(slo, record.readings(beganMs + ms, wallBeganMs + ms), wallBeganMs + ms);
}

test('half a minute of total outage spends half a minute of the budget, and is an incident', () => {
  const record = createEventRecord(month, beganMs);
  feed(record, hourMs, (ms) => (ms >= 20 * minuteMs && ms < 20.5 * minuteMs ? 10 : 0));
  const status = statusAfter(record, hourMs);
  expect(status).toMatchObject({ state: 'kept', objective: 0.999 });
  expect(status.budget?.leftMinutes).toBeCloseTo(43.2 - 0.5, 6);
  expect(status.incidents).toHaveLength(1);
  const [incident] = status.incidents;
  expect(incident).toMatchObject({ bad: 300, mitigationMs: 30 * secondMs });
  expect(incident?.startedAtMs).toBe(wallBeganMs + 20 * minuteMs);
  expect(status.everydayMinutes).toBeCloseTo(0, 6);
  // 30 s of an hour, at 0.1 % allowed.
  expect(status.burn.find(({ windowMs }) => windowMs === hourMs)?.rate).toBeCloseTo(30 / 3.6, 6);
  expect(status.burn[0]).toEqual({ windowMs: 5 * minuteMs, rate: 0 });
  expect(status.runsOutInMs).toBeGreaterThan(0);
});

test('what is not counted is no perfect score: no data, no events, and none of late are unknown', () => {
  const empty = createEventRecord(month, beganMs);
  expect(statusAfter(empty, minuteMs)).toMatchObject({
    state: 'unknown',
    reasons: ['there are no data'],
  });
  const idle = createEventRecord(month, beganMs);
  for (let ms = 0; ms < hourMs; ms += secondMs) idle.add(beganMs + ms, 0, 0);
  expect(statusAfter(idle, hourMs)).toMatchObject({
    state: 'unknown',
    reasons: ['there were no events in the window'],
  });
  const silent = createEventRecord(month, beganMs);
  feed(silent, hourMs, () => 0);
  expect(statusAfter(silent, 3 * hourMs)).toMatchObject({
    state: 'unknown',
    reasons: expect.arrayContaining(['there have been no data of late']) as unknown,
  });
});

test('steps without a count are a gap, not time without errors', () => {
  const record = createEventRecord(month, beganMs);
  feed(record, hourMs, (ms) => (ms < 30 * minuteMs ? 0 : undefined));
  feed(record, 0, () => 0);
  record.add(beganMs + hourMs, 0, 10);
  const { points } = record.readings(beganMs + hourMs, wallBeganMs + hourMs);
  expect(points.filter(({ total }) => total === undefined)).toHaveLength(180);
});

test('a calendar month is not taken to have been as bad before the service began', () => {
  const calendar: Slo = { ...month, window: { kind: 'calendar', period: 'month' } };
  const record = createEventRecord(calendar, beganMs);
  feed(record, 10 * minuteMs, (ms) => (ms < minuteMs ? 10 : 0));
  const status = statusAfter(record, 10 * minuteMs, calendar);
  expect(status.state).toBe('kept');
  expect(status.budget?.leftMinutes).toBeCloseTo(43.2 - 1, 6);
});

test('more errors than the budget break the objective', () => {
  const day: Slo = { ...month, window: { kind: 'rolling', lengthMs: dayMs }, agreement: 0.99 };
  const record = createEventRecord(day, beganMs);
  feed(record, hourMs, (ms) => (ms < 2 * minuteMs ? 10 : 0));
  const status = statusAfter(record, hourMs, day);
  expect(status).toMatchObject({ state: 'broken', agreementBroken: false });
  expect(status.budget?.leftMinutes).toBeCloseTo(1.44 - 2, 6);
});

test('what the window has left behind is forgotten, and all in it is kept, however long it runs', () => {
  const day: Slo = { ...month, window: { kind: 'rolling', lengthMs: dayMs } };
  const record = createEventRecord(day, beganMs);
  for (let ms = 0; ms < 5 * dayMs; ms += 10 * secondMs) {
    record.add(beganMs + ms, ms < dayMs ? 10 : 0, 10);
  }
  const now = beganMs + 5 * dayMs;
  const { points, window, stepMs } = record.readings(now, wallBeganMs + 5 * dayMs);
  expect(points.length).toBeLessThanOrEqual(8641);
  expect(window.bad).toBe(0);
  expect((window.total ?? 0) * 86_400).toBeCloseTo(86_400, -2);
  expect(stepMs).toBeLessThanOrEqual(20 * secondMs);
});

test('no event is lost or made up by growing coarser', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          afterMs: fc.nat(hourMs),
          total: fc.nat(50),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        { minLength: 1, maxLength: 300 },
      ),
      (all) => {
        const record = createEventRecord(month, beganMs);
        let atMs = beganMs;
        let [bad, total] = [0, 0];
        for (const one of all) {
          atMs += one.afterMs;
          const failed = Math.floor(one.total * one.share);
          record.add(atMs, failed, one.total);
          bad += failed;
          total += one.total;
        }
        const { window, points } = record.readings(atMs, wallBeganMs);
        expect((window.total ?? 0) * 30 * 86_400).toBeCloseTo(total, 3);
        expect((window.bad ?? 0) * 30 * 86_400).toBeCloseTo(bad, 3);
        expect(points.length).toBeLessThanOrEqual(8640);
      },
    ),
    { numRuns: 50 },
  );
});
