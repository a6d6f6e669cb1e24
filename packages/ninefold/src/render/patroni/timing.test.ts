import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patroniMinimums, recoveryBounds, timingFor } from './timing.ts';
import type { TimingConditions } from './timing.ts';

const apart = { synchronous: true, etcdShared: false };
const together = { synchronous: true, etcdShared: true };

const conditions: fc.Arbitrary<TimingConditions> = fc.record({
  synchronous: fc.boolean(),
  etcdShared: fc.boolean(),
});
const rtoMs = fc.integer({ min: 0, max: 120_000 });

test('ten seconds are the least, and a second more where etcd shares the hosts', () => {
  expect(timingFor(9999, apart)).toEqual({ ok: false, leastRtoMs: 10_000 });
  expect(timingFor(10_999, together)).toEqual({ ok: false, leastRtoMs: 11_000 });
  expect(timingFor(10_000, apart)).toMatchObject({
    ok: true,
    timing: { ttlS: 20, loopWaitS: 1, retryTimeoutS: 3, leaseS: 7, watchdogS: 6 },
    bounds: { hostMs: 10_000 },
  });
});

test("from 24 s on the ttl alone is enough, and from 34 s on it is Patroni's default", () => {
  expect(timingFor(23_000, apart)).toMatchObject({ timing: { ttlS: 20, leaseS: 19 } });
  expect(timingFor(24_000, apart)).toMatchObject({ timing: { ttlS: 20, leaseS: 20 } });
  expect(timingFor(34_000, apart)).toMatchObject({
    timing: { ttlS: 30, leaseS: 30, loopWaitS: 3, retryTimeoutS: 10 },
  });
  expect(timingFor(600_000, apart)).toMatchObject({ timing: { ttlS: 30, leaseS: 30 } });
});

test('a crash is failed over at once when standbys have every write, else restarted in what is left', () => {
  expect(timingFor(60_000, apart)).toMatchObject({ timing: { primaryStartTimeoutS: 0 } });
  const asynchronous = timingFor(60_000, { synchronous: false, etcdShared: false });
  expect(asynchronous).toMatchObject({ ok: true });
  if (!asynchronous.ok) return;
  expect(asynchronous.timing.primaryStartTimeoutS).toBeGreaterThan(30);
  expect(asynchronous.bounds.processMs).toBeLessThanOrEqual(60_000);
});

describe('whatever is promised', () => {
  test('what is given keeps it, and what is refused could not be kept a moment sooner', () => {
    fc.assert(
      fc.property(rtoMs, conditions, (promised, given) => {
        const result = timingFor(promised, given);
        if (result.ok) {
          expect(result.bounds.hostMs).toBeLessThanOrEqual(promised);
          expect(result.bounds.processMs).toBeLessThanOrEqual(promised);
          expect(result.bounds).toEqual(recoveryBounds(result.timing, given));
        } else {
          expect(result.leastRtoMs).toBeGreaterThan(promised);
          expect(timingFor(result.leastRtoMs, given).ok).toBe(true);
          expect(timingFor(result.leastRtoMs - 1, given).ok).toBe(false);
        }
      }),
    );
  });

  test("Patroni's own rules hold, for the ttl and for the lease that the guard makes of it", () => {
    fc.assert(
      fc.property(rtoMs, conditions, (promised, given) => {
        const result = timingFor(promised, given);
        if (!result.ok) return;
        const { ttlS, loopWaitS, retryTimeoutS, leaseS, watchdogS } = result.timing;
        expect(ttlS).toBeGreaterThanOrEqual(patroniMinimums.ttlS);
        expect(loopWaitS).toBeGreaterThanOrEqual(patroniMinimums.loopWaitS);
        expect(retryTimeoutS).toBeGreaterThanOrEqual(patroniMinimums.retryTimeoutS);
        expect(loopWaitS + 2 * retryTimeoutS).toBeLessThanOrEqual(leaseS);
        expect(leaseS).toBeLessThanOrEqual(ttlS);
        // The watchdog bites within the lease, and not while Patroni still retries.
        expect(watchdogS).toBeLessThan(leaseS);
        expect(watchdogS).toBeGreaterThanOrEqual(loopWaitS + retryTimeoutS);
      }),
    );
  });

  test('more time never makes Patroni less patient', () => {
    fc.assert(
      fc.property(rtoMs, fc.nat(10_000), conditions, (promised, more, given) => {
        const [one, other] = [timingFor(promised, given), timingFor(promised + more, given)];
        if (!one.ok) return;
        expect(other.ok && other.timing.leaseS).toBeGreaterThanOrEqual(one.timing.leaseS);
      }),
    );
  });
});
