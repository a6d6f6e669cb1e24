import { describe, expect, it } from 'vitest';
import { judgeHttpRead, judgeHttpWrite, judgeSqlWrite } from './outcome.js';
const acknowledged = new Set([201]);
describe('the outcome of a write over HTTP', () => {
    it.each([
        [{ kind: 'answered', status: 201 }, 'ok'],
        [{ kind: 'answered', status: 200 }, 'unknown'],
        [{ kind: 'answered', status: 303 }, 'unknown'],
        [{ kind: 'answered', status: 400 }, 'failed'],
        [{ kind: 'answered', status: 429 }, 'failed'],
        [{ kind: 'answered', status: 408 }, 'unknown'],
        [{ kind: 'answered', status: 409 }, 'unknown'],
        [{ kind: 'answered', status: 412 }, 'unknown'],
        [{ kind: 'answered', status: 500 }, 'unknown'],
        [{ kind: 'answered', status: 503 }, 'unknown'],
        [{ kind: 'unsent', reason: 'ECONNREFUSED' }, 'failed'],
        [{ kind: 'unanswered', reason: 'timeout' }, 'unknown'],
    ])('%o is %s', (ending, outcome) => {
        expect(judgeHttpWrite(ending, acknowledged).outcome).toBe(outcome);
    });
    it('lets the contract acknowledge any status', () => {
        const judged = judgeHttpWrite({ kind: 'answered', status: 409 }, new Set([409]));
        expect(judged).toEqual({ outcome: 'ok', detail: '409' });
    });
});
describe('what a read over HTTP found', () => {
    it.each([
        [{ kind: 'answered', status: 200 }, 1],
        [{ kind: 'answered', status: 404 }, 0],
        [{ kind: 'answered', status: 503 }, 'unreadable'],
        [{ kind: 'unanswered', reason: 'timeout' }, 'unreadable'],
        [{ kind: 'unsent', reason: 'ECONNREFUSED' }, 'unreadable'],
    ])('%o is %s', (ending, found) => {
        expect(judgeHttpRead(ending, new Set([200]), new Set([404]))).toBe(found);
    });
});
describe('the outcome of an INSERT', () => {
    it.each([
        [{ kind: 'completed', warnings: [] }, 'ok'],
        [{ kind: 'completed', warnings: ['00000'] }, 'ok'],
        // PostgreSQL gave up waiting for a synchronous standby: after a cancel, and on shutdown.
        [{ kind: 'completed', warnings: ['01000'] }, 'unknown'],
        [{ kind: 'completed', warnings: ['57P01'] }, 'unknown'],
        [{ kind: 'error', code: '25006' }, 'failed'],
        [{ kind: 'error', code: '42P01' }, 'failed'],
        [{ kind: 'error', code: '53100' }, 'failed'],
        [{ kind: 'error', code: '57014' }, 'failed'],
        [{ kind: 'error', code: '40001' }, 'failed'],
        [{ kind: 'error', code: '40003' }, 'unknown'],
        [{ kind: 'error', code: '57P01' }, 'unknown'],
        [{ kind: 'error', code: '57P02' }, 'unknown'],
        [{ kind: 'error', code: '08006' }, 'unknown'],
        [{ kind: 'error', code: '58030' }, 'unknown'],
        [{ kind: 'error', code: 'XX000' }, 'unknown'],
        [{ kind: 'unsent', reason: 'ECONNREFUSED' }, 'failed'],
        [{ kind: 'unanswered', reason: 'ECONNRESET' }, 'unknown'],
    ])('%o is %s', (ending, outcome) => {
        expect(judgeSqlWrite(ending).outcome).toBe(outcome);
    });
});
//# sourceMappingURL=outcome.test.js.map