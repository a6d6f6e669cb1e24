import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { op, record, steady } from './histories.test.data.js';
import { measureRpo } from './rpo.js';
const found = (entries) => new Map(Object.entries(entries));
test('finds nothing lost when every acknowledged write is there', () => {
    expect(measureRpo(record(steady(0, 3000, 10)))).toMatchObject({
        acknowledged: 300,
        lost: [],
        rpoMs: 0,
        conclusive: true,
    });
});
test('names the lost writes, their window and the age of the oldest', () => {
    const operations = [op(700), op(800), op(900), op(1300)];
    const rpo = measureRpo(record(operations, { found: found({ 'id-700': 1, 'id-800': 0, 'id-900': 0, 'id-1300': 0 }) }));
    expect(rpo.lost.map(({ id }) => id)).toEqual(['id-800', 'id-900', 'id-1300']);
    expect(rpo.window).toEqual({ firstMs: 802, lastMs: 1302 });
    expect(rpo.rpoMs).toBe(198);
});
test('lets unknown and failed writes be absent', () => {
    const operations = [op(900, 'unknown'), op(910, 'failed')];
    expect(measureRpo(record(operations)).lost).toEqual([]);
});
test('cannot conclude about a write that was unreadable or never looked for', () => {
    const operations = [op(900), op(910), op(920)];
    const rpo = measureRpo(record(operations, { found: found({ 'id-900': 'unreadable', 'id-910': 1 }) }));
    expect(rpo).toMatchObject({ lost: [], unreadable: ['id-900', 'id-920'], conclusive: false });
});
test('property: exactly the planted losses are found', () => {
    fc.assert(fc.property(fc.array(fc.record({
        outcome: fc.constantFrom('ok', 'failed', 'unknown'),
        there: fc.boolean(),
    }), { maxLength: 200 }), (plan) => {
        const operations = plan.map(({ outcome }, i) => op(i * 10, outcome));
        const rpo = measureRpo(record(operations, {
            found: new Map(plan.map(({ there }, i) => [`id-${i * 10}`, there ? 1 : 0])),
        }));
        expect(rpo.lost.map(({ id }) => id)).toEqual(plan.flatMap(({ outcome, there }, i) => outcome === 'ok' && !there ? [`id-${i * 10}`] : []));
    }));
});
//# sourceMappingURL=rpo.test.js.map