import fc from 'fast-check';
import { expect, test } from 'vitest';
import { budgetOf, burnRate } from './budget.js';
const dayMs = 86_400_000;
const month = { objective: 0.999, windowMs: 30 * dayMs };
test('99.9 % over 30 days is 43.2 minutes', () => {
    const budget = budgetOf({ ...month, errorRatio: 0 });
    expect(budget.totalMinutes).toBeCloseTo(43.2, 9);
    expect(budget).toMatchObject({ spentRatio: 0, burnRate: 0, runsOutInMs: Infinity });
    expect(budget.leftMinutes).toBeCloseTo(43.2, 9);
});
test('at 14.4 times the pace 2 % of 30 days are spent in an hour', () => {
    const spent = burnRate(0.0144, 0.999) * (3_600_000 / month.windowMs);
    expect(spent).toBeCloseTo(0.02, 12);
});
test('what is overspent is negative, and runs out at once', () => {
    const budget = budgetOf({ ...month, errorRatio: 0.002 });
    expect(budget.spentRatio).toBeCloseTo(2, 9);
    expect(budget.leftMinutes).toBeCloseTo(-43.2, 6);
    expect(budget.runsOutInMs).toBe(0);
});
test('a month in which half has passed has spent half of what its ratio says', () => {
    const budget = budgetOf({ ...month, elapsedMs: 15 * dayMs, errorRatio: 0.001 });
    expect(budget.spentRatio).toBeCloseTo(0.5, 9);
    expect(budget.runsOutInMs).toBeCloseTo(15 * dayMs, 0);
});
test('a rolling window that forgets as much as it gains does not run out', () => {
    const input = { ...month, errorRatio: 0.0005, recentErrorRatio: 0.0005 };
    expect(budgetOf(input).runsOutInMs).toBe(Infinity);
    const faster = budgetOf({ ...input, recentErrorRatio: 0.001 });
    expect(faster.runsOutInMs).toBeCloseTo(30 * dayMs, 0);
});
test('an objective of 100 % has no budget', () => {
    expect(() => budgetOf({ ...month, objective: 1, errorRatio: 0 })).toThrow(RangeError);
});
test('what is spent and what is left is the whole', () => {
    const ratio = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(fc.property(ratio, ratio, fc.double({ min: 0.5, max: 0.99999, noNaN: true }), (errorRatio, part, objective) => {
        const budget = budgetOf({
            objective,
            windowMs: dayMs,
            elapsedMs: part * dayMs,
            errorRatio,
        });
        const whole = budget.leftMinutes + budget.spentRatio * budget.totalMinutes;
        expect(whole).toBeCloseTo(budget.totalMinutes, 6);
    }));
});
//# sourceMappingURL=budget.test.js.map