import { expect, test } from 'vitest';
import { op, record, steady } from './histories.test.data.js';
import { measureRto } from './rto.js';
import { measureScheduleLag } from './schedule-lag.js';
const lagOf = (trial) => measureScheduleLag(trial, measureRto(trial));
const stalled = (fromMs, toMs) => steady(0, 9000, 10).map((one) => one.dueMs >= fromMs && one.dueMs < toMs ? op(one.dueMs, 'ok', { sentMs: toMs }) : one);
test('lets one hiccup far from the fault pass, and reports it', () => {
    const lag = lagOf(record(stalled(5000, 5080), { endMs: 9000 }));
    expect(lag).toMatchObject({ isVoid: false, maxMs: 80, hidableMs: 0 });
});
const lateBy = (lagMs, isLate) => record(steady(0, 9000, 10).map((one) => isLate(one.dueMs) ? op(one.dueMs, 'ok', { sentMs: one.dueMs + lagMs }) : one));
test('voids a lag of more than a period that lasts for a second', () => {
    const lag = lagOf(lateBy(11, (dueMs) => dueMs >= 6000 && dueMs < 7000));
    expect(lag.reasons[0]).toContain('fell behind');
});
test('lets a lag of less than a period pass, however long it lasts', () => {
    expect(lagOf(lateBy(9, () => true))).toMatchObject({ isVoid: false, sustainedMs: 9 });
});
test('lets single late operations pass, and reports them', () => {
    const lag = lagOf(lateBy(11, (dueMs) => dueMs % 50 === 0));
    expect(lag).toMatchObject({ isVoid: false, sustainedMs: 0, p99Ms: 11 });
});
test('voids a stall that could hide the outage whole', () => {
    const lag = lagOf(record(stalled(1000, 1080), { endMs: 9000 }));
    expect(lag.isVoid).toBe(true);
    expect(lag.reasons[0]).toContain('stalled for 80 ms');
});
test('does not hold a stall before the fault against the trial', () => {
    const lag = lagOf(record(stalled(400, 470), { endMs: 9000 }));
    expect(lag).toMatchObject({ isVoid: false, maxMs: 70, hidableMs: 0 });
});
test('carries a short stall at the fault instead of voiding it', () => {
    const lag = lagOf(record(stalled(1000, 1030), { endMs: 9000 }));
    expect(lag).toMatchObject({ isVoid: false, hidableMs: 30 });
    expect(lag.hidable).toHaveLength(2);
});
test('does not mind a late operation that failed: nothing is hidden', () => {
    const operations = steady(0, 9000, 10).map((one) => one.dueMs === 1000 ? op(1000, 'failed', { sentMs: 1200 }) : one);
    expect(lagOf(record(operations))).toMatchObject({ isVoid: false, hidableMs: 0 });
});
test('voids a hole in the schedule around the fault', () => {
    const operations = steady(0, 9000, 10).filter(({ dueMs }) => dueMs < 1000 || dueMs > 1300);
    expect(lagOf(record(operations)).reasons[0]).toContain('nothing was due for');
});
test('is silent about a trial without operations', () => {
    expect(lagOf(record([]))).toMatchObject({ p50Ms: 0, p99Ms: 0, maxMs: 0 });
});
//# sourceMappingURL=schedule-lag.test.js.map