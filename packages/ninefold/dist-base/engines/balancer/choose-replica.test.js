import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseReplica, isInRotation } from './choose-replica.js';
import { UNKNOWN_HEALTH } from './replica-health.js';
const healthy = {
    kind: 'healthy',
    sinceMs: 0,
    failedRequests: 0,
    timedOutChecks: 0,
    ejections: 0,
};
const slow = { kind: 'unready', cause: 'slow', ejections: 0 };
const refused = { kind: 'unready', cause: 'refused', ejections: 0 };
const candidate = (change = {}) => ({
    health: healthy,
    tier: 0,
    draining: false,
    outstanding: 0,
    hasCapacity: true,
    ...change,
});
const anyCandidate = fc.record({
    health: fc.constantFrom(healthy, slow, refused, UNKNOWN_HEALTH),
    tier: fc.nat({ max: 1 }),
    draining: fc.boolean(),
    outstanding: fc.nat({ max: 4 }),
    hasCapacity: fc.boolean(),
});
describe('chooseReplica', () => {
    it('takes a least loaded one of the lowest tier in rotation with capacity', () => {
        fc.assert(fc.property(fc.array(anyCandidate), fc.nat(), (candidates, turn) => {
            const able = candidates.filter((one) => isInRotation(one) && one.hasCapacity);
            const chosen = chooseReplica(candidates, 'least-loaded', turn);
            if (able.length > 0) {
                expect(able).toContain(chosen);
                const lowest = Math.min(...able.map((one) => one.tier));
                const first = able.filter((one) => one.tier === lowest);
                expect(first).toContain(chosen);
                expect(chosen?.outstanding).toBe(Math.min(...first.map((one) => one.outstanding)));
            }
            else if (candidates.some(isInRotation))
                expect(chosen).toBeUndefined();
        }));
    });
    it('never takes one that drains, refuses, is not checked or has no capacity', () => {
        fc.assert(fc.property(fc.array(anyCandidate), fc.nat(), (candidates, turn) => {
            const chosen = chooseReplica(candidates, 'least-loaded', turn, candidates.slice(0, 1));
            if (chosen === undefined)
                return;
            expect(chosen).toMatchObject({ draining: false, hasCapacity: true });
            expect([healthy, slow]).toContain(chosen.health);
        }));
    });
    it('lets equals take turns', () => {
        const all = [candidate(), candidate(), candidate()];
        const chosen = [0, 1, 2, 3].map((turn) => all.indexOf(chooseReplica(all, 'least-loaded', turn)));
        expect(chosen).toEqual([0, 1, 2, 0]);
    });
    it('avoids whoever failed the request before, unless nobody else is there', () => {
        const [a, b] = [candidate(), candidate({ outstanding: 9 })];
        expect(chooseReplica([a, b], 'least-loaded', 0, [a])).toBe(b);
        expect(chooseReplica([a], 'least-loaded', 0, [a])).toBe(a);
    });
    it('prefers a slow one to none', () => {
        const one = candidate({ health: slow });
        expect(chooseReplica([candidate({ health: refused }), one], 'least-loaded', 0)).toBe(one);
    });
    it('leads to the backup when the primary is gone, not when it is busy', () => {
        const [primary, backup] = [candidate({ outstanding: 9 }), candidate()];
        expect(chooseReplica([primary, backup], 'primary-backup', 7)).toBe(primary);
        const busy = candidate({ hasCapacity: false });
        expect(chooseReplica([busy, backup], 'primary-backup', 7)).toBeUndefined();
        const gone = candidate({ health: refused });
        expect(chooseReplica([gone, backup], 'primary-backup', 7)).toBe(backup);
    });
});
//# sourceMappingURL=choose-replica.test.js.map