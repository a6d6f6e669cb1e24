import { expect, test } from 'vitest';
import { incidentsOfSeries } from './incidents-of-series.js';
import { statisticsOf } from './incident.js';
const minuteMs = 60_000;
const dayMs = 86_400_000;
const slo = {
    service: 'checkout',
    name: 'availability',
    objective: 0.999,
    window: { kind: 'rolling', lengthMs: dayMs },
    indicator: { kind: 'events', bad: 'bad', total: 'total' },
    floor: 5,
    description: '99.9% of requests are answered',
};
/** A point a minute at 10 events per second; `x` is a step in which a tenth is bad, `?` one without data. */
function points(pattern) {
    return Array.from(pattern, (mark, index) => {
        const atMs = (index + 1) * minuteMs;
        return mark === '?' ? { atMs } : { atMs, total: 10, bad: mark === 'x' ? 1 : 0 };
    });
}
function found(pattern, alerts = [], floor = 5) {
    return incidentsOfSeries({
        slo: { ...slo, floor },
        points: points(pattern),
        stepMs: minuteMs,
        window: { bad: 0, total: 10 },
        elapsedMs: dayMs,
        lengthMs: dayMs,
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
    const alert = (fromMinute, toMinute) => ({
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
//# sourceMappingURL=incidents-of-series.test.js.map