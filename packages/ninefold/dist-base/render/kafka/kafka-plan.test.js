import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copiesFor } from './kafka-plan.js';
const mayFail = fc.integer({ min: 1, max: 4 });
test('with as many brokers lost as may fail, a write is still possible', () => {
    fc.assert(fc.property(mayFail, fc.nat(1_000_000), (lost, rpoMs) => {
        const { replicationFactor, minInsyncReplicas } = copiesFor(lost, rpoMs);
        expect(replicationFactor - lost).toBeGreaterThanOrEqual(minInsyncReplicas);
    }));
});
test('with rpo 0, whichever brokers are lost, one that has an acknowledged event is left', () => {
    fc.assert(fc.property(mayFail, (lost) => {
        expect(copiesFor(lost, 0).minInsyncReplicas - lost).toBeGreaterThanOrEqual(1);
    }));
});
test('a larger rpo still loses nothing with one broker', () => {
    expect(copiesFor(2, 60_000)).toEqual({ replicationFactor: 4, minInsyncReplicas: 2 });
    expect(copiesFor(2, 0)).toEqual({ replicationFactor: 5, minInsyncReplicas: 3 });
});
//# sourceMappingURL=kafka-plan.test.js.map