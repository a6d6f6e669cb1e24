import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEndpointChoice } from './endpoint-choice.js';
test('prefers the first address', () => {
    expect(createEndpointChoice(3).current()).toBe(0);
});
test('moves on from an address that could not be reached, however much time passes', () => {
    const choice = createEndpointChoice(3);
    expect(choice.unreachable(0, 10)).toBe(true);
    expect(choice.current()).toBe(1);
});
test('comes back when a check reached it', () => {
    const choice = createEndpointChoice(2);
    choice.unreachable(0, 10);
    choice.reachable(0);
    expect(choice.current()).toBe(0);
});
test('tells news once', () => {
    const choice = createEndpointChoice(2);
    expect(choice.unreachable(0, 10)).toBe(true);
    expect(choice.unreachable(0, 20)).toBe(false);
});
test('uses the one found unreachable longest ago when all are', () => {
    const choice = createEndpointChoice(3);
    choice.unreachable(1, 10);
    choice.unreachable(0, 20);
    choice.unreachable(2, 30);
    expect(choice.current()).toBe(1);
    choice.unreachable(1, 40);
    expect(choice.current()).toBe(0);
});
test('always has an address, and a reachable one where there is one', () => {
    const change = fc.record({ index: fc.nat(3), up: fc.boolean() });
    fc.assert(fc.property(fc.array(change), (changes) => {
        const choice = createEndpointChoice(4);
        const up = new Set([0, 1, 2, 3]);
        for (const [at, { index, up: isUp }] of changes.entries()) {
            if (isUp) {
                choice.reachable(index);
                up.add(index);
            }
            else {
                choice.unreachable(index, at);
                up.delete(index);
            }
            const current = choice.current();
            if (up.size > 0)
                expect(current).toBe(Math.min(...up));
            else
                expect([0, 1, 2, 3]).toContain(current);
        }
    }));
});
//# sourceMappingURL=endpoint-choice.test.js.map