import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewerThan } from './block-diagram.js';
import { redundantUnavailability } from './failover-chain.js';
import { coldStandby, hotStandby, warmStandby } from './standby.js';
const lambda = 1 / 720;
const mu = 2;
const rho = lambda / mu;
test('without failover and with a crew for each it is k of n', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (a, b) => {
        const [needed, members] = [Math.min(a, b), Math.max(a, b)];
        const chain = redundantUnavailability({
            members,
            needed,
            failureRate: 0.2,
            repairRate: 1,
        });
        const up = Array.from({ length: members }, () => 1 / 1.2);
        expect(chain / fewerThan(needed, up)).toBeCloseTo(1, 9);
    }));
});
// Machine repair with one crew, pi_j = pi_0 n! / (n - j)! rho^j (Trivedi, section 8.2.3).
test('one crew for all: the machine repairman', () => {
    const n = 5;
    const weights = Array.from({ length: n + 1 }, (_, j) => Array.from({ length: j }, (__, i) => (n - i) * 0.1).reduce((a, b) => a * b, 1));
    const sum = weights.reduce((a, b) => a + b, 0);
    const tooFew = ((weights[4] ?? 0) + (weights[5] ?? 0)) / sum;
    const chain = redundantUnavailability({
        members: n,
        needed: 2,
        failureRate: 0.1,
        repairRate: 1,
        crews: 1,
    });
    expect(chain / tooFew).toBeCloseTo(1, 10);
});
// Trivedi & Bobbio, Reliability and Availability Engineering (2017), section 9.5.
test('two units in hot, warm and cold standby, one crew', () => {
    const system = { standbys: 1, failureRate: lambda, repairRate: mu, crews: 1 };
    const closed = (first) => (first * rho) / (1 + first + first * rho);
    expect(hotStandby(system) / closed(2 * rho)).toBeCloseTo(1, 9);
    expect(warmStandby(system, 0.3) / closed(1.3 * rho)).toBeCloseTo(1, 9);
    expect(coldStandby(system) / closed(rho)).toBeCloseTo(1, 9);
});
test('two units in hot standby, a crew each: both are down at once', () => {
    const both = (rho / (1 + rho)) ** 2;
    expect(hotStandby({ standbys: 1, failureRate: lambda, repairRate: mu }) / both).toBeCloseTo(1, 9);
});
/** Trivedi's E of markov.test.ts; in ours repair goes on meanwhile, which is of the order lambda/beta. */
test('two units with imperfect coverage come out as in the textbook', () => {
    const [c, beta] = [0.95, 60];
    const e = 1 + (2 * lambda * (1 - c)) / beta + (2 * lambda) / mu + (2 * lambda ** 2) / mu ** 2;
    const textbook = ((2 * lambda * (1 - c)) / beta + (2 * lambda ** 2) / mu ** 2) / e;
    const chain = redundantUnavailability({
        members: 2,
        needed: 1,
        failureRate: lambda,
        repairRate: mu,
        crews: 1,
        // The loss of either stops all: twice the share of one.
        failover: {
            active: 'all',
            duration: 0,
            coverage: c,
            manualDuration: 2 / beta,
            standbyFailureRatio: 1,
        },
    });
    expect(chain / textbook).toBeCloseTo(1, 2);
});
test('a switch-over costs its frequency times its mean time', () => {
    const failover = {
        active: 'one',
        duration: 5 / 3600,
        coverage: 0.98,
        manualDuration: 0.5,
        standbyFailureRatio: 1,
    };
    const base = { members: 3, needed: 1, failureRate: lambda, repairRate: mu };
    const added = redundantUnavailability({ ...base, failover }) - redundantUnavailability(base);
    const mean = 0.98 * (5 / 3600) + 0.02 * 0.5;
    expect(added / (lambda * mean)).toBeCloseTo(1, 2);
});
test('unavailability falls with members and coverage, and grows with detection time', () => {
    const chain = (members, coverage, duration) => redundantUnavailability({
        members,
        needed: 1,
        failureRate: lambda,
        repairRate: mu,
        failover: { active: 'one', duration, coverage, manualDuration: 1, standbyFailureRatio: 1 },
    });
    fc.assert(fc.property(fc.integer({ min: 2, max: 6 }), fc.double({ min: 0.1, max: 0.98, noNaN: true }), fc.double({ min: 1e-4, max: 0.5, noNaN: true }), (members, coverage, duration) => {
        const here = chain(members, coverage, duration);
        expect(chain(members, coverage + 0.01, duration)).toBeLessThan(here);
        expect(chain(members, coverage, duration * 1.1)).toBeGreaterThan(here);
        // Below that a switch-over can cost more than it spares: more members then do not help.
        if (coverage > 0.9 && duration < 0.01) {
            expect(chain(members + 1, coverage, duration)).toBeLessThanOrEqual(here * 1.0001);
        }
    }));
});
test('impossible: more needed than there are is always down', () => {
    expect(redundantUnavailability({ members: 2, needed: 3, failureRate: 1, repairRate: 1 })).toBe(1);
});
//# sourceMappingURL=failover-chain.test.js.map