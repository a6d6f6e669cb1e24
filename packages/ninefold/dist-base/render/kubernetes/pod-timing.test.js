import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseContract } from '../../contract/parse-contract.js';
import { podTimingFor } from './pod-timing.js';
function timingOf({ rtoMs, latencyMs, startMs, stopMs }) {
    const text = `service: s
promise: { availability: 99%, latency: { objective: 99%, below: ${latencyMs}ms }, rto: ${rtoMs}ms }
app: { run: [a], startTimeout: ${startMs}ms, stopTimeout: ${stopMs}ms }
workload: { write: POST /a, read: 'GET /a/{{id}}' }
`;
    const result = parseContract(text, 'ninefold.yaml');
    if (!result.ok || result.contract.app === undefined)
        throw new Error(text);
    return podTimingFor(result.contract.promise, result.contract.app);
}
const times = fc.record({
    rtoMs: fc.integer({ min: 1, max: 600_000 }),
    latencyMs: fc.integer({ min: 1, max: 20_000 }),
    startMs: fc.integer({ min: 1, max: 1_800_000 }),
    stopMs: fc.integer({ min: 1, max: 600_000 }),
});
test('a replica that stops answering is out within the rto, or the rto is refused with the least', () => {
    fc.assert(fc.property(times, (given) => {
        const result = timingOf(given);
        if (result.ok) {
            expect(result.outS * 1000).toBeLessThanOrEqual(given.rtoMs);
            return;
        }
        expect(given.rtoMs).toBeLessThan(result.leastRtoS * 1000);
        expect(timingOf({ ...given, rtoMs: result.leastRtoS * 1000 })).toMatchObject({ ok: true });
    }));
});
test('liveness is slower than readiness and than a start, and SIGKILL later than the drain', () => {
    fc.assert(fc.property(times, (given) => {
        const result = timingOf(given);
        if (!result.ok)
            return;
        const { readiness, liveness, startup, preStopS, graceS } = result.timing;
        const livenessS = liveness.periodS * liveness.failureThreshold;
        expect(livenessS).toBeGreaterThan(2 * readiness.periodS * readiness.failureThreshold);
        expect(livenessS * 1000).toBeGreaterThanOrEqual(given.startMs);
        expect(startup.periodS * startup.failureThreshold * 1000).toBeGreaterThanOrEqual(given.startMs);
        expect(graceS * 1000).toBeGreaterThan(preStopS * 1000 + given.stopMs);
        for (const { timeoutS, periodS } of [readiness, liveness, startup]) {
            expect(periodS).toBeGreaterThanOrEqual(timeoutS);
            expect(timeoutS * 1000).toBeGreaterThanOrEqual(2 * given.latencyMs);
        }
    }));
});
//# sourceMappingURL=pod-timing.test.js.map