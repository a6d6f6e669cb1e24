import fc from 'fast-check';
import { expect, test } from 'vitest';
import { erlangB, erlangC, meanWaitMs, takesLongerThan, waitsLongerThan } from './erlang-c.js';
/** The closed form, as it stands in every textbook; it overflows where the recursion does not. */
function byDefinition(servers, load) {
    let term = 1;
    let sum = 0;
    for (let n = 0; n < servers; n++) {
        sum += term;
        term = (term * load) / (n + 1);
    }
    const waiting = (term * servers) / (servers - load);
    return waiting / (sum + waiting);
}
// Erlang B tables, as ITU's Teletraffic Engineering Handbook and every traffic table print them: the
// load that n lines carry at a loss of 1 %.
test.each([
    [1, 0.0101],
    [2, 0.153],
    [5, 1.36],
    [10, 4.46],
    [20, 12.0],
    [50, 37.9],
])('%i lines lose one in a hundred of %f erlangs', (lines, load) => {
    expect(erlangB(lines, load)).toBeCloseTo(0.01, 3);
});
test('one server is M/M/1: the chance to wait is the load', () => {
    expect(erlangC(1, 0.8)).toBeCloseTo(0.8, 12);
});
test('worked examples: C(2, 1) is 1/3 and C(3, 2) is 4/9', () => {
    expect(erlangC(2, 1)).toBeCloseTo(1 / 3, 12);
    expect(erlangC(3, 2)).toBeCloseTo(4 / 9, 12);
});
test('the call centre of Mitan: 360 calls in half an hour, 4 minutes each, 55 agents', () => {
    // "The Erlang-C Formula", Mitan Ltd: 23.9 % wait, 8 s on average, 84.5 % are answered within 15 s.
    const queue = { servers: 55, ratePerSecond: 360 / 1800, serviceMs: 240_000 };
    expect(erlangC(55, 48)).toBeCloseTo(0.239, 3);
    expect(Math.round(meanWaitMs(queue) / 1000)).toBe(8);
    expect(1 - waitsLongerThan(queue, 15_000)).toBeCloseTo(0.845, 2);
});
test('ten serving assistants under six erlangs: about one in ten waits', () => {
    // Ng & Soong, Queueing Modelling Fundamentals, read off the Erlang C curve.
    expect(erlangC(10, 6)).toBeCloseTo(0.1013, 4);
});
test('agrees with the definition wherever that does not overflow', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (n, share) => {
        const load = n * share;
        expect(erlangC(n, load)).toBeCloseTo(byDefinition(n, load), 9);
    }));
});
test('a large pool does not overflow', () => {
    expect(erlangC(5000, 4900)).toBeGreaterThan(0);
    expect(erlangC(5000, 4900)).toBeLessThan(1);
});
test('too much load: everybody waits, without end', () => {
    const queue = { servers: 2, ratePerSecond: 30, serviceMs: 100 };
    expect(erlangC(2, 3)).toBe(1);
    expect(meanWaitMs(queue)).toBe(Infinity);
    expect(takesLongerThan(queue, 1e9)).toBe(1);
});
test('M/M/1 answers within t with 1 - exp(-(1 - load) t / service)', () => {
    const queue = { servers: 1, ratePerSecond: 8, serviceMs: 100 };
    expect(takesLongerThan(queue, 300)).toBeCloseTo(Math.exp(-0.2 * 3), 12);
});
test('the time to answer is continuous where waiting and service are equally fast', () => {
    const at = (ratePerSecond) => takesLongerThan({ servers: 3, ratePerSecond, serviceMs: 100 }, 250);
    expect(at(20)).toBeCloseTo((at(19.999) + at(20.001)) / 2, 7);
});
test('is what a queue does that is lived through', () => {
    // One queue for four servers, 20,000 requests; a generator of its own, so that the seed is fixed.
    let state = 20_261_124;
    const uniform = () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return (state + 0.5) / 2 ** 32;
    };
    const exponential = (mean) => -Math.log(uniform()) * mean;
    const freeAt = [0, 0, 0, 0];
    let now = 0;
    let late = 0;
    const requests = 200_000;
    for (let i = 0; i < requests; i++) {
        now += exponential(1000 / 32);
        const first = freeAt.indexOf(Math.min(...freeAt));
        const end = Math.max(now, freeAt[first] ?? 0) + exponential(100);
        freeAt[first] = end;
        if (end - now > 300)
            late += 1;
    }
    const expected = takesLongerThan({ servers: 4, ratePerSecond: 32, serviceMs: 100 }, 300);
    expect(late / requests).toBeGreaterThan(expected * 0.93);
    expect(late / requests).toBeLessThan(expected * 1.07);
});
//# sourceMappingURL=erlang-c.test.js.map