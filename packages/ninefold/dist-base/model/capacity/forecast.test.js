import { expect, test } from 'vitest';
import { forecastLoad } from './forecast.js';
const DAY = 86_400_000;
const start = 20_000 * DAY;
const daily = (days, load) => Array.from({ length: days }, (_, day) => ({ atMs: start + day * DAY, throughput: load(day) }));
/** Where there are days enough. */
function forecast(...asked) {
    const found = forecastLoad(...asked);
    if (found === undefined)
        throw new Error('these were days enough');
    return found;
}
test('a straight line reaches the capacity when it does, without doubt', () => {
    const found = forecast(daily(30, (day) => 100 + 2 * day), 200);
    expect(found.growthPerDay).toBeCloseTo(2, 9);
    expect(found.peakNow).toBeCloseTo(158, 6);
    expect(found.likelyMs).toBe(start + 50 * DAY);
    expect(found.earliestMs).toBe(found.likelyMs);
    expect(found.latestMs).toBe(found.likelyMs);
});
test('scatter opens an interval about it, wider with more of it', () => {
    const noisy = (size) => forecast(daily(60, (day) => 100 + day + size * Math.sin(day * 2.4)), 250);
    const [calm, wild] = [noisy(3), noisy(12)];
    for (const { earliestMs = 0, likelyMs = 0, latestMs = 0 } of [calm, wild]) {
        expect(earliestMs).toBeLessThan(likelyMs);
        expect(latestMs).toBeGreaterThan(likelyMs);
    }
    expect(wild.earliestMs).toBeLessThan(calm.earliestMs ?? 0);
});
test('the 95 % limits hold about 95 % of what comes: 400 futures of a known trend', () => {
    let state = 42;
    const normal = () => {
        let sum = -6;
        for (let i = 0; i < 12; i++) {
            state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
            sum += state / 2 ** 32;
        }
        return sum;
    };
    let inside = 0;
    for (let future = 0; future < 400; future++) {
        const load = (day) => 100 + day + 10 * normal();
        const { earliestMs = 0, latestMs = Infinity } = forecast(daily(40, load), 200);
        // The day on which one single day's peak reaches the capacity as the limits mean it.
        const day = 100 + 10 * normal();
        if (start + day * DAY >= earliestMs && start + day * DAY <= latestMs)
            inside += 1;
    }
    expect(inside / 400).toBeGreaterThan(0.91);
    expect(inside / 400).toBeLessThan(0.995);
});
test('a load that shrinks reaches nothing, and one that is there already reaches it at once', () => {
    const shrinking = forecast(daily(30, (day) => 100 - day), 200);
    expect(shrinking.likelyMs).toBeUndefined();
    expect(shrinking.earliestMs).toBeUndefined();
    const there = forecast(daily(30, (day) => 300 + day), 200);
    expect(there.earliestMs).toBe(start + 29 * DAY);
});
test('the peaks of days count, and days that are not whole do not', () => {
    const hourly = Array.from({ length: 24 * 12 }, (_, hour) => ({
        atMs: start + (hour + 13) * 3_600_000,
        throughput: 100 + 10 * Math.sin(((hour + 13) / 24) * 2 * Math.PI),
    }));
    const found = forecast(hourly, 200);
    expect(found.days).toBe(11);
    expect(found.peakNow).toBeCloseTo(110, 6);
});
test('four days are too few', () => {
    expect(forecastLoad(daily(4, () => 1), 2)).toBeUndefined();
});
//# sourceMappingURL=forecast.test.js.map