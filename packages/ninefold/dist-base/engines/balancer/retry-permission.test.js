import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryPermission } from './retry-permission.js';
const anyAttempt = fc.record({
    sent: fc.boolean(),
    answered: fc.boolean(),
    idempotent: fc.boolean(),
    replayable: fc.boolean(),
    attempts: fc.integer({ min: 1, max: 20 }),
    maxAttempts: fc.integer({ min: 1, max: 5 }),
    otherReplica: fc.boolean(),
    replicas: fc.nat({ max: 5 }),
});
describe('retryPermission', () => {
    it('never repeats what is not idempotent and may have been received', () => {
        fc.assert(fc.property(anyAttempt, (attempt) => {
            const failed = { ...attempt, idempotent: false, sent: true };
            expect(retryPermission(failed)).toBe('refused');
        }));
    });
    it('ends: beyond the attempts and one for each replica there is no other', () => {
        fc.assert(fc.property(anyAttempt, (attempt) => {
            const attempts = attempt.maxAttempts + attempt.replicas;
            expect(retryPermission({ ...attempt, attempts })).toBe('refused');
        }));
    });
    it('never repeats a body that was let go', () => {
        fc.assert(fc.property(anyAttempt, (attempt) => {
            expect(retryPermission({ ...attempt, replayable: false })).toBe('refused');
        }));
    });
    const failed = {
        sent: true,
        answered: false,
        idempotent: true,
        replayable: true,
        attempts: 1,
        maxAttempts: 3,
        otherReplica: true,
        replicas: 3,
    };
    it('repeats what is idempotent, at the expense of the budget', () => {
        expect(retryPermission(failed)).toBe('costs-budget');
    });
    it('repeats what was not sent, whatever it is, for free', () => {
        expect(retryPermission({ ...failed, sent: false, idempotent: false })).toBe('free');
    });
    it('passes an answer on rather than ask the same replica again', () => {
        expect(retryPermission({ ...failed, answered: true })).toBe('costs-budget');
        expect(retryPermission({ ...failed, answered: true, otherReplica: false })).toBe('refused');
    });
});
//# sourceMappingURL=retry-permission.test.js.map