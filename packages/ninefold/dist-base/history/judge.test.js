import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blackout, contract, op, record, steady } from './histories.test.data.js';
import { judge } from './judge.js';
const promising = (promise) => ({
    ...contract,
    promise: { ...contract.promise, ...promise },
});
const row = (verdict, name) => verdict.rows.find((candidate) => candidate.name === name);
const outage = (lengthMs) => steady(0, 5000, 10, (due) => (due >= 1000 && due < 1000 + lengthMs ? 'unknown' : 'ok'));
const good = (trial = 1) => record(outage(100), { trial });
const late = (record_) => ({
    ...record_,
    operations: record_.operations.map((one) => ({ ...one, sentMs: one.dueMs + 60 })),
});
const losing = (ids, base = good()) => ({
    ...base,
    found: new Map([...base.found, ...ids.map((id) => [id, 0])]),
});
test('a promise that held in every trial is kept', () => {
    const verdict = judge(contract, [good(1), good(2), good(3)]);
    expect(verdict).toMatchObject({ ruling: 'kept', exitCode: 0, trials: 3, voidTrials: 0 });
    expect(verdict.rows.map(({ name, ruling }) => [name, ruling])).toEqual([
        ['availability', 'kept'],
        ['latency', 'kept'],
        ['rto', 'kept'],
        ['rpo', 'kept'],
        ['nothing twice', 'kept'],
        ['refusals hold', 'not tested'],
        ['one writer', 'not tested'],
    ]);
    expect(verdict.faults[0]?.rto).toMatchObject({ minMs: 102, medianMs: 102, worstMs: 102 });
    expect(verdict.confidence.join(' ')).toContain('No acknowledged write was lost in 3 trials');
});
describe('the RTO is broken', () => {
    test('by the worst trial alone', () => {
        const verdict = judge(contract, [good(1), record(outage(1010), { trial: 2 })]);
        expect(verdict).toMatchObject({ ruling: 'broken', exitCode: 1, brokenTrials: 1 });
        expect(row(verdict, 'rto')?.reasons[0]).toContain('trial 2: restored after 1.01 s');
    });
    test('by a trial that never recovered or never healed', () => {
        expect(row(judge(contract, [record(outage(9000))]), 'rto')).toMatchObject({
            ruling: 'broken',
            measured: 'never restored in 1 of 1 trial',
        });
        const unhealed = judge(contract, [{ ...good(), brokenBecause: 'no quorum after 12 s' }]);
        expect(row(unhealed, 'rto')?.ruling).toBe('broken');
    });
    test('by a second outage that is too long, and by a stall without a failure', () => {
        const again = steady(0, 9000, 10, (due) => (due >= 3000 && due < 5000) || due === 1000 ? 'failed' : 'ok');
        expect(row(judge(contract, [record(again)]), 'rto')?.reasons[0]).toContain('failed again 2 s');
        const held = steady(0, 5000, 10).map((one) => one.dueMs >= 1000 && one.dueMs < 2500 ? { ...one, endedMs: 2500 } : one);
        expect(row(judge(contract, [record(held)]), 'rto')?.reasons[0]).toContain('nothing failed, but');
    });
});
describe('a blackout in which every operation waits and none fails', () => {
    test('breaks the RTO that it exceeds, and is never called unseen', () => {
        const verdict = judge(contract, [blackout()]);
        expect(verdict).toMatchObject({ ruling: 'broken', exitCode: 1 });
        expect(row(verdict, 'rto')).toMatchObject({
            ruling: 'broken',
            measured: '0, nothing failed; longest wait 3 s in 1 trial',
        });
        expect(JSON.stringify(verdict)).not.toContain('not seen by clients');
    });
    test('breaks it too when one operation was cut and the first after it just passed', () => {
        const cut = op(997, 'unknown', { endedMs: 1001 });
        const base = blackout();
        const operations = base.operations.map((one) => one.dueMs === 1000 ? { ...one, endedMs: 1002 } : one);
        const verdict = judge(contract, [{ ...base, operations: [...operations, cut] }]);
        expect(row(verdict, 'rto')?.reasons[0]).toContain('for 3 s nothing was acknowledged');
        expect(verdict.faults[0]?.rto?.worstMs).toBe(2);
    });
    test('breaks it too when it was an earlier step of the fault', () => {
        const verdict = judge(contract, [blackout({ faultInstantsMs: [1000, 6000], faultAtMs: 6000 })]);
        expect(row(verdict, 'rto')?.ruling).toBe('broken');
    });
    test('keeps a longer RTO, and says how long clients waited', () => {
        const verdict = judge(promising({ rtoMs: 5000 }), [blackout()]);
        expect(row(verdict, 'rto')).toMatchObject({
            ruling: 'kept',
            measured: '0, nothing failed; longest wait 3 s in 1 trial',
        });
    });
});
test('what an earlier step of a fault broke is no everyday share of bad operations', () => {
    const operations = steady(0, 9000, 10, (due) => (due >= 1000 && due < 1200 ? 'failed' : 'ok'));
    const trial = record(operations, {
        endMs: 9000,
        faultInstantsMs: [1000, 5000],
        faultAtMs: 5000,
    });
    expect(judge(contract, [trial]).availability).toMatchObject({
        baseline: { bad: 0 },
        hosts: [{ costMs: 200 }],
    });
});
describe('the RPO is broken', () => {
    test('by any lost acknowledged write when none may be lost, and its id is listed', () => {
        const verdict = judge(contract, [losing(['id-900', 'id-950'])]);
        expect(row(verdict, 'rpo')?.ruling).toBe('broken');
        expect(verdict.lost).toMatchObject({
            total: 2,
            listed: [{ id: 'id-900', acknowledgedAfterFaultMs: -98 }, { id: 'id-950' }],
        });
    });
    test('by the age of the oldest, when some may be lost', () => {
        const lost = losing(['id-900']);
        expect(row(judge(promising({ rpoMs: 98 }), [lost]), 'rpo')?.ruling).toBe('kept');
        expect(row(judge(promising({ rpoMs: 97 }), [lost]), 'rpo')?.ruling).toBe('broken');
    });
    test('by a loss after service was restored, whatever may be lost', () => {
        const verdict = judge(promising({ rpoMs: 5000 }), [losing(['id-2000'])]);
        expect(row(verdict, 'rpo')?.reasons[0]).toContain('after service was restored');
    });
    test('by a read-back that can not conclude', () => {
        const base = good();
        const unreadable = {
            ...base,
            found: new Map([...base.found, ['id-900', 'unreadable']]),
        };
        expect(row(judge(contract, [unreadable]), 'rpo')?.reasons[0]).toContain("can't conclude");
    });
    test('by a loss in a trial that is void for everything else', () => {
        const verdict = judge(contract, [late(losing(['id-900']))]);
        expect(verdict).toMatchObject({ ruling: 'broken', exitCode: 1, voidTrials: 1 });
        expect(row(verdict, 'rto')?.ruling).toBe('void');
    });
});
test('a write stored twice, a refused one stored and a second writer each break a promise', () => {
    const base = good();
    const twice = { ...base, found: new Map([...base.found, ['id-900', 2]]) };
    expect(row(judge(contract, [twice]), 'nothing twice')?.ruling).toBe('broken');
    const operations = [op(900, 'failed'), ...steady(910, 5000, 10)];
    const lied = record(operations, { found: new Map(operations.map(({ id }) => [id, 1])) });
    expect(row(judge(contract, [lied]), 'refusals hold')?.ruling).toBe('broken');
    const split = record(outage(100), {
        grants: [
            { store: 'orders', member: 'orders[0]', term: 1, atMs: 0 },
            { store: 'orders', member: 'orders[1]', term: 2, atMs: 1050 },
        ],
        writers: [
            {
                store: 'orders',
                member: 'orders[0]',
                askedMs: 1200,
                answeredMs: 1201,
                acceptsWrites: true,
            },
        ],
    });
    expect(row(judge(contract, [split]), 'one writer')?.ruling).toBe('broken');
});
describe('availability over the window', () => {
    const rare = { host: { mtbfMs: 720 * 3_600_000, mttrMs: 0 } };
    test('is what the expected failures cost, not the ratio of a few seconds', () => {
        const { availability } = judge({ ...contract, assumptions: rare }, [record(outage(100))]);
        expect(availability.hosts).toMatchObject([
            { target: 'store primary', failures: 1, costMs: 100 },
        ]);
        expect(availability).toMatchObject({ spendMs: 100 });
        expect(availability.budgetMs).toBeCloseTo(1_296_000);
    });
    test('is broken when the expected failures cost more than the budget', () => {
        const often = { host: { mtbfMs: 600_000, mttrMs: 0 } };
        const verdict = judge({ ...contract, assumptions: often }, [record(outage(500))]);
        expect(row(verdict, 'availability')?.ruling).toBe('broken');
        expect(row(verdict, 'rto')?.ruling).toBe('kept');
    });
    test('is broken by the everyday share of bad operations alone', () => {
        const verdict = judge(contract, [record([op(10, 'failed'), ...steady(20, 5000, 10)])]);
        expect(row(verdict, 'availability')?.ruling).toBe('broken');
    });
    test('counts two faults of one part once, by the costlier, and no planned change', () => {
        const faults = [
            ...contract.proof.faults,
            {
                sentence: 'freeze store primary',
                steps: [{ verb: 'freeze', target: { kind: 'store', role: 'primary' }, forMs: 5000 }],
            },
            {
                sentence: 'rolling restart',
                steps: [{ verb: 'rolling-restart', target: { kind: 'app' } }],
            },
            { sentence: 'kill app', steps: [{ verb: 'kill', target: { kind: 'app' } }] },
        ];
        const verdict = judge({ ...contract, proof: { ...contract.proof, faults } }, [
            good(),
            record(outage(400), { fault: 'freeze store primary' }),
            record(outage(50), { fault: 'rolling restart' }),
            record(outage(10), { fault: 'kill app' }),
        ]);
        expect(verdict.availability.hosts.map(({ fault, failures }) => [fault, failures])).toEqual([
            ['freeze store primary', 1],
            ['kill app', 3],
        ]);
        expect(verdict.availability.sentences.join(' ')).toContain('rolling restart costs 50 ms');
    });
    test('takes a trial that never recovered to cost the time to repair a host', () => {
        const { availability } = judge(contract, [record(outage(9000))]);
        expect(availability.hosts[0]?.costMs).toBe(contract.assumptions.host.mttrMs);
        expect(availability.sentences.join(' ')).toContain('taken to cost');
    });
    test('is void when only operations that a pause of the client kept out would break it', () => {
        const operations = steady(0, 5000, 10).map((one) => one.dueMs >= 1000 && one.dueMs < 1030 ? op(one.dueMs, 'ok', { sentMs: 1030 }) : one);
        // Each failure may cost 15 ms; the pause could have hidden two operations of 10 ms.
        const assumptions = { host: { mtbfMs: 30_000, mttrMs: 0 } };
        const verdict = judge({ ...contract, assumptions }, [record(operations)]);
        expect(row(verdict, 'availability')?.ruling).toBe('void');
        expect(verdict.exitCode).toBe(3);
    });
    test('says that a short run can not prove the everyday part', () => {
        expect(judge(contract, [good()]).availability.sentences[0]).toContain("can't prove");
    });
});
test('latency counts slow and failed operations against its own objective', () => {
    const slow = steady(0, 5000, 10).map((one) => one.dueMs < 500 ? { ...one, endedMs: one.dueMs + 301 } : one);
    const verdict = judge(contract, [record(slow)]);
    expect(row(verdict, 'latency')?.ruling).toBe('broken');
    expect(row(verdict, 'availability')?.ruling).toBe('kept');
});
describe('without sound trials', () => {
    test('everything void is no verdict but a failed environment', () => {
        expect(judge(contract, [late(good())])).toMatchObject({ ruling: 'void', exitCode: 3 });
    });
    test('nothing recorded is not tested', () => {
        expect(judge(contract, [])).toMatchObject({
            ruling: 'not tested',
            exitCode: 3,
            notTested: ['kill store primary'],
        });
    });
    test('one void trial among sound ones does not forbid a ruling', () => {
        expect(judge(contract, [good(1), late(good(2))])).toMatchObject({
            ruling: 'kept',
            voidTrials: 1,
        });
    });
    test('a pause that could hide an outage longer than the RTO voids the trial', () => {
        const operations = steady(0, 5000, 10).map((one) => one.dueMs === 1000 ? op(1000, 'ok', { sentMs: 1040 }) : one);
        expect(judge(promising({ rtoMs: 30 }), [record(operations)]).ruling).toBe('void');
        expect(judge(promising({ rtoMs: 50 }), [record(operations)]).ruling).toBe('kept');
    });
});
test('property: whatever acknowledged write is lost, the promise is broken', () => {
    const base = good();
    const acknowledged = base.operations.filter(({ outcome }) => outcome === 'ok');
    fc.assert(fc.property(fc.nat(acknowledged.length - 1), fc.boolean(), (index, isLate) => {
        const trial = losing([acknowledged[index]?.id ?? ''], base);
        expect(judge(contract, [good(1), isLate ? late(trial) : trial]).exitCode).toBe(1);
    }), { numRuns: 30 });
});
//# sourceMappingURL=judge.test.js.map