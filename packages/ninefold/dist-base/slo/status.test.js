import { expect, test } from 'vitest';
import { contractFrom } from '../model/contracts.test.data.js';
import { slosOf } from './slo.js';
import { statusOf } from './status.js';
const minuteMs = 60_000;
const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 5, 15);
function slo(more = '') {
    const [first] = slosOf(contractFrom(`service: checkout
promise: { availability: { objective: 99.9%, window: 30d } }
app: { run: [node, server.js] }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
${more}`));
    if (first === undefined)
        throw new RangeError('no SLO');
    return first;
}
/** 10 events a second in the last days; of the last hour but one, 20 % are bad. */
function readings(days, windowDays) {
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
    return { source: 'raw', window: { bad, total }, burn, points, stepMs };
}
test('an hour of 20 % errors spends 12 minutes of a rolling month, however old the service is', () => {
    for (const days of [2, 10, 30]) {
        const status = statusOf(slo(), readings(days, 30), nowMs);
        expect(status.state, `${days} days`).toBe('kept');
        expect(status.budget?.leftMinutes).toBeCloseTo(43.2 - 12, 6);
        expect(status.incidents).toHaveLength(1);
        expect(status.incidents[0]?.budgetMinutes).toBeCloseTo(12, 6);
        expect(status.everydayMinutes).toBeCloseTo(0, 6);
        expect(status.reasons).toEqual(days === 30
            ? []
            : ['the data begin within the window; nothing is taken to have been spent before']);
    }
});
test('a gap within the data is taken to be like the rest', () => {
    const whole = readings(30, 30);
    const fromMs = nowMs - 20 * dayMs;
    const points = whole.points.map((point) => point.atMs > fromMs && point.atMs <= fromMs + 10 * dayMs ? { atMs: point.atMs } : point);
    const window = { bad: whole.window.bad ?? 0, total: 10 * (2 / 3) };
    const status = statusOf(slo(), { ...whole, points, window }, nowMs);
    expect(status.budget?.leftMinutes).toBeCloseTo(43.2 - 18, 6);
    expect(status.coverage).toBeCloseTo(2 / 3, 6);
    expect(status.reasons).toEqual([expect.stringContaining('taken to be like the rest')]);
});
test('a calendar month has passed since its first day, with data or without', () => {
    const status = statusOf(slo('slo: { calendar: month }'), readings(2, 14), nowMs);
    // 0.42 % of what was seen failed, in 14 days of 30.
    expect(status.budget?.spentRatio).toBeCloseTo((2 * 3600) / (2 * 864_000) / 0.001 / (30 / 14), 6);
});
//# sourceMappingURL=status.test.js.map