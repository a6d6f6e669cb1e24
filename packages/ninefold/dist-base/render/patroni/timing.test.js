import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultTiming, patroniMinimums, recoveryBounds, selfDemotionS, timingFor, } from './timing.js';
const apart = {
    synchronous: true,
    watchdog: true,
    etcdMembers: 3,
    etcdShared: false,
};
const together = { ...apart, etcdShared: true };
const unwatched = { ...apart, watchdog: false };
const conditions = fc.record({
    synchronous: fc.boolean(),
    watchdog: fc.boolean(),
    etcdMembers: fc.constantFrom(1, 3, 5, 7),
    etcdShared: fc.boolean(),
});
const rtoMs = fc.integer({ min: 0, max: 120_000 });
test('ten seconds are the least with a watchdog, and a second more where etcd shares the hosts', () => {
    expect(timingFor(9999, apart)).toEqual({ ok: false, leastRtoMs: 10_000 });
    expect(timingFor(10_999, together)).toEqual({ ok: false, leastRtoMs: 11_000 });
    expect(timingFor(10_000, apart)).toMatchObject({
        ok: true,
        timing: { ttlS: 20, loopWaitS: 1, retryTimeoutS: 3, leaseS: 7, watchdogS: 5 },
        bounds: { hostMs: 10_000 },
    });
});
test('with a single etcd member a round that has to retry must end before the watchdog bites', () => {
    const single = { ...apart, etcdMembers: 1 };
    expect(timingFor(12_999, single)).toEqual({ ok: false, leastRtoMs: 13_000 });
    expect(timingFor(13_000, single)).toMatchObject({ timing: { leaseS: 10, watchdogS: 4 } });
});
test('without a watchdog no lease is shorter than the ttl', () => {
    expect(timingFor(23_249, unwatched)).toEqual({ ok: false, leastRtoMs: 23_250 });
    expect(timingFor(23_250, unwatched)).toMatchObject({ timing: { ttlS: 20, leaseS: 20 } });
});
test("from 24 s on the ttl alone is enough, and from 34 s on it is Patroni's default", () => {
    expect(timingFor(23_000, apart)).toMatchObject({ timing: { ttlS: 20, leaseS: 19 } });
    expect(timingFor(24_000, apart)).toMatchObject({ timing: { ttlS: 20, leaseS: 20 } });
    expect(timingFor(34_000, apart)).toMatchObject({
        timing: { ttlS: 30, leaseS: 30, loopWaitS: 3, retryTimeoutS: 7 },
    });
    expect(timingFor(600_000, apart)).toMatchObject({ timing: { ttlS: 30, leaseS: 30 } });
});
test("Patroni's defaults let a primary that is cut off go on for longer than its ttl", () => {
    expect(selfDemotionS(defaultTiming, 3)).toBe(45);
    expect(defaultTiming.ttlS).toBe(30);
});
test('a crash is failed over at once when standbys have every write, else restarted in what is left', () => {
    expect(timingFor(60_000, apart)).toMatchObject({ timing: { primaryStartTimeoutS: 0 } });
    const asynchronous = timingFor(60_000, { ...apart, synchronous: false });
    expect(asynchronous).toMatchObject({ ok: true });
    if (!asynchronous.ok)
        return;
    expect(asynchronous.timing.primaryStartTimeoutS).toBeGreaterThan(30);
    expect(asynchronous.bounds.processMs).toBeLessThanOrEqual(60_000);
});
describe('whatever is promised', () => {
    test('what is given keeps it, and what is refused could not be kept a moment sooner', () => {
        fc.assert(fc.property(rtoMs, conditions, (promised, given) => {
            const result = timingFor(promised, given);
            if (result.ok) {
                expect(result.bounds.hostMs).toBeLessThanOrEqual(promised);
                expect(result.bounds.processMs).toBeLessThanOrEqual(promised);
                expect(result.bounds).toEqual(recoveryBounds(result.timing, given));
            }
            else {
                expect(result.leastRtoMs).toBeGreaterThan(promised);
                expect(timingFor(result.leastRtoMs, given).ok).toBe(true);
                expect(timingFor(result.leastRtoMs - 1, given).ok).toBe(false);
            }
        }));
    });
    test('nobody else can have the lease while a primary that is cut off may still write', () => {
        fc.assert(fc.property(rtoMs, conditions, (promised, given) => {
            const result = timingFor(promised, given);
            if (!result.ok)
                return;
            const { ttlS, leaseS, watchdogS, retryTimeoutS } = result.timing;
            // By itself within the ttl.
            expect(selfDemotionS(result.timing, given.etcdMembers)).toBeLessThanOrEqual(ttlS);
            // Within a lease that is shorter only by a watchdog, which may count two answers later.
            if (leaseS === ttlS)
                return;
            expect(given.watchdog).toBe(true);
            const answerS = Math.max(1, retryTimeoutS / given.etcdMembers);
            expect(watchdogS + 2 * answerS).toBeLessThanOrEqual(leaseS);
        }));
    });
    test("Patroni's own rules hold, for the ttl and for the lease that the guard makes of it", () => {
        fc.assert(fc.property(rtoMs, conditions, (promised, given) => {
            const result = timingFor(promised, given);
            if (!result.ok)
                return;
            const { ttlS, loopWaitS, retryTimeoutS, leaseS, watchdogS } = result.timing;
            expect(ttlS).toBeGreaterThanOrEqual(patroniMinimums.ttlS);
            expect(loopWaitS).toBeGreaterThanOrEqual(patroniMinimums.loopWaitS);
            expect(retryTimeoutS).toBeGreaterThanOrEqual(patroniMinimums.retryTimeoutS);
            expect(loopWaitS + 2 * retryTimeoutS).toBeLessThanOrEqual(leaseS);
            expect(leaseS).toBeLessThanOrEqual(ttlS);
            // The watchdog lets one round that has to retry end.
            expect(watchdogS).toBeGreaterThanOrEqual(loopWaitS + retryTimeoutS);
        }));
    });
    test('more time never makes the lease shorter', () => {
        fc.assert(fc.property(rtoMs, fc.nat(10_000), conditions, (promised, more, given) => {
            const [one, other] = [timingFor(promised, given), timingFor(promised + more, given)];
            if (!one.ok)
                return;
            expect(other.ok && other.timing.leaseS).toBeGreaterThanOrEqual(one.timing.leaseS);
        }));
    });
});
//# sourceMappingURL=timing.test.js.map