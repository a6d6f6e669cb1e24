import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RetryBudget } from './retry-budget.js';
it('allows in any stretch of n requests at most the reserve and the ratio of n', () => {
    fc.assert(fc.property(fc.array(fc.boolean(), { maxLength: 300 }), fc.nat(300), (steps, from) => {
        const budget = new RetryBudget(0.25, 8);
        let requests = 0;
        let retries = 0;
        steps.forEach((isRequest, i) => {
            if (isRequest)
                budget.earn();
            const spent = !isRequest && budget.spend();
            if (i < from)
                return;
            if (isRequest)
                requests += 1;
            if (spent)
                retries += 1;
            expect(retries).toBeLessThanOrEqual(8 + 0.25 * requests);
        });
    }));
});
it('is affordable exactly when a retry can be paid', () => {
    const budget = new RetryBudget(0.5, 1);
    expect([budget.affordable, budget.spend()]).toEqual([true, true]);
    expect([budget.affordable, budget.spend()]).toEqual([false, false]);
    budget.earn();
    expect(budget.affordable).toBe(false);
    budget.earn();
    expect([budget.affordable, budget.spend()]).toEqual([true, true]);
});
//# sourceMappingURL=retry-budget.test.js.map