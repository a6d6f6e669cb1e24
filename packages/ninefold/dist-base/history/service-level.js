import { quantileOfSorted } from './quantile.js';
/** Availability and latency of one trial, over the whole of its window. */
export function measureServiceLevel(record) {
    const { operations } = record;
    const count = (outcome) => operations.reduce((n, op) => n + (op.outcome === outcome ? 1 : 0), 0);
    const ok = count('ok');
    const latencies = operations
        .filter((op) => op.outcome === 'ok')
        .map(latencyMs)
        .toSorted((a, b) => a - b);
    const at = (p) => quantileOfSorted(latencies, p) ?? 0;
    return {
        due: operations.length,
        ok,
        failed: count('failed'),
        unknown: count('unknown'),
        ...(operations.length > 0 ? { availability: ok / operations.length } : {}),
        ...(latencies.length > 0
            ? { latency: { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) } }
            : {}),
    };
}
/** From the due time, not from the sending: a stall is seen whole (no coordinated omission). */
export function latencyMs(op) {
    return op.endedMs - op.dueMs;
}
//# sourceMappingURL=service-level.js.map