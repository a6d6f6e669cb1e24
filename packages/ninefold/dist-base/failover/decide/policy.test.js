import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failoverConfig } from './config.js';
import { comparePositions, leaseWaitMs, mostAdvanced, positionsNeeded } from './policy.js';
const clusters = fc.integer({ min: 2, max: 7 }).chain((members) => fc.record({
    members: fc.constant(members),
    synchronousStandbys: fc.integer({ min: 1, max: members - 1 }),
    order: fc.shuffledSubarray([...Array(members).keys()], { minLength: members }),
    otherOrder: fc.shuffledSubarray([...Array(members).keys()], { minLength: members }),
}));
describe('positionsNeeded', () => {
    it('meets every set of members that can have acknowledged a commit, and no fewer would', () => {
        fc.assert(fc.property(clusters, ({ order, otherOrder, ...given }) => {
            const needed = positionsNeeded(failoverConfig(given));
            const acknowledged = order.slice(0, 1 + given.synchronousStandbys);
            const asked = otherOrder.slice(0, needed);
            expect(asked.some((member) => acknowledged.includes(member))).toBe(true);
            const others = order.slice(1 + given.synchronousStandbys);
            expect(others).toHaveLength(needed - 1);
        }));
    });
    it('is one when replication is asynchronous', () => {
        expect(positionsNeeded(failoverConfig({ members: 5, synchronousStandbys: 0 }))).toBe(1);
    });
});
describe('comparePositions', () => {
    const positions = fc.record({ walTerm: fc.nat(3), receivedLsn: fc.bigInt(0n, 3n) });
    it('is a total order in which the newer term beats the longer log', () => {
        fc.assert(fc.property(positions, positions, positions, (a, b, c) => {
            expect(Math.sign(comparePositions(a, b))).toBe(-Math.sign(comparePositions(b, a)) || 0);
            if (comparePositions(a, b) >= 0 && comparePositions(b, c) >= 0) {
                expect(comparePositions(a, c)).toBeGreaterThanOrEqual(0);
            }
            if (a.walTerm > b.walTerm)
                expect(comparePositions(a, b)).toBeGreaterThan(0);
        }));
    });
});
describe('mostAdvanced', () => {
    it('takes the preferred member among equals only', () => {
        expect(mostAdvanced([undefined, at(5n), at(5n)], 2, comparePositions)).toBe(2);
        expect(mostAdvanced([undefined, at(6n), at(5n)], 2, comparePositions)).toBe(1);
        expect(mostAdvanced([undefined, undefined], 1, comparePositions)).toBeUndefined();
    });
});
describe('leaseWaitMs', () => {
    it('outlasts the lease for any two clocks within the drift', () => {
        const rates = fc.double({ min: 0.95, max: 1.05, noNaN: true });
        fc.assert(fc.property(rates, rates, (doorRate, agentRate) => {
            const config = failoverConfig({ members: 3, routeLeaseTtlMs: 1_000 });
            const leaseEndsTrueMs = config.routeLeaseTtlMs / doorRate;
            const waitEndsTrueMs = leaseWaitMs(config) / agentRate;
            expect(waitEndsTrueMs).toBeGreaterThanOrEqual(leaseEndsTrueMs - 1e-9);
        }));
    });
});
describe('failoverConfig', () => {
    it.each([
        [{ members: 0 }, 'members: 0'],
        [{ members: 3, synchronousStandbys: 3 }, 'synchronousStandbys: 3 of 2 standbys'],
        [{ members: 3, doors: 0 }, 'doors: 0'],
        [{ members: 3, deadlineMs: 100 }, 'deadlineMs 100 is not above heartbeatMs 100'],
        [{ members: 3, maxClockDrift: 1 }, 'maxClockDrift: 1'],
    ])('refuses %o', (given, message) => {
        expect(() => failoverConfig(given)).toThrow(new RangeError(message));
    });
});
function at(receivedLsn) {
    return { walTerm: 1, receivedLsn };
}
//# sourceMappingURL=policy.test.js.map