import { expect, test } from 'vitest';
import { contractFrom, oneZone } from './contracts.test.data.js';
import { designOf } from './design-of.js';
import { mergeRuns, summariseRun } from './simulation-summary.js';
import { simulate } from './simulate.js';
const windowMs = 30 * 86_400_000;
const promise = { objective: 0.999, agreement: 0.99, windowMs, rtoMs: 5000, rpoMs: 0 };
const hour = 3_600_000;
/** One unit that fails every `mtbf` hours on average. */
function single(mtbfMs, mttrMs, repair) {
    return {
        service: 'one',
        units: [{ name: 'host', kind: 'host', mtbfMs, mttrMs, repair }],
        tiers: [{ name: 'app', kind: 'app', members: [{ own: 0, shared: [] }], needed: 1 }],
        figures: [],
    };
}
test.each(['exponential', 'lognormal', 'weibull', 'fixed'])('%s repairs have the MTTR for their mean', (repair) => {
    const run = simulate({
        design: single(100 * hour, hour, repair),
        years: 500,
        windowMs,
        seed: 4,
    });
    const mean = run.lengths.reduce((sum, length) => sum + length, 0) / run.lengths.length;
    expect(Math.abs(mean / hour - 1)).toBeLessThan(0.04);
});
test('the same seed lives through the same years', () => {
    const design = designOf(contractFrom(oneZone));
    const first = simulate({ design, years: 50, windowMs, seed: 9 });
    expect(simulate({ design, years: 50, windowMs, seed: 9 })).toEqual(first);
    expect(simulate({ design, years: 50, windowMs, seed: 10 }).events).not.toBe(first.events);
});
// Failures of one unit with short repairs come as a Poisson process: P(none in a window) = exp(-n).
test('the chance that a window is broken is that of a Poisson process', () => {
    const design = single(2000 * hour, hour, 'fixed');
    const run = simulate({ design, years: 4000, windowMs, seed: 5 });
    // One outage of an hour breaks 99.9 % (43 min), and 99 % (7.2 h) takes eight.
    const { objectiveMissed, agreementBroken } = summariseRun(run, promise);
    const expected = 1 - Math.exp(-720 / 2001);
    expect(objectiveMissed.low).toBeLessThan(expected + 0.005);
    expect(objectiveMissed.high).toBeGreaterThan(expected - 0.005);
    expect(agreementBroken.high).toBeLessThan(0.001);
});
test('windows and years add up to the same downtime, across their borders too', () => {
    const design = single(50 * hour, 40 * hour, 'lognormal');
    const run = simulate({ design, years: 30, windowMs: 365 * 86_400_000, seed: 6 });
    expect(run.windows).toHaveLength(30);
    for (const [year, down] of run.yearly.entries())
        expect(run.windows[year]).toBeCloseTo(down, 3);
    const outages = run.lengths.reduce((sum, length) => sum + length, 0);
    expect(run.yearly.reduce((sum, down) => sum + down, 0) / outages).toBeCloseTo(1, 9);
});
test('an asynchronous store loses writes at switch-overs, a synchronous one none', () => {
    const text = oneZone.replace('members: 3', 'members: 3, replication: asynchronous');
    const asynchronous = simulate({
        design: designOf(contractFrom(text)),
        years: 300,
        windowMs,
        seed: 7,
    });
    const { lostWriteAge, olderThanRpo } = summariseRun(asynchronous, promise);
    expect((lostWriteAge?.median ?? 0) / (1000 * Math.log(2))).toBeCloseTo(1, 0);
    expect(olderThanRpo).toBe(1);
    const none = simulate({ design: designOf(contractFrom(oneZone)), years: 50, windowMs, seed: 7 });
    expect(summariseRun(none, promise).lostWriteAge).toBeUndefined();
});
test('runs put together are more years of the same', () => {
    const design = single(500 * hour, hour, 'lognormal');
    const runs = [1, 2, 3].map((seed) => simulate({ design, years: 20, windowMs, seed }));
    const all = mergeRuns(runs);
    expect(all.years).toBe(60);
    expect(all.yearly).toHaveLength(60);
    expect(all.events).toBe(runs.reduce((sum, { events }) => sum + events, 0));
});
test('more years give a narrower interval', () => {
    const design = single(500 * hour, hour, 'lognormal');
    const width = (years) => {
        const { low, high } = summariseRun(simulate({ design, years, windowMs, seed: 8 }), promise).unavailability;
        return high - low;
    };
    expect(width(1600)).toBeLessThan(width(100) / 2);
});
//# sourceMappingURL=simulate.test.js.map