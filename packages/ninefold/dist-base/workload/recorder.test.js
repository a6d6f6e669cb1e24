import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRecorder, operationsOf } from './recorder.js';
import { scheduleLag } from './lag.js';
import { assertRunId } from './operation-id.js';
it('gives back what was recorded, in due order, however the outcomes came in', () => {
    const ending = fc.record({
        outcome: fc.constantFrom('ok', 'failed', 'unknown'),
        detail: fc.constantFrom('201', '503', 'timeout'),
        tookMs: fc.integer({ min: 0, max: 5000 }),
        order: fc.integer(),
    });
    fc.assert(fc.property(fc.array(ending, { maxLength: 300 }), (endings) => {
        const recorder = createRecorder('run', 36);
        endings.forEach((_, k) => recorder.sent(k, k + 0.5));
        const indices = endings.map((_, k) => k);
        indices.sort((a, b) => (endings[a]?.order ?? 0) - (endings[b]?.order ?? 0));
        for (const k of indices) {
            const { tookMs, outcome, detail } = endings[k] ?? expect.fail();
            recorder.ended(k, k + tookMs, outcome, detail);
        }
        expect(operationsOf(recorder.columns())).toEqual(endings.map(({ outcome, detail, tookMs }, k) => ({
            id: `run-${(36 + k).toString(36)}`,
            dueMs: k,
            sentMs: k + 0.5,
            endedMs: k + tookMs,
            outcome,
            detail,
        })));
    }));
});
it('grows past its first capacity', () => {
    const recorder = createRecorder('run', 1);
    for (let k = 0; k < 10_000; k++)
        recorder.ended(recorder.sent(k, k), k + 1, 'ok', '201');
    const operations = operationsOf(recorder.columns());
    expect(operations).toHaveLength(10_000);
    expect(new Set(operations.map(({ id }) => id)).size).toBe(10_000);
    expect(operations[9999]).toMatchObject({ dueMs: 9999, endedMs: 10_000, outcome: 'ok' });
});
it('sums up the lag by nearest rank', () => {
    expect(scheduleLag(Float64Array.from({ length: 100 }, (_, k) => 100 - k))).toEqual({
        p50Ms: 50,
        p99Ms: 99,
        maxMs: 100,
    });
    expect(scheduleLag(new Float64Array())).toEqual({ p50Ms: 0, p99Ms: 0, maxMs: 0 });
});
it.each(['', 'a b', 'a/b', 'é', "x'; DROP", 'x'.repeat(41)])('refuses the run id %j', (runId) => {
    expect(() => assertRunId(runId)).toThrow(TypeError);
});
//# sourceMappingURL=recorder.test.js.map