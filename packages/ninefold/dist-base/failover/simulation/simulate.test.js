import { describe, expect, it } from 'vitest';
import { simulate } from './simulate.js';
const SCHEDULES = 100_000;
const replay = process.env['SEED'];
if (replay !== undefined) {
    describe(`schedule of SEED=${replay}`, () => {
        it('keeps every invariant', ({ annotate }) => {
            const schedule = simulate(Number(replay), { tracing: true });
            process.stdout.write(`${report(schedule)}\n`);
            expect(schedule.violation).toBeUndefined();
            return annotate(report(schedule));
        });
    });
}
else {
    describe('failover under simulated faults', () => {
        it(`keeps every invariant over ${SCHEDULES} seeded schedules`, { timeout: 120_000 }, () => {
            const totals = { acknowledged: 0, detections: 0, synchronous: 0, slowestRecoveryMs: 0 };
            for (let seed = 1; seed <= SCHEDULES; seed++) {
                const schedule = simulate(seed);
                if (schedule.violation !== undefined) {
                    expect.fail(report(simulate(seed, { tracing: true })));
                }
                totals.acknowledged += schedule.acknowledgedWrites;
                totals.detections += schedule.detections;
                if (schedule.config.synchronousStandbys > 0)
                    totals.synchronous += 1;
                totals.slowestRecoveryMs = Math.max(totals.slowestRecoveryMs, schedule.recoveredAfterMs ?? Infinity);
            }
            // Schedules in which nothing is written or nothing fails would keep any invariant.
            expect(totals.acknowledged).toBeGreaterThan(5 * SCHEDULES);
            expect(totals.detections).toBeGreaterThan(SCHEDULES / 2);
            expect(totals.synchronous).toBeGreaterThan(SCHEDULES / 2);
            expect(totals.slowestRecoveryMs).toBeLessThan(4_000);
        });
        it('gives the same transcript for the same seed, and another for another', () => {
            expect(transcriptOf(17)).toBe(transcriptOf(17));
            expect(transcriptOf(17)).not.toBe(transcriptOf(18));
        });
        it('goes the same way traced and untraced', () => {
            for (let seed = 1; seed <= 50; seed++) {
                const traced = simulate(seed, { tracing: true });
                expect(traced.transcript.length).toBeGreaterThan(0);
                expect({ ...traced, transcript: [] }).toEqual(simulate(seed));
            }
        });
        it('says which seed and invariant failed when nothing is ever decided', () => {
            const schedule = simulate(3, { newDecider: () => decideNothing, tracing: true });
            expect(schedule.violation?.invariant).toBe('recovers');
            expect(report(schedule)).toContain('SEED=3 npm test');
        });
    });
}
function report({ seed, config, violation, transcript }) {
    const { members, doors, synchronousStandbys: k } = config;
    const kind = k === 0 ? 'asynchronous' : `synchronous, ANY ${k}`;
    return [
        `seed ${seed}: ${members} members, ${doors} doors, ${kind}`,
        ...transcript,
        violation === undefined ? 'every invariant held' : `${violation.invariant}: ${violation.text}`,
        `replay with SEED=${seed} npm test`,
    ].join('\n');
}
function transcriptOf(seed) {
    return simulate(seed, { tracing: true }).transcript.join();
}
function decideNothing(state) {
    return { state, commands: [], transitions: [] };
}
//# sourceMappingURL=simulate.test.js.map