import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { record, steady } from './histories.test.data.js';
import { historyFromJson, historyToJson } from './history-json.js';
const trip = (records) => historyFromJson(JSON.parse(JSON.stringify(historyToJson(records))));
test('a history survives the round trip', () => {
    const full = record(steady(0, 3000, 10), {
        grants: [{ store: 'orders', member: 'orders[0]', term: 1, atMs: 0 }],
        writers: [
            { store: 'orders', member: 'orders[0]', askedMs: 1, answeredMs: 2, acceptsWrites: true },
        ],
        events: [
            { atMs: 1000, kind: 'fault', text: 'killed' },
            { atMs: 1001, kind: 'detected', member: 'orders[0]', term: 1, text: 'x' },
        ],
        faultInstantsMs: [500, 1000],
        brokenBecause: 'it never healed',
    });
    expect(trip([full, record([])])).toEqual([full, record([])]);
});
test('property: any id and instant survives', () => {
    fc.assert(fc.property(fc.array(fc.tuple(
    // The one key that zod drops from a record; ids are ours, and none is that.
    fc.string().filter((id) => id !== '__proto__'), fc.double({ noNaN: true, noDefaultInfinity: true }))), (pairs) => {
        const operations = pairs.map(([id, at]) => ({
            id,
            dueMs: at,
            sentMs: at,
            endedMs: at,
            outcome: 'ok',
            detail: id,
        }));
        // JSON has no negative zero.
        const records = [
            record(operations.map((one) => ({
                ...one,
                dueMs: one.dueMs + 0,
                sentMs: one.sentMs + 0,
                endedMs: one.endedMs + 0,
            }))),
        ];
        expect(trip(records)).toEqual(records);
    }));
});
test('refuses another version and another shape', () => {
    expect(() => historyFromJson({ version: 2, trials: [] })).toThrow(TypeError);
    expect(() => historyFromJson({ version: 1, trials: [{}] })).toThrow(/fault/);
});
//# sourceMappingURL=history-json.test.js.map