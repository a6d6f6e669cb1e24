import { expect, test } from 'vitest';
import { RandomStream } from './random-stream.js';
const n = 400_000;
function sample(draw) {
    const random = new RandomStream(7);
    return Float64Array.from({ length: n }, () => draw(random)).toSorted();
}
/** The largest distance from a distribution; 1.95 / sqrt(n) is exceeded once in 1000 samples. */
function kolmogorovSmirnov(sorted, chanceBelow) {
    return sorted.reduce((worst, x, i) => {
        const expected = chanceBelow(x);
        return Math.max(worst, Math.abs(expected - i / n), Math.abs(expected - (i + 1) / n));
    }, 0);
}
const bound = 1.95 / Math.sqrt(n);
test('uniform numbers are uniform', () => {
    expect(kolmogorovSmirnov(sample((random) => random.uniform()), (x) => x)).toBeLessThan(bound);
});
test('exponential numbers are exponential, in the tail too', () => {
    const numbers = sample((random) => random.exponential());
    expect(kolmogorovSmirnov(numbers, (x) => -Math.expm1(-x))).toBeLessThan(bound);
    const beyond = numbers.filter((x) => x > 7.7).length;
    expect(Math.abs(beyond - n * Math.exp(-7.7))).toBeLessThan(5 * Math.sqrt(n * Math.exp(-7.7)));
});
test('normal numbers are normal, in the tail too', () => {
    const numbers = sample((random) => random.normal());
    expect(kolmogorovSmirnov(numbers, normalBelow)).toBeLessThan(bound);
    const beyond = numbers.filter((x) => Math.abs(x) > 3.45).length;
    const expected = n * 2 * (1 - normalBelow(3.45));
    expect(Math.abs(beyond - expected)).toBeLessThan(5 * Math.sqrt(expected));
});
test('the same seed gives the same numbers, another seed others', () => {
    const first = (seed) => {
        const random = new RandomStream(seed);
        return Array.from({ length: 5 }, () => random.bits());
    };
    expect(first(1)).toEqual(first(1));
    expect(first(1)).not.toEqual(first(2));
});
/** By the series of Marsaglia (J. Stat. Softw. 11(4), 2004). */
function normalBelow(x) {
    if (Math.abs(x) > 8)
        return x > 0 ? 1 : 0;
    let [sum, term] = [x, x];
    for (let i = 3; Math.abs(term) > 1e-17; i += 2) {
        term *= (x * x) / i;
        sum += term;
    }
    return 0.5 + sum * Math.exp(-0.5 * x * x - 0.9189385332046727);
}
//# sourceMappingURL=random-stream.test.js.map