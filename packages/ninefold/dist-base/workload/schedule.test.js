import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../clock/random.js';
import { createSchedule } from './schedule.js';
const rate = fc.double({ min: 0.1, max: 20_000, noNaN: true });
const seed = fc.integer();
describe('the schedule', () => {
    it('has operation k due at t0 + k / rate, without a growing error', () => {
        fc.assert(fc.property(rate, fc.integer({ min: 0, max: 5000 }), (ratePerSecond, k) => {
            const random = seededRandom(1);
            const schedule = createSchedule({ ratePerSecond, arrivals: 'fixed', startMs: 7, random });
            for (let i = 0; i < k; i++)
                schedule.takeMs();
            expect(schedule.peekMs()).toBeCloseTo(7 + (k * 1000) / ratePerSecond, 6);
        }));
    });
    it('never goes back, takes what it showed, and depends on the seed alone', () => {
        fc.assert(fc.property(rate, seed, fc.constantFrom('fixed', 'poisson'), (ratePerSecond, s, arrivals) => {
            const make = () => createSchedule({ ratePerSecond, arrivals, startMs: 3, random: seededRandom(s) });
            const [one, other] = [make(), make()];
            let lastMs = 3;
            for (let i = 0; i < 200; i++) {
                const shown = one.peekMs();
                expect(one.takeMs()).toBe(shown);
                expect(other.takeMs()).toBe(shown);
                expect(shown).toBeGreaterThanOrEqual(lastMs);
                lastMs = shown;
            }
        }));
    });
    it('brings the rate on average under Poisson arrivals, with exponential gaps', () => {
        const random = seededRandom(42);
        const schedule = createSchedule({
            ratePerSecond: 100,
            arrivals: 'poisson',
            startMs: 0,
            random,
        });
        const gaps = [];
        let lastMs = 0;
        for (let i = 0; i < 20_000; i++) {
            const dueMs = schedule.takeMs();
            gaps.push(dueMs - lastMs);
            lastMs = dueMs;
        }
        const mean = lastMs / gaps.length;
        const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
        expect(mean).toBeGreaterThan(9.7);
        expect(mean).toBeLessThan(10.3);
        // Of an exponential distribution mean and standard deviation are the same.
        expect(deviation / mean).toBeGreaterThan(0.95);
        expect(deviation / mean).toBeLessThan(1.05);
    });
    it.each([0, -1, NaN, Infinity])('refuses the rate %d', (ratePerSecond) => {
        const random = seededRandom(1);
        expect(() => createSchedule({ ratePerSecond, arrivals: 'fixed', startMs: 0, random })).toThrow(RangeError);
    });
});
//# sourceMappingURL=schedule.test.js.map