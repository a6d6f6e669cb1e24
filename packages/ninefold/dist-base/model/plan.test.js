import { expect, test } from 'vitest';
import { cheapestChange } from './cheapest-change.js';
import { contractFrom, oneZone, threeRegions } from './contracts.test.data.js';
import { designOf } from './design-of.js';
import { holdBacks } from './importance.js';
import { measuredFrom, observedFrom } from './measured.js';
import { planOf } from './plan.js';
import { requiredDetection, requiredMttr } from './required.js';
import { whatIf } from './what-if.js';
const one = contractFrom(oneZone);
test('one balancer in one zone holds three replicas back, worst first', () => {
    const plan = planOf(one);
    expect(plan.kept).toBe(false);
    expect(plan.holdsBack.slice(0, 3).map(({ name }) => name)).toEqual([
        'hosts of balancer',
        'the zone',
        'deploy',
    ]);
    const rto = plan.checks.find(({ name }) => name === 'rto');
    expect(rto).toMatchObject({ tier: 'balancer', reached: 1_800_000, kept: false });
    expect(plan.taken['30 days']).toBeGreaterThan(plan.allowed['30 days']);
});
test('what holds back is what is missing: the gains of all single parts are the unavailability', () => {
    const { holdsBack, reach } = planOf(one);
    const sum = holdsBack.reduce((total, { unavailability }) => total + unavailability, 0);
    // Hosts and the failover of one tier overlap a little: without either, some of the other is gone too.
    expect(sum / reach.unavailability).toBeCloseTo(1, 1);
});
test("a part in series has Birnbaum's importance A / A_i, and its criticality is its share", () => {
    const plan = planOf(one);
    const deploy = holdBacks(plan.design, plan.reach).find(({ name }) => name === 'deploy');
    const alone = 1 / (7 * 24 * 20) / (1 / (7 * 24 * 20) + 1);
    expect(deploy?.birnbaum).toBeCloseTo(plan.reach.availability / (1 - alone), 9);
    expect(deploy?.criticality).toBeCloseTo(((deploy?.birnbaum ?? 0) * alone) / plan.reach.unavailability, 9);
});
test('figures say what was assumed, with a source, and what the contract says', () => {
    const stated = contractFrom(`${oneZone}assumptions: { host: { mtbf: 2000h }, zone: { count: 3 } }\n`);
    const figures = new Map(designOf(stated).figures.map((figure) => [figure.path, figure]));
    expect(figures.get('assumptions.host.mtbf')).toMatchObject({ source: 'contract' });
    expect(figures.get('assumptions.zone.count')).toMatchObject({ source: 'contract', value: 3 });
    expect(figures.get('assumptions.zone.mttr')).toMatchObject({ source: 'assumed' });
    for (const { because } of figures.values())
        expect(because).not.toBe('');
});
test('a report of prove takes the place of what was assumed', () => {
    const fault = (sentence, medianMs, worstMs) => ({
        fault: sentence,
        rto: { minMs: 1, medianMs, worstMs, trials: 5 },
    });
    const measured = measuredFrom({
        verdict: {
            faults: [
                fault('kill store primary', 70, 90),
                fault('freeze store primary', 380, 450),
                fault('kill app', 0, 0),
                fault('partition store primary for 2s', 9000, 9000),
                { fault: 'kill balancer' },
            ],
        },
    }, 'orders');
    expect(measured?.recoveries).toEqual([
        {
            tier: 'stores.orders',
            fault: 'freeze store primary',
            typicalMs: 380,
            trials: 5,
            worstMs: 450,
        },
        { tier: 'app', fault: 'kill app', typicalMs: 0, trials: 5, worstMs: 0 },
    ]);
    const plan = planOf(one, measured);
    expect(plan.tiers.find(({ name }) => name === 'stores.orders')).toMatchObject({
        source: 'measured',
        rtoMs: 380,
        worstRtoMs: 450,
    });
    expect(measuredFrom({ nothing: true }, 'orders')).toBeUndefined();
});
test('incidents of production are shown beside the model, and change nothing in it', () => {
    const incidents = (statistics) => ({
        kind: 'ninefold incidents',
        schemaVersion: 1,
        service: 'checkout',
        statistics,
    });
    const found = observedFrom(incidents({ count: 2, mtbfMs: 99_000, mttrMs: 1000 }));
    expect(found).toEqual({
        service: 'checkout',
        observed: { incidents: 2, mtbfMs: 99_000, mttrMs: 1000 },
    });
    const plan = planOf(one, { recoveries: [], ...(found ? { observed: found.observed } : {}) });
    const figures = new Map(plan.design.figures.map((figure) => [figure.path, figure]));
    expect(figures.get('observed.availability')).toMatchObject({ source: 'measured', value: 0.99 });
    expect(plan.reach).toEqual(planOf(one).reach);
    // Where faults were injected there is no MTBF, and none is made up.
    expect(observedFrom(incidents({ count: 2, mttrMs: 1000 }))?.observed.mtbfMs).toBeUndefined();
    expect(observedFrom({ kind: 'other' })).toBeUndefined();
});
test('asynchronous replication loses what its standbys lack', () => {
    const plan = planOf(contractFrom(oneZone.replace('members: 3', 'members: 3, replication: asynchronous')));
    const rpo = plan.checks.find(({ name }) => name === 'rpo');
    expect(rpo).toMatchObject({ tier: 'stores.orders', kept: false });
    expect(rpo?.reached).toBeCloseTo(1000 * Math.log(100), 6);
});
test('what if: a value is set as if it stood in the file, also over a short form', () => {
    const short = 'service: a\npromise: { availability: 99.9% }\nstores: { orders: postgres }\n';
    const changed = whatIf(short, 'f', ['stores.orders.members=5', 'assumptions.host.mttr=10m']);
    if (!('contract' in changed))
        throw new Error('it was not taken');
    expect(changed.contract.stores[0]?.members).toBe(5);
    expect(changed.contract.assumptions.host.mttrMs).toBe(600_000);
});
test('what if: impossible settings are told as in the file', () => {
    const wrong = whatIf(oneZone, 'f', ['stores.orders.members=77']);
    expect('problems' in wrong && wrong.problems[0]?.message).toBe('77 is out of range');
    const unknown = whatIf(oneZone, 'f', ['app.replica=3']);
    expect('problems' in unknown && unknown.problems[0]?.nearest).toBe('replicas');
    expect(whatIf(oneZone, 'f', ['app.replicas'])).toMatchObject({ ok: false });
});
const priced = contractFrom(oneZone.replace('99.95%', '99.9%') +
    'prices: { replica: 40, member: 120, balancer: 30, zone: 60 }\n');
