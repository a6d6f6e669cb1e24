import { judgeTrial } from '../history/judge-trial.js';
import { timeline } from '../report/html/timeline.js';
import { counted } from '../history/wording.js';
import { standalonePicture } from './standalone-picture.js';
/**
 * The incidents of a proof. A start is the instant of the fault. Bad time is the number of operations
 * due or in flight since then that did not end ok, times one arrival period; the rest of the window
 * is taken to be free of errors, as no trial says anything about it.
 */
export function incidentsOfProof(contract, records) {
    const found = [];
    const unnoticed = [];
    const unsound = [];
    for (const record of records) {
        const trial = judgeTrial(contract.promise, record);
        const name = `${record.fault}, trial ${record.trial}`;
        if (trial.isVoid)
            unsound.push(name);
        else if (trial.rto.failing.length === 0 && trial.rto.recovered)
            unnoticed.push(name);
        else
            found.push(incidentOf(contract, record, trial, name));
    }
    const cost = ({ incident }) => incident.budgetMinutes;
    return { incidents: found.toSorted((a, b) => cost(b) - cost(a)), unnoticed, unsound };
}
function incidentOf(contract, record, trial, title) {
    const { objective, windowMs } = contract.promise.availability;
    const { rto } = trial;
    const startMs = rto.countedFromMs;
    const bad = rto.failing.length;
    const badMs = bad * record.periodMs;
    const seen = record.events.filter(({ atMs }) => atMs >= startMs);
    const detected = seen.find(({ kind }) => NOTICED.has(kind));
    const whole = record.brokenBecause === undefined
        ? Math.max(rto.restoredAtMs ?? startMs, ...seen.filter(isMending).map(({ atMs }) => atMs))
        : undefined;
    const budgetMs = (1 - objective) * windowMs;
    return {
        incident: {
            title,
            fault: record.fault,
            ...(detected === undefined ? {} : { detectionMs: detected.atMs - startMs }),
            ...(rto.restoredAtMs === undefined ? {} : { mitigationMs: rto.restoredAtMs - startMs }),
            ...(whole === undefined || !rto.recovered ? {} : { recoveryMs: whole - startMs }),
            bad,
            total: record.operations.filter(({ endedMs }) => endedMs >= startMs).length,
            budgetMinutes: badMs / 60_000,
            budgetShare: badMs / budgetMs,
            timeline: timelineOf(record, trial, startMs),
        },
        picture: standalonePicture(timeline(record, trial, 'incident')),
        data: dataOf(trial),
    };
}
const NOTICED = new Set(['detected', 'ejected']);
const MENDING = new Set([
    'ready',
    'healed',
    'promoted',
    'routed',
    'repointed',
    'rejoined',
    'admitted',
]);
function isMending({ kind }) {
    return MENDING.has(kind);
}
function timelineOf(record, trial, startMs) {
    const { failing, restoredAtMs } = trial.rto;
    const [first] = failing;
    const last = failing.at(-1);
    const outcome = (at, text) => ({ afterMs: at - startMs, text });
    return [
        ...record.events.map(({ atMs, member, text }) => outcome(atMs, member === undefined ? text : `${member}: ${text}`)),
        ...(first === undefined
            ? []
            : [
                outcome(first.dueMs, `clients: the first operation that did not end ok (${first.detail})`),
            ]),
        ...(last === undefined || last === first
            ? []
            : [outcome(last.dueMs, 'clients: the last operation that did not end ok')]),
        ...(restoredAtMs === undefined ? [] : [outcome(restoredAtMs, 'clients: served again')]),
    ].toSorted((a, b) => a.afterMs - b.afterMs);
}
function dataOf({ rpo, once, writers }) {
    return [
        ...(rpo.lost.length > 0 ? [`${counted(rpo.lost.length, 'acknowledged write')} lost`] : []),
        ...(once.twice.length > 0 ? [`${counted(once.twice.length, 'write')} stored twice`] : []),
        ...(once.refusedButApplied.length > 0
            ? [`${counted(once.refusedButApplied.length, 'refused write')} stored all the same`]
            : []),
        ...(writers.findings.length > 0 ? ['two members accepted writes at one time'] : []),
    ];
}
//# sourceMappingURL=incidents-of-proof.js.map