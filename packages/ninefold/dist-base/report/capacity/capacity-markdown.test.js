import { expect, test } from 'vitest';
import { capacityOf } from '../../model/capacity/capacity.js';
import { throughputAt } from '../../model/capacity/scalability-law.js';
import { contractFrom, oneZone } from '../../model/contracts.test.data.js';
import { renderCapacityMarkdown } from './capacity-markdown.js';
const DAY = 86_400_000;
const demand = { ratePerSecond: 200, serviceMs: 50, workers: 4, objective: 0.99, belowMs: 300 };
function report(question, source) {
    const asked = { replicas: 5, zones: 3, measurements: [], ...question };
    return renderCapacityMarkdown({
        contract: contractFrom(oneZone),
        ...(asked.demand === undefined ? {} : { demand: asked.demand }),
        answer: capacityOf(asked),
        ...(source === undefined ? {} : { source }),
        today: '2026-11-24',
        dayOf: (ms) => `day ${ms / DAY}`,
    });
}
test('says whether the replicas are enough, and how many there should be', () => {
    expect(report({ demand })).toContain('**Enough**: 5 replicas keep 99 % within 300 ms');
    const few = report({ demand, replicas: 4 });
    expect(few).toContain('**Not enough**: 4 replicas leave 2, and 99 % within 300 ms takes 3.');
    expect(few).toContain('| Replicas in all (N + k) | 5 |');
    expect(report({ demand: { ...demand, serviceMs: 200 } })).toContain('whatever their number');
});
test('gives the forecast as days, with its interval', () => {
    const measurements = Array.from({ length: 40 }, (_, day) => ({
        atMs: day * DAY,
        throughput: 100 + day + (day % 3),
    }));
    expect(report({ demand, measurements })).toMatch(/reaches the limit on \*\*day \d+\*\* by the trend \(95 %: day \d+ to day \d+\)/);
});
test('a peak beyond all measurements is called extrapolated', () => {
    const measure = (most) => [0.125, 0.25, 0.5, 0.75, 1].map((part) => ({
        concurrency: part * most,
        throughput: throughputAt({ single: 50, contention: 0.02, coherency: 0.0005 }, part * most),
    }));
    expect(report({ measurements: measure(16) })).toContain('The peak is extrapolated');
    expect(report({ measurements: measure(80) })).not.toContain('The peak is extrapolated');
});
test('measurements that the law does not explain are not to be built on', () => {
    const measurements = [1, 2, 4, 8, 16].map((concurrency, index) => ({
        concurrency,
        throughput: index % 2 === 0 ? 100 : 5,
    }));
    expect(report({ measurements })).toContain('do not build on the figures above');
});
test('the quarter of the error budget, and no markup from outside', () => {
    const text = report({ demand }, 'a|b*c.csv');
    expect(text).toContain('99.95 % leaves 65.7 minutes a quarter.');
    expect(text).toContain(String.raw `a\|b\*c.csv`);
});
//# sourceMappingURL=capacity-markdown.test.js.map