import { expect, test } from 'vitest';
import { capacityOf } from './capacity.js';
import { throughputAt } from './scalability-law.js';
const DAY = 86_400_000;
const demand = { ratePerSecond: 200, serviceMs: 50, workers: 4, objective: 0.99, belowMs: 300 };
const law = { single: 50, contention: 0.02, coherency: 0.0005 };
test('replicas that a lost zone leaves too few of are not enough', () => {
    const question = { demand, zones: 3, measurements: [] };
    expect(capacityOf({ ...question, replicas: 4 })).toMatchObject({
        enough: false,
        replicas: { have: 4, lost: 2, needed: { needed: 3, total: 5 } },
    });
    expect(capacityOf({ ...question, replicas: 5 }).enough).toBe(true);
});
test('a single replica leaves none, and carries nothing', () => {
    const { replicas, enough } = capacityOf({ demand, zones: 1, replicas: 1, measurements: [] });
    expect(enough).toBe(false);
    expect(replicas).toMatchObject({ lost: 1, withinThen: 0, carries: 0 });
});
test('the lower of what replicas carry and what the system scales to is the limit', () => {
    const measurements = [1, 2, 4, 8, 16, 32].map((concurrency) => ({
        concurrency,
        throughput: throughputAt(law, concurrency),
    }));
    const few = capacityOf({ demand, replicas: 5, zones: 3, measurements });
    expect(few.limit?.by).toBe('replicas');
    const many = capacityOf({ demand, replicas: 50, zones: 3, measurements });
    expect(many.limit?.by).toBe('scaling');
    expect(many.limit?.perSecond).toBeCloseTo(many.scaling?.peak.throughput ?? 0, 6);
});
test('load over days is held against that limit', () => {
    const measurements = Array.from({ length: 30 }, (_, day) => ({
        atMs: day * DAY,
        throughput: 100 + day,
    }));
    const { forecast, limit } = capacityOf({ demand, replicas: 5, zones: 3, measurements });
    expect(forecast?.growthPerDay).toBeCloseTo(1, 9);
    expect((forecast?.likelyMs ?? 0) / DAY).toBe(Math.ceil((limit?.perSecond ?? 0) - 100));
});
test('without a time of service or concurrencies there is no limit, and so no forecast', () => {
    const measurements = Array.from({ length: 30 }, (_, day) => ({ atMs: day * DAY, throughput: 1 }));
    expect(capacityOf({ replicas: 3, zones: 1, measurements })).toEqual({ enough: true });
});
//# sourceMappingURL=capacity.test.js.map