import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_HEALTH_OPTIONS, nextHealth, UNKNOWN_HEALTH, } from './replica-health.js';
const passed = { kind: 'check-passed' };
const reset = { kind: 'request-failed', how: 'reset' };
function after(inputs, context = { nowMs: 0, last: false }, from = UNKNOWN_HEALTH) {
    return inputs.reduce((health, input) => nextHealth(health, input, context), from);
}
const anyInput = fc.constantFrom(passed, { kind: 'check-failed', how: 'refused' }, { kind: 'check-failed', how: 'not-ready' }, { kind: 'check-failed', how: 'timeout' }, { kind: 'request-passed' }, { kind: 'request-failed', how: 'refused' }, reset, { kind: 'request-failed', how: 'timeout' }, { kind: 'request-failed', how: 'gateway' });
describe('nextHealth', () => {
    it('admits nobody before a check has passed', () => {
        fc.assert(fc.property(fc.array(anyInput), (inputs) => {
            const others = inputs.filter((input) => input.kind !== 'check-passed');
            expect(after(others).kind).not.toBe('healthy');
        }));
        expect(after([passed]).kind).toBe('healthy');
    });
    it('takes a refused connection and a check that says no for certain at once', () => {
        expect(after([passed, { kind: 'request-failed', how: 'refused' }]).kind).toBe('unready');
        expect(after([passed, { kind: 'check-failed', how: 'not-ready' }]).kind).toBe('unready');
    });
    it('waits for a second timed out check', () => {
        const timeout = { kind: 'check-failed', how: 'timeout' };
        expect(after([passed, timeout]).kind).toBe('healthy');
        expect(after([passed, timeout, passed, timeout]).kind).toBe('healthy');
        expect(after([passed, timeout, timeout])).toMatchObject({ kind: 'unready', cause: 'slow' });
    });
    it('ejects after consecutive failed requests only', () => {
        const fails = Array.from({ length: DEFAULT_HEALTH_OPTIONS.failedRequests - 1 }, () => reset);
        expect(after([passed, ...fails, { kind: 'request-passed' }, ...fails]).kind).toBe('healthy');
        expect(after([passed, ...fails, reset]).kind).toBe('ejected');
    });
    it('never ejects the last one for failing requests', () => {
        fc.assert(fc.property(fc.array(anyInput), (inputs) => {
            expect(after([passed, ...inputs], { nowMs: 0, last: true }).kind).not.toBe('ejected');
        }));
    });
    it('keeps an outlier out for its time, longer each time, and up to the bound', () => {
        let health = after([passed]);
        let nowMs = 0;
        let before = 0;
        for (let round = 0; round < 12; round++) {
            health = after(Array(5).fill(reset), { nowMs, last: false }, health);
            if (health.kind !== 'ejected')
                throw new Error('not ejected');
            const lastsMs = health.untilMs - nowMs;
            expect(lastsMs).toBe(Math.min(DEFAULT_HEALTH_OPTIONS.maxEjectionMs, before === 0 ? 500 : before * 2));
            before = lastsMs;
            expect(after([passed], { nowMs: health.untilMs - 1, last: false }, health).kind).toBe('ejected');
            nowMs = health.untilMs;
            health = after([passed], { nowMs, last: false }, health);
            expect(health.kind).toBe('healthy');
        }
    });
    it('forgives ejections while it stays healthy', () => {
        const ejectedTwice = { ...after([passed]), ejections: 2 };
        const later = { nowMs: DEFAULT_HEALTH_OPTIONS.forgiveMs, last: false };
        expect(after([passed, passed], later, ejectedTwice).ejections).toBe(1);
    });
});
//# sourceMappingURL=replica-health.test.js.map