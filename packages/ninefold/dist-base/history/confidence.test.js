import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../clock/random.js';
import { lossProbabilityBound, slowestBoundsQuantile } from './confidence.js';
test('ten trials bound the median almost surely and the 90th percentile hardly', () => {
    expect(slowestBoundsQuantile(10, 0.5)).toBeCloseTo(0.999, 3);
    expect(slowestBoundsQuantile(10, 0.9)).toBeCloseTo(0.6513, 4);
    expect(slowestBoundsQuantile(29, 0.9)).toBeGreaterThan(0.95);
    expect(slowestBoundsQuantile(28, 0.9)).toBeLessThan(0.95);
});
test('no loss in n trials bounds its chance by about 3/n', () => {
    expect(lossProbabilityBound(10)).toBeCloseTo(0.2589, 4);
    expect(lossProbabilityBound(300) * 300).toBeCloseTo(3, 1);
    expect(lossProbabilityBound(0)).toBe(1);
});
test('the slowest of n draws exceeds the quantile as often as stated', () => {
    const random = seededRandom(7);
    const runs = 20_000;
    let above = 0;
    for (let i = 0; i < runs; i++) {
        let slowest = 0;
        for (let k = 0; k < 5; k++)
            slowest = Math.max(slowest, random());
        if (slowest >= 0.8)
            above++;
    }
    expect(above / runs).toBeCloseTo(slowestBoundsQuantile(5, 0.8), 1.7);
});
test('property: more trials never bound worse', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), (n) => {
        expect(lossProbabilityBound(n + 1)).toBeLessThan(lossProbabilityBound(n));
        expect(slowestBoundsQuantile(n + 1, 0.9)).toBeGreaterThanOrEqual(slowestBoundsQuantile(n, 0.9));
    }));
});
//# sourceMappingURL=confidence.test.js.map