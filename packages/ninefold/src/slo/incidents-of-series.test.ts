import { expect, test } from 'vitest';

import { incidentsOfSeries } from './incidents-of-series.ts';
import type { AlertSpan } from './alert-span.ts';
import { statisticsOf } from './incident.ts';
import type { Point } from './reading.ts';
import type { Slo } from './slo.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

const slo: Slo = {
  service: 'checkout',
  name: 'availability',
  objective: 0.999,
  window: { kind: 'rolling', lengthMs: dayMs },
  indicator: { kind: 'events', bad: 'bad', total: 'total' },
  floor: 5,
  description: '99.9% of requests are answered',
};

/** A point a minute at 10 events per second; `x` is a step in which a tenth is bad, `?` one without data. */
function points(pattern: string): Point[] {
  return Array.from(pattern, (mark, index): Point => {
    const atMs = (index + 1) * minuteMs;
    return mark === '?' ? { atMs } : { atMs, total: 10, bad: mark === 'x' ? 1 : 0 };
  });
}

function found(pattern: string, alerts: readonly AlertSpan[] = [], floor = 5) {
  return incidentsOfSeries({
    slo: { ...slo, floor },
    points: points(pattern),
    stepMs: minuteMs,
    toMs: dayMs,
    alerts,
  });
}

test('an incident lasts from its first bad step to its last, and costs what it took of the window', () => {
  const [one, ...others] = found('..xxx....');
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    startedAtMs: 2 * minuteMs,
    mitigationMs: 3 * minuteMs,
    bad: 180,
    total: 1800,
  });
  // 180 of the 864 events that may be bad in a day; of 1.44 minutes.
  expect(one?.budgetShare).toBeCloseTo(180 / 864, 9);
  expect(one?.budgetMinutes).toBeCloseTo((180 / 864) * 1.44, 9);
});

test('an incident costs by the last window that it was in, not by what came later', () => {
  const day = (rate: number, from: number, bad = false): Point[] =>
    Array.from({ length: 24 }, (_, hour) => ({
      atMs: from * dayMs + (hour + 1) * 60 * minuteMs,
      total: rate,
      bad: bad && hour === 12 ? rate : 0,
    }));
  const input = {
    slo,
    points: day(10, 0, true),
    stepMs: 60 * minuteMs,
    alerts: [],
    history: {
      points: [...day(10, 0, true), ...day(1000, 1), ...day(1000, 2)],
      stepMs: 60 * minuteMs,
    },
  };
  // An hour of outage, in a day of 10 events a second; half of the last window was in the busy one.
  const calendar = { ...slo, window: { kind: 'calendar', period: 'week' } as const };
  const costs = [dayMs, 3 * dayMs].map((toMs) => incidentsOfSeries({ ...input, toMs })[0]);
  expect(costs[0]?.budgetMinutes).toBeCloseTo(60, 6);
  const mean = (11 * 10 + 13 * 1000) / 24;
  expect(costs[1]?.budgetMinutes).toBeGreaterThan((0.9 * 60 * 10) / mean);
  expect(costs[1]?.budgetMinutes).toBeLessThan((1.1 * 60 * 10) / mean);
  const [inWeek] = incidentsOfSeries({ ...input, slo: calendar, toMs: 3 * dayMs });
  expect(inWeek?.budgetMinutes).toBeCloseTo(60 / ((10 + 1000 + 1000) / 3 / 10), 6);
});

test('a short pause does not make two of one; a longer one does', () => {
  expect(found('.x..x.....')).toHaveLength(1);
  expect(found('.x....x...')).toHaveLength(2);
});

test('missing data end no incident, and are none', () => {
  expect(found('??????')).toEqual([]);
  const [one] = found('.xx??????');
  expect(one?.mitigationMs).toBeUndefined();
  expect(one?.recoveryMs).toBeUndefined();
});

test('fewer bad events than the floor are no incident', () => {
  expect(found('..x...', [], 61)).toEqual([]);
  expect(found('..x...', [], 60)).toHaveLength(1);
});

test('the first alert since it began detects it; all alerts over is recovered', () => {
  const alert = (fromMinute: number, toMinute?: number): AlertSpan => ({
    name: 'ErrorBudgetBurn',
    startMs: fromMinute * minuteMs,
    ...(toMinute === undefined ? {} : { endMs: toMinute * minuteMs }),
  });
  expect(found('.....xxx......', [alert(6.5, 10), alert(7, 12)])[0]).toMatchObject({
    detectionMs: 1.5 * minuteMs,
    mitigationMs: 3 * minuteMs,
    recoveryMs: 7 * minuteMs,
  });
  const [standing] = found('.....xxx......', [alert(0)]);
  expect(standing?.detectionMs).toBeUndefined();
  expect(standing?.recoveryMs).toBeUndefined();
  expect(found('.....xxx......')[0]?.detectionMs).toBeUndefined();
});

test('what stays on by design, or is of something else, neither detects nor delays an incident', () => {
  const span = (name: string, severity: string, from: number, to?: number): AlertSpan => ({
    name,
    severity,
    startMs: from * minuteMs,
    ...(to === undefined ? {} : { endMs: to * minuteMs }),
  });
  const others = [
    span('CertificateExpires', 'ticket', 5),
    { ...span('ErrorBudgetBurn', 'page', 5), slo: 'exports' },
    { ...span('ErrorBudgetSpent', 'ticket', 7), slo: 'availability' },
    { ...span('AgreementAtRisk', 'ticket', 7), slo: 'availability' },
    { ...span('ErrorBudgetBurn', 'ticket', 7.5, 14), slo: 'availability' },
  ];
  const page = { ...span('ErrorBudgetBurn', 'page', 6.5, 10), slo: 'availability' };
  const [incident] = found('.....xxx......', [...others, page]);
  expect(incident).toMatchObject({
    detectionMs: 1.5 * minuteMs,
    mitigationMs: 3 * minuteMs,
    recoveryMs: 5 * minuteMs,
  });
  // They are in the timeline all the same.
  expect(incident?.timeline.map(({ text }) => text)).toContain(
    'alert ErrorBudgetSpent (ticket) fires',
  );
  expect(found('.....xxx......', others.slice(0, 2))[0]?.detectionMs).toBeUndefined();
});

test('means are over what is known, and MTBF only over time in which failures were waited for', () => {
  const incidents = found('..xx......xxxx......');
  expect(statisticsOf(incidents, 20 * minuteMs)).toMatchObject({
    count: 2,
    mttrMs: 3 * minuteMs,
    mtbfMs: 7 * minuteMs,
  });
  expect(statisticsOf(incidents, undefined).mtbfMs).toBeUndefined();
  expect(statisticsOf(incidents, 20 * minuteMs).mttdMs).toBeUndefined();
  expect(statisticsOf(found('..xx'), 4 * minuteMs).mtbfMs).toBeUndefined();
  expect(statisticsOf([], dayMs)).toEqual({ count: 0 });
});
