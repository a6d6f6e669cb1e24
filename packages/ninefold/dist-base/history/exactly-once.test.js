import { expect, test } from 'vitest';
import { checkExactlyOnce } from './exactly-once.js';
import { op, record, steady } from './histories.test.data.js';
test('passes when unknown writes are there once or not at all', () => {
    const operations = [...steady(0, 900, 10), op(900, 'unknown'), op(910, 'unknown')];
    const found = new Map(operations.map(({ id }) => [id, 1]));
    found.set('id-910', 0);
    expect(checkExactlyOnce(record(operations, { found }))).toEqual({
        twice: [],
        refusedButApplied: [],
    });
});
test('finds a write stored twice, even one whose outcome was unknown', () => {
    const operations = [op(900), op(910, 'unknown')];
    const found = new Map([
        ['id-900', 2],
        ['id-910', 3],
    ]);
    expect(checkExactlyOnce(record(operations, { found })).twice).toEqual([
        { id: 'id-900', times: 2 },
        { id: 'id-910', times: 3 },
    ]);
});
test('finds a refused write that is stored all the same', () => {
    const operations = [op(900, 'failed'), op(910, 'failed')];
    const found = new Map([
        ['id-900', 1],
        ['id-910', 'unreadable'],
    ]);
    const { refusedButApplied } = checkExactlyOnce(record(operations, { found }));
    expect(refusedButApplied.map(({ id }) => id)).toEqual(['id-900']);
});
//# sourceMappingURL=exactly-once.test.js.map