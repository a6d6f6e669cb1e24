/** Rates are over at least this (ms), so that they don't flicker. */
const RATE_WINDOW_MS = 1000;
/** Counts kept at most, however often they come. */
const MAX_COUNTS = 64;
export function initialProgress(startMs) {
    return { startMs, phase: 'starting', members: new Map(), counts: [] };
}
/** The state after a signal; pure. */
export function progress(state, signal) {
    switch (signal.kind) {
        case 'phase':
            return { ...state, phase: signal.phase };
        case 'trial': {
            const { kind: _, ...trial } = signal;
            return { ...state, trial };
        }
        case 'client':
            return counted(state, signal);
        case 'event':
            return happened(state, signal.event);
        default:
            return signal;
    }
}
function happened(state, event) {
    const change = STATUS[event.kind];
    if (event.member === undefined || change === undefined)
        return state;
    const [health, word] = change;
    const status = event.term !== undefined && health === 'up' ? `${word}, term ${event.term}` : word;
    return {
        ...state,
        members: new Map(state.members).set(event.member, { status, health, sinceMs: event.atMs }),
    };
}
const STATUS = {
    started: ['changing', 'starting'],
    ready: ['up', 'ready'],
    exited: ['down', 'ended'],
    fault: ['down', 'fault injected'],
    healed: ['changing', 'healing'],
    detected: ['down', 'failed'],
    fenced: ['down', 'fenced'],
    promoted: ['up', 'primary'],
    repointed: ['up', 'standby'],
    rejoined: ['up', 'standby'],
    ejected: ['down', 'out of rotation'],
    admitted: ['up', 'in rotation'],
};
function counted(state, { atMs, ok, failed, unknown }) {
    const latest = { atMs, ok, notOk: failed + unknown };
    const last = state.counts.at(-1);
    // A new workload counts from 0 again.
    const isNew = last !== undefined && (ok < last.ok || latest.notOk < last.notOk);
    const all = [...(isNew ? [] : state.counts), latest].slice(-MAX_COUNTS);
    const oldEnough = all.findLastIndex((count) => atMs - count.atMs >= RATE_WINDOW_MS);
    const counts = all.slice(Math.max(0, oldEnough));
    const first = counts[0] ?? latest;
    const seconds = (atMs - first.atMs) / 1000;
    if (seconds <= 0)
        return { ...state, counts };
    return {
        ...state,
        counts,
        client: {
            okPerSecond: (ok - first.ok) / seconds,
            notOkPerSecond: (latest.notOk - first.notOk) / seconds,
        },
    };
}
//# sourceMappingURL=progress.js.map