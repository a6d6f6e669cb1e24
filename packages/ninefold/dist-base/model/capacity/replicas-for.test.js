import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carriedRate, lostWithZone, replicasFor, withinObjective } from './replicas-for.js';
const demand = { ratePerSecond: 200, serviceMs: 50, workers: 4, objective: 0.99, belowMs: 300 };
test('the fewest that keep the objective are left when the fullest zone is lost', () => {
    const needed = replicasFor(demand, 3);
    expect(needed).toMatchObject({ load: 10, needed: 3, total: 5, lost: 2 });
});
test('one zone lost of two takes half of the replicas, of one a host', () => {
    expect(replicasFor(demand, 2)).toMatchObject({ needed: 3, total: 6, lost: 3 });
    expect(replicasFor(demand, 1)).toMatchObject({ needed: 3, total: 4, lost: 1 });
});
test('where service alone takes too long, no number of replicas is enough', () => {
    expect(replicasFor({ ...demand, serviceMs: 100 }, 3)).toBeUndefined();
});
test('one fewer would not do, and the rate that they carry is the one they were sized for or more', () => {
    fc.assert(fc.property(fc.double({ min: 1, max: 2000, noNaN: true }), fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 9 }), (ratePerSecond, workers, zones) => {
        const asked = { ...demand, ratePerSecond, workers };
        const found = replicasFor(asked, zones);
        if (found === undefined)
            throw new Error('50 ms of service are short enough');
        expect(withinObjective(asked, found.needed)).toBeGreaterThanOrEqual(0.99);
        expect(withinObjective(asked, found.needed - 1)).toBeLessThan(0.99);
        expect(found.total - found.lost).toBeGreaterThanOrEqual(found.needed);
        const fewer = found.total - 1;
        expect(fewer - lostWithZone(fewer, zones)).toBeLessThan(found.needed);
        expect(carriedRate(asked, found.needed)).toBeGreaterThan(ratePerSecond * 0.999);
    }), { numRuns: 50 });
});
test('what is too slow even alone carries nothing', () => {
    expect(carriedRate({ ...demand, serviceMs: 100 }, 50)).toBe(0);
});
//# sourceMappingURL=replicas-for.test.js.map