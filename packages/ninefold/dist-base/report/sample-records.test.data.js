import { seededRandom } from '../clock/random.js';
import { contract } from '../history/histories.test.data.js';
/** A record as a real trial of that shape would leave it. */
export function sampleRecord(shape) {
    const random = seededRandom(shape.seed);
    const total = shape.operations ?? 1500;
    const periodMs = 1000 / (shape.ratePerSecond ?? 200);
    const startMs = 40_000 + shape.seed * 20_000;
    const endMs = startMs + total * periodMs;
    const faultAtMs = startMs + (endMs - startMs) * 0.3;
    const upAtMs = shape.neverRecovers === true ? Infinity : faultAtMs + shape.outageMs;
    const exponential = (mean) => -Math.log(1 - random()) * mean;
    const operations = Array.from({ length: total }, (_, k) => {
        const dueMs = startMs + k * periodMs;
        const sentMs = dueMs + (shape.lagMs ?? 0) + exponential(0.4);
        const inOutage = dueMs >= faultAtMs && dueMs < upAtMs;
        let outcome = 'ok';
        let latency = 1.4 + exponential(1.1) + (random() < 0.01 ? exponential(30) : 0);
        if (inOutage) {
            const waits = upAtMs - dueMs < shape.outageMs * 0.35 && random() < 0.8;
            outcome = waits ? 'ok' : random() < 0.5 ? 'unknown' : 'failed';
            latency = waits ? upAtMs - dueMs + exponential(4) : 2 + exponential(12);
        }
        else if (dueMs >= upAtMs && shape.outageMs > 0)
            latency += 25 * Math.exp((upAtMs - dueMs) / 150);
        return {
            id: `order-${shape.seed}-${k}`,
            dueMs,
            sentMs,
            endedMs: sentMs + latency,
            outcome,
            detail: outcome === 'ok' ? '201' : outcome === 'failed' ? '503' : 'connection cut',
        };
    });
    const found = new Map(operations.map((op) => [
        op.id,
        op.outcome === 'ok' || (op.outcome === 'unknown' && random() < 0.3) ? 1 : 0,
    ]));
    for (const op of operations
        .filter((one) => one.outcome === 'ok' && one.endedMs < faultAtMs)
        .slice(shape.lost === undefined ? Infinity : -shape.lost))
        found.set(op.id, 0);
    return {
        fault: shape.fault,
        trial: shape.trial,
        periodMs,
        startMs,
        endMs,
        faultAtMs,
        operations,
        found,
        grants: [
            { store: 'orders', member: 'orders[0]', term: 1, atMs: startMs },
            { store: 'orders', member: 'orders[1]', term: 2, atMs: faultAtMs + shape.outageMs * 0.5 },
        ],
        writers: [0, 1].map((member) => ({
            store: 'orders',
            member: `orders[${member}]`,
            askedMs: faultAtMs + shape.outageMs + 200,
            answeredMs: faultAtMs + shape.outageMs + 201,
            acceptsWrites: member === 1,
        })),
        events: eventsOf(shape, faultAtMs),
        ...(shape.neverRecovers === true
            ? { brokenBecause: 'no primary accepted a write within 12 s' }
            : {}),
    };
}
function eventsOf(shape, faultAtMs) {
    const at = (share) => faultAtMs + shape.outageMs * share;
    const all = [
        { atMs: faultAtMs, kind: 'fault', member: 'orders[0]', text: shape.fault },
        { atMs: at(0.3), kind: 'detected', member: 'orders[0]', term: 1, text: 'its process ended' },
        { atMs: at(0.4), kind: 'fenced', member: 'orders[0]', term: 1, text: 'no process is left' },
        { atMs: at(0.55), kind: 'promoted', member: 'orders[1]', term: 2, text: 'most advanced' },
        { atMs: at(0.62), kind: 'routed', member: 'orders[1]', term: 2, text: 'clients led to it' },
        { atMs: at(0.8), kind: 'repointed', member: 'orders[2]', term: 2, text: 'follows' },
        { atMs: at(1) + 900, kind: 'healed', member: 'orders[0]', text: 'started again' },
        { atMs: at(1) + 1400, kind: 'rejoined', member: 'orders[0]', term: 2, text: 'standby again' },
    ];
    if (shape.outageMs === 0)
        return all.filter(({ kind }) => kind === 'fault' || kind === 'healed');
    return shape.neverRecovers === true ? all.slice(0, 3) : all;
}
export const KILL = 'kill store primary';
export const FREEZE = 'freeze store primary';
export const KILL_APP = 'kill app';
const faults = [
    { sentence: KILL, steps: [{ verb: 'kill', target: { kind: 'store', role: 'primary' } }] },
    {
        sentence: FREEZE,
        steps: [{ verb: 'freeze', target: { kind: 'store', role: 'primary' }, forMs: 5000 }],
    },
    { sentence: KILL_APP, steps: [{ verb: 'kill', target: { kind: 'app' } }] },
];
export const sampleContract = {
    ...contract,
    proof: { ...contract.proof, trials: 5, faults },
};
/** Everything held: kills, freezes, and app kills that clients never see. */
export function keptRecords() {
    const kills = [62, 48, 91, 55, 112];
    const freezes = [352, 366, 428];
    return [
        ...kills.map((outageMs, i) => sampleRecord({ fault: KILL, trial: i + 1, seed: i + 1, outageMs })),
        ...freezes.map((outageMs, i) => sampleRecord({ fault: FREEZE, trial: i + 1, seed: i + 11, outageMs })),
        ...[0, 0, 0].map((outageMs, i) => sampleRecord({ fault: KILL_APP, trial: i + 1, seed: i + 21, outageMs })),
    ];
}
/** Lost writes, a trial that never recovered, and a void one. */
export function brokenRecords() {
    return [
        sampleRecord({ fault: KILL, trial: 1, seed: 31, outageMs: 140, lost: 40 }),
        sampleRecord({ fault: KILL, trial: 2, seed: 32, outageMs: 160, lost: 33 }),
        sampleRecord({ fault: KILL, trial: 3, seed: 33, outageMs: 1000, neverRecovers: true }),
        sampleRecord({ fault: FREEZE, trial: 1, seed: 34, outageMs: 1900 }),
        sampleRecord({ fault: KILL_APP, trial: 1, seed: 35, outageMs: 0, lagMs: 40 }),
    ];
}
//# sourceMappingURL=sample-records.test.data.js.map