import { expect, test } from 'vitest';
import { downtimeCurve } from './downtime-curve.js';
test('falls from the share of windows with any downtime to none beyond the worst', () => {
    const curve = downtimeCurve(Float64Array.from([0, 0, 1500, 60_000, 3_600_000]));
    expect(curve[0]).toEqual({ ms: 1000, share: 1 - 2 / 5 });
    expect(curve.at(-1)?.share).toBe(0);
    for (const [index, { share }] of curve.entries()) {
        expect(share).toBeLessThanOrEqual(curve[index - 1]?.share ?? 1);
    }
});
test('windows without any downtime give a curve of nothing', () => {
    expect(downtimeCurve(new Float64Array(10)).every(({ share }) => share === 0)).toBe(true);
    expect(downtimeCurve(new Float64Array(0)).every(({ share }) => share === 0)).toBe(true);
});
//# sourceMappingURL=downtime-curve.test.js.map