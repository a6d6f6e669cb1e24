import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { op, record, steady } from './histories.test.data.js';
import { quantile } from './quantile.js';
import { measureServiceLevel } from './service-level.js';
test('counts only ok as available', () => {
    const operations = [
        ...steady(0, 970, 10),
        op(970, 'unknown'),
        op(980, 'failed'),
        op(990, 'failed'),
    ];
    expect(measureServiceLevel(record(operations))).toMatchObject({
        due: 100,
        ok: 97,
        failed: 2,
        unknown: 1,
        availability: 0.97,
    });
});
test('counts latency from the due time, so that a stall of the client shows', () => {
    const level = measureServiceLevel(record([op(0), op(10, 'ok', { sentMs: 200, endedMs: 210 })]));
    expect(level.latency).toEqual({ p50Ms: 2, p95Ms: 200, p99Ms: 200, maxMs: 200 });
});
test('has no availability and no latency without operations', () => {
    const level = measureServiceLevel(record([]));
    expect(level.availability).toBeUndefined();
    expect(level.latency).toBeUndefined();
});
test('property: at least the share p of the values is at most the p-quantile', () => {
    fc.assert(fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, p) => {
        const q = quantile(values, p) ?? NaN;
        expect(values.filter((v) => v <= q).length).toBeGreaterThanOrEqual(p * values.length - 1e-9);
        expect(values).toContain(q);
    }));
});
//# sourceMappingURL=service-level.test.js.map