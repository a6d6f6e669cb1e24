import { expect, test } from 'vitest';
import { guardedDependency } from './dependency.js';
const none = { attempts: 1, correlated: 0, fallback: 0, cache: { hits: 0, lastsMs: 0 } };
test('without guards nothing is bought', () => {
    expect(guardedDependency(0.001, 3_600_000, none)).toEqual({
        alone: 0.001,
        afterRetry: 0.001,
        afterCache: 0.001,
        afterFallback: 0.001,
    });
});
test('three attempts at failures that are independent are 99.9 % to the third', () => {
    expect(guardedDependency(0.001, 1, { ...none, attempts: 3 }).afterRetry).toBeCloseTo(1e-9, 15);
});
test('retries buy nothing against an outage that all attempts meet', () => {
    const guarded = guardedDependency(0.001, 1, { ...none, attempts: 10, correlated: 1 });
    expect(guarded.afterRetry).toBeCloseTo(0.001, 12);
});
test('with 90 % correlated three attempts buy no more than a tenth', () => {
    const guarded = guardedDependency(0.001, 1, { ...none, attempts: 3, correlated: 0.9 });
    expect(guarded.afterRetry).toBeCloseTo(0.0009, 8);
});
// Azure's composite SLA once more: a queue of 99.9 % behind a database of 99.99 %.
test('an independent fallback of 99.9 % leaves a thousandth', () => {
    const guarded = guardedDependency(0.0001, 1, { ...none, fallback: 0.999 });
    expect(guarded.afterFallback).toBeCloseTo(1e-7, 14);
});
test('a cache serves its hits for as long as an answer may be used, and no longer', () => {
    const hour = 3_600_000;
    const of = (lastsMs) => guardedDependency(0.001, hour, { ...none, correlated: 1, cache: { hits: 0.8, lastsMs } })
        .afterCache;
    expect(of(0)).toBe(0.001);
    expect(of(hour)).toBeCloseTo(0.001 * (1 - 0.8 * (1 - Math.exp(-1))), 12);
    expect(of(1000 * hour)).toBeCloseTo(0.0002, 9);
});
//# sourceMappingURL=dependency.test.js.map