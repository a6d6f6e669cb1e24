import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewerThan, kOfN, parallel, series } from './block-diagram.js';
// Microsoft, "Composite SLAs" (Azure Architecture Center): web app 99.95 %, SQL 99.99 %, queue 99.9 %.
test("Azure's composite SLAs: 99.94 % in series, 99.95 % with an independent fallback", () => {
    expect(series([0.9995, 0.9999])).toBeCloseTo(0.99940005, 12);
    const databaseOrQueue = parallel([0.9999, 0.999]);
    expect(databaseOrQueue).toBeCloseTo(0.9999999, 12);
    expect(series([0.9995, databaseOrQueue])).toBeCloseTo(0.9994999, 7);
});
// AWS Well-Architected, Reliability Pillar, "Availability with dependencies".
test("AWS's examples: two hard dependencies give 99.97 %, two redundant parts 99.9999 %", () => {
    expect(series([0.9999, 0.9999, 0.9999])).toBeCloseTo(0.9997, 7);
    expect(parallel([0.999, 0.999])).toBeCloseTo(0.999999, 12);
});
// Trivedi, Probability and Statistics (2nd ed.), example 1.21: TMR, 3 R^2 - 2 R^3.
test('two of three is 3 A^2 - 2 A^3', () => {
    for (const a of [0.5, 0.9, 0.99])
        expect(kOfN(2, 3, a)).toBeCloseTo(3 * a ** 2 - 2 * a ** 3, 12);
});
test('one of n is parallel and n of n is series, also with unequal members', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }), (members) => {
        expect(1 - fewerThan(1, members)).toBeCloseTo(parallel(members), 9);
        expect(1 - fewerThan(members.length, members)).toBeCloseTo(series(members), 9);
        expect(fewerThan(0, members)).toBe(0);
    }));
});
test('tiny unavailabilities keep their digits', () => {
    expect(fewerThan(1, [1 - 1e-9, 1 - 1e-9])).toBeCloseTo(1e-18, 24);
});
//# sourceMappingURL=block-diagram.test.js.map