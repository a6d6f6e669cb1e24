import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAULT_AT_MS, blackout, op, record, steady } from './histories.test.data.js';
import { measureRto } from './rto.js';
const downUntil = (toMs, fromMs = FAULT_AT_MS) => (dueMs) => dueMs >= fromMs && dueMs < toMs ? 'unknown' : 'ok';
describe('the recovery time', () => {
    test('ends with the completion of the first operation of the first run of a second', () => {
        const rto = measureRto(record(steady(0, 5000, 10, downUntil(1200))));
        expect(rto).toMatchObject({ recovered: true, rtoMs: 202, seenByClients: true });
        expect(rto.outages).toEqual([
            { faultAtMs: 1000, startMs: 1000, firstSuccessMs: 1202, provenAtMs: 2200, lengthMs: 202 },
        ]);
        expect(rto.failing).toHaveLength(20);
        expect(rto.resolutionMs).toBe(10);
    });
    test('is 0 and not seen by clients when nothing failed', () => {
        expect(measureRto(record(steady(0, 5000, 10)))).toMatchObject({
            recovered: true,
            rtoMs: 0,
            seenByClients: false,
            outages: [],
        });
    });
    test('does not count a run that a failure breaks before it lasted a second', () => {
        const flaps = (dueMs) => (dueMs >= 1000 && dueMs < 1100) || dueMs === 2000 ? 'failed' : 'ok';
        expect(measureRto(record(steady(0, 5000, 10, flaps))).rtoMs).toBe(1012);
        const later = (dueMs) => (dueMs >= 1000 && dueMs < 1100) || dueMs === 2110 ? 'failed' : 'ok';
        expect(measureRto(record(steady(0, 5000, 10, later))).rtoMs).toBe(102);
    });
    test('wants 20 operations where a second holds fewer', () => {
        const slow = steady(0, 12_000, 500, downUntil(2000));
        // 2,000 to 11,500: exactly twenty operations.
        expect(measureRto(record(slow, { periodMs: 500 })).rtoMs).toBe(1002);
        expect(measureRto(record(slow.slice(0, -1), { periodMs: 500 })).recovered).toBe(false);
    });
    test('is absent when the window ends before the run is long enough', () => {
        const rto = measureRto(record(steady(0, 2190, 10, downUntil(1200)), { endMs: 2190 }));
        expect(rto).toMatchObject({ recovered: false, seenByClients: true });
        expect(rto.rtoMs).toBeUndefined();
    });
    test('is not 0 for a window too short to have seen a failure', () => {
        const rto = measureRto(record(steady(0, 1500, 10), { endMs: 1500 }));
        expect(rto.recovered).toBe(false);
        expect(rto.notRecoveredBecause).toContain('too few');
        expect(measureRto(record([])).recovered).toBe(false);
    });
    test('counts an operation in flight at the fault as failed by it, one ended before as not', () => {
        const cut = [op(990, 'unknown', { endedMs: 1001 }), ...steady(1000, 3000, 10)];
        expect(measureRto(record(cut))).toMatchObject({ rtoMs: 2, seenByClients: true });
        const before = [op(990, 'failed', { endedMs: 995 }), ...steady(1000, 3000, 10)];
        expect(measureRto(record(before))).toMatchObject({ rtoMs: 0, seenByClients: false });
    });
    test('goes by due times: a timeout that is known late does not break the run after it', () => {
        const operations = steady(0, 5000, 10, downUntil(1050)).map((one) => one.outcome === 'ok' ? one : { ...one, endedMs: one.dueMs + 3000 });
        expect(measureRto(record(operations)).rtoMs).toBe(52);
    });
    test('waits for the first operation of the run though later ones completed earlier', () => {
        const operations = steady(0, 5000, 10, downUntil(1050)).map((one) => one.dueMs === 1050 ? { ...one, endedMs: 1900 } : one);
        expect(measureRto(record(operations)).rtoMs).toBe(900);
    });
    test('measures an outage that sets in more than a second after the fault', () => {
        const rto = measureRto(record(steady(0, 9000, 10, downUntil(3000, 2500))));
        expect(rto.rtoMs).toBe(2002);
        expect(rto.outages[0]).toMatchObject({ startMs: 2500, lengthMs: 502 });
    });
    test('lists an outage that began after service had been restored', () => {
        const twice = (dueMs) => (dueMs >= 1000 && dueMs < 1100) || (dueMs >= 3000 && dueMs < 3700) ? 'failed' : 'ok';
        const rto = measureRto(record(steady(0, 9000, 10, twice)));
        expect(rto.rtoMs).toBe(102);
        expect(rto.outages[1]).toMatchObject({ startMs: 3000, lengthMs: 702 });
        const cutOff = measureRto(record(steady(0, 4000, 10, twice), { endMs: 4000 }));
        expect(cutOff.outages[1]).toEqual({ faultAtMs: 1000, startMs: 3000, lengthMs: 700 });
    });
    test('shows a stall in which nothing failed', () => {
        const operations = steady(0, 5000, 10).map((one) => one.dueMs >= 1000 && one.dueMs < 2500 ? { ...one, endedMs: 2500 } : one);
        expect(measureRto(record(operations))).toMatchObject({ rtoMs: 0, stallMs: 1500 });
    });
    test('is seen by clients though nothing failed, when they waited for over two periods', () => {
        expect(measureRto(blackout())).toMatchObject({
            rtoMs: 0,
            failing: [],
            seenByClients: true,
            stallMs: 3000,
            longestWaitMs: 3000,
        });
        const waits = (ms) => steady(0, 5000, 10).map((one) => (one.dueMs === 1500 ? { ...one, endedMs: 1500 + ms } : one));
        expect(measureRto(record(waits(20))).seenByClients).toBe(false);
        expect(measureRto(record(waits(21)))).toMatchObject({ seenByClients: true, longestWaitMs: 21 });
        const inFlight = [op(995, 'ok', { endedMs: 1100 }), ...steady(1000, 4000, 10)];
        expect(measureRto(record(inFlight)).seenByClients).toBe(true);
    });
    test('lets operations due at one instant fail together', () => {
        const both = [op(1000, 'ok', { id: 'a' }), op(1000, 'failed', { id: 'b' })];
        const rto = measureRto(record([...both, ...steady(1010, 4000, 10)]));
        expect(rto.rtoMs).toBe(12);
    });
});
describe('the recovery time of a fault of several steps', () => {
    const between = (...stretches) => (dueMs) => stretches.some(([fromMs, toMs]) => dueMs >= fromMs && dueMs < toMs) ? 'unknown' : 'ok';
    const steps = (operations, faultInstantsMs) => measureRto(record(operations, {
        faultInstantsMs,
        faultAtMs: faultInstantsMs.at(-1) ?? 0,
        endMs: 12_000,
    }));
    test('is the worst, each counted from its own step', () => {
        const down = between([1000, 1600], [6000, 6100]);
        expect(steps(steady(0, 12_000, 10, down), [1000, 6000])).toMatchObject({
            rtoMs: 602,
            countedFromMs: 1000,
            restoredAtMs: 1602,
            provenAtMs: 7100,
            again: [],
        });
        const later = between([1000, 1100], [6000, 6600]);
        expect(steps(steady(0, 12_000, 10, later), [1000, 6000])).toMatchObject({
            rtoMs: 602,
            countedFromMs: 6000,
        });
        expect(steps(steady(0, 12_000, 10, down), [6000]).rtoMs).toBe(102);
    });
    test('counts an outage that is under way at the next step from the earlier one', () => {
        const rto = steps(steady(0, 12_000, 10, between([1000, 2500])), [1000, 2000]);
        expect(rto).toMatchObject({ rtoMs: 1502, countedFromMs: 1000, again: [] });
        // Half a second of success is no service restored: the second step only prolongs the outage.
        const flapping = between([1000, 1100], [1600, 1700]);
        expect(steps(steady(0, 12_000, 10, flapping), [1000, 1600]).rtoMs).toBe(702);
    });
    test('counts what a step caught in flight from that step, if it had not waited long', () => {
        const calm = steady(0, 12_000, 10);
        const caught = (dueMs) => calm.map((one) => (one.dueMs === dueMs ? op(dueMs, 'unknown', { endedMs: 6001 }) : one));
        expect(steps(caught(5990), [1000, 6000])).toMatchObject({ rtoMs: 2, countedFromMs: 6000 });
        // Operations take 2 ms here: one that had waited for a second was not broken by this step.
        expect(steps(caught(5000), [1000, 6000])).toMatchObject({ countedFromMs: 1000, rtoMs: 4012 });
    });
    test('has an outage again only within one step, and is proven after the last', () => {
        const again = between([1000, 1100], [3000, 3300], [6000, 6100]);
        const rto = steps(steady(0, 12_000, 10, again), [1000, 6000]);
        expect(rto.again).toMatchObject([{ faultAtMs: 1000, startMs: 3000, lengthMs: 302 }]);
        const short = steps(steady(0, 6500, 10, between([1000, 1100])), [1000, 6000]);
        expect(short).toMatchObject({ recovered: false, countedFromMs: 6000 });
        expect(short.notRecoveredBecause).toContain('too few to tell');
    });
    test('sees a stall after any of them', () => {
        const rto = measureRto(blackout({ faultInstantsMs: [1000, 6000], faultAtMs: 6000 }));
        expect(rto).toMatchObject({ stallMs: 3000, seenByClients: true });
    });
});
const history = fc
    .array(fc.record({
    gap: fc.constantFrom(0, 10, 10, 10, 50),
    outcome: fc.constantFrom('ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'failed', 'unknown'),
    latency: fc.integer({ min: 0, max: 400 }),
}), { maxLength: 400, minLength: 150 })
    .map((steps) => {
    let dueMs = 700;
    return steps.map(({ gap, outcome, latency }, i) => {
        dueMs += gap;
        return op(dueMs, outcome, { id: `w${i}`, endedMs: dueMs + latency });
    });
});
const endOf = (operations) => (operations.at(-1)?.dueMs ?? 0) + 1;
test('property: never negative, and absent exactly when not recovered', () => {
    fc.assert(fc.property(history, (operations) => {
        const rto = measureRto(record(operations, { endMs: endOf(operations) }));
        expect(rto.rtoMs === undefined).toBe(!rto.recovered);
        expect(rto.rtoMs ?? 0).toBeGreaterThanOrEqual(0);
        expect(rto.stallMs).toBeGreaterThanOrEqual(0);
    }));
});
test('property: a further failure never shortens it when answers keep the order of due times', () => {
    fc.assert(fc.property(history, fc.nat(), (operations, chosen) => {
        let endedMs = 0;
        const inOrder = operations.map((one) => {
            endedMs = Math.max(endedMs, one.endedMs);
            return { ...one, endedMs };
        });
        const endMs = endOf(inOrder);
        const worse = inOrder.map((one, i) => i === chosen % inOrder.length ? { ...one, outcome: 'failed' } : one);
        const before = measureRto(record(inOrder, { endMs })).rtoMs ?? Infinity;
        const after = measureRto(record(worse, { endMs })).rtoMs ?? Infinity;
        expect(after).toBeGreaterThanOrEqual(before);
    }));
});
test('property: the order of operations in the record changes nothing', () => {
    fc.assert(fc.property(history, fc.infiniteStream(fc.nat()), (operations, keys) => {
        const shuffled = operations
            .map((one) => ({ one, key: keys.next().value }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ one }) => one);
        const endMs = endOf(operations);
        expect(measureRto(record(shuffled, { endMs }))).toEqual(measureRto(record(operations, { endMs })));
    }), { numRuns: 50 });
});
//# sourceMappingURL=rto.test.js.map