test('the cheapest change keeps the promise, and nothing cheaper does', () => {
    const found = cheapestChange(priced);
    expect(found.cheapest?.changes).toEqual([
        'assumptions.balancer.members=2',
        'assumptions.zone.count=3',
    ]);
    expect(found.cheapest?.costPerMonth).toBe(150);
    const cheaper = whatIf(oneZone.replace('99.95%', '99.9%'), 'f', [
        'assumptions.balancer.members=2',
        'assumptions.zone.count=2',
    ]);
    if (!('contract' in cheaper))
        throw new Error('it was not taken');
    expect(planOf(cheaper.contract).kept).toBe(false);
});
test.each([
    ['one zone', oneZone],
    ['three regions', threeRegions.replace('members: 5', 'members: 2')],
    [
        'two stores, one of them alone, and slow detection',
        `${oneZone.replace('{ orders: { members: 3 } }', '{ orders: { members: 3, failover: { heartbeat: 30s, deadline: 90s } }, carts: { members: 1 } }')}assumptions: { host: { mtbf: 20h, mttr: 1m } }\n`,
    ],
])('%s: what is said to be bought can be set, and reaches what was said', (_, text) => {
    const prices = 'prices: { replica: 10, member: 11, balancer: 12, zone: 13, region: 14, detection: 1 }\n';
    const found = cheapestChange(contractFrom(text + prices), undefined, 80);
    const bought = found.curve.filter(({ changes }) => changes.length > 0);
    expect(bought.length).toBeGreaterThan(0);
    for (const { changes, availability } of bought) {
        const set = whatIf(text + prices, 'f', changes);
        if (!('contract' in set))
            throw new Error(`${changes.join(' ')}: ${JSON.stringify(set)}`);
        expect(planOf(set.contract).reach.availability, changes.join(' ')).toBeCloseTo(availability, 9);
    }
});
test('the curve of further nines rises in cost and in nines', () => {
    const { curve } = cheapestChange(priced);
    expect(curve.length).toBeGreaterThan(2);
    for (const [index, point] of curve.entries()) {
        const before = curve[index - 1];
        if (before === undefined)
            continue;
        expect(point.costPerMonth).toBeGreaterThan(before.costPerMonth);
        expect(point.nines).toBeGreaterThan(before.nines);
    }
});
test('without prices nothing can be bought', () => {
    expect(cheapestChange(one)).toMatchObject({ tried: 1, complete: true, curve: [{ changes: [] }] });
});
test('the MTTR that the promise needs reaches it, and a longer one does not', () => {
    const contract = contractFrom(threeRegions.replace('99.99%', '99.93%'));
    const required = requiredMttr(contract);
    if (required.kind !== 'at-most')
        throw new Error('not even zero is enough');
    const reached = (mttrMs) => {
        const { host } = contract.assumptions;
        const assumptions = { ...contract.assumptions, host: { ...host, mttrMs } };
        return planOf({ ...contract, assumptions }).reach.availability;
    };
    expect(reached(required.ms)).toBeGreaterThanOrEqual(0.9993);
    expect(reached(required.ms * 1.01)).toBeLessThan(0.9993);
});
test('where something else holds back, no detection time is enough', () => {
    expect(requiredDetection(one)).toMatchObject({ kind: 'not-enough', nowMs: 300 });
    expect(requiredMttr(one)).toMatchObject({ kind: 'not-enough' });
});
test('calls that need each other are reached together, and counted once', () => {
    const calls = 'calls: { pay: { availability: 99.9%, needs: [bank] }, bank: { availability: 99.8% } }\n';
    const correlated = 'assumptions: { call: { correlated: 100% } }\n';
    const { tiers } = planOf(contractFrom(oneZone + calls + correlated));
    const named = tiers.filter(({ kind }) => kind === 'call');
    expect(named.map(({ name }) => name)).toEqual(['calls.pay']);
    expect(named[0]?.availability).toBeCloseTo(0.999 * 0.998, 9);
});
//# sourceMappingURL=plan.test.js.map