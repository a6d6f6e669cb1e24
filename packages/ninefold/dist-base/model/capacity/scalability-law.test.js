import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitScalability, throughputAt } from './scalability-law.js';
const points = (concurrencies, throughputs) => concurrencies.map((concurrency, i) => ({ concurrency, throughput: throughputs[i] ?? 0 }));
test('SPEC SDM91 on a Sun SPARCcenter 2000, as the R package usl fits it', () => {
    // Gunther, Guerrilla Capacity Planning, table 5.2; usl 3.0 (Moeding), tests/summary.Rout.save:
    // alpha 2.773e-02, beta 1.044e-04, gamma 90.0, R squared 0.9896; the peak is at 97.
    const { law, peak, rSquared } = fitScalability(points([1, 18, 36, 72, 108, 144, 216], [64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775, 1702.2]));
    expect(law.contention).toBeCloseTo(0.02773, 5);
    expect(law.coherency).toBeCloseTo(1.044e-4, 7);
    expect(law.single).toBeCloseTo(90, 1);
    expect(peak.concurrency).toBeCloseTo(96.5, 0);
    expect(rSquared).toBeCloseTo(0.9896, 4);
});
test('a worked example of the R package: alpha and beta are 0.02', () => {
    // usl 3.0 (Moeding), tests/coef.Rout.save
    const { law } = fitScalability(points([1, 2, 4, 6, 8, 10], [1, 1.8868, 3.0769, 3.5294, 3.5398, 3.3557]));
    expect(law.contention).toBeCloseTo(0.02, 4);
    expect(law.coherency).toBeCloseTo(0.02, 4);
    expect(law.single).toBeCloseTo(1, 4);
});
test('finds any law again from what it predicts', () => {
    fc.assert(fc.property(fc.double({ min: 0.1, max: 1e5, noNaN: true }), fc.double({ min: 0, max: 0.3, noNaN: true }), fc.double({ min: 1e-5, max: 1e-2, noNaN: true }), (single, contention, coherency) => {
        const law = { single, contention, coherency };
        const { law: found } = fitScalability([1, 2, 4, 8, 16, 32, 64].map((concurrency) => ({
            concurrency,
            throughput: throughputAt(law, concurrency),
        })));
        expect(found.single / single).toBeCloseTo(1, 3);
        expect(found.contention).toBeCloseTo(contention, 3);
        expect(found.coherency).toBeCloseTo(coherency, 4);
    }), { numRuns: 50 });
});
test('what scales without a bend has a limit, and no peak', () => {
    const { peak, law } = fitScalability([1, 2, 4, 8, 16].map((concurrency) => ({
        concurrency,
        throughput: throughputAt({ single: 100, contention: 0.05, coherency: 0 }, concurrency),
    })));
    expect(law.coherency).toBeLessThan(1e-6);
    expect(peak.throughput).toBeGreaterThan(1800);
});
test('three concurrencies fit any three parameters, and so prove nothing', () => {
    expect(() => fitScalability(points([1, 2, 4, 4], [1, 2, 3, 3.1]))).toThrow('the law needs 4 different concurrencies');
});
//# sourceMappingURL=scalability-law.test.js.map