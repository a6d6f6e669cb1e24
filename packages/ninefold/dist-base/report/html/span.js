/** What is shown when nothing failed, and at least around the shortest outage (ms). */
const QUIET_MS = 400;
const SHORTEST_MS = 60;
/**
 * The part of a trial worth a close look: a little before the fault (further back where
 * acknowledged writes were lost) until a little after recovery, inside the window.
 */
export function zoomSpan(record, trial) {
    const { rto, rpo } = trial;
    // Of a fault of several steps the one that cost most is shown.
    const faultAtMs = rto.countedFromMs;
    const lengthMs = rto.recovered
        ? rto.restoredAtMs !== undefined
            ? Math.max(SHORTEST_MS, rto.restoredAtMs - faultAtMs, 12 * record.periodMs)
            : Math.max(QUIET_MS, rto.stallMs)
        : Math.max(SHORTEST_MS, record.endMs - faultAtMs);
    const lostForMs = rpo.window ? faultAtMs - rpo.window.firstMs : 0;
    return {
        fromMs: Math.max(Math.min(record.startMs, faultAtMs), faultAtMs - Math.max(0.4 * lengthMs, Math.min(1.15 * lostForMs, 3 * lengthMs))),
        toMs: Math.max(faultAtMs + record.periodMs, Math.min(record.endMs, faultAtMs + (rto.recovered ? 1.9 : 1) * lengthMs)),
    };
}
//# sourceMappingURL=span.js.map