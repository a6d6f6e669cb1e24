import fc from 'fast-check';
import { expect, test } from 'vitest';
import { steadyState } from './markov.js';
// Trivedi, Probability and Statistics (2nd ed.), section 8.4: one unit, MTTF / (MTTF + MTTR).
test('one unit that fails and is repaired', () => {
    const chances = steadyState(2, [
        { from: 0, to: 1, rate: 1 / 720 },
        { from: 1, to: 0, rate: 1 / 0.5 },
    ]);
    expect(chances[1]).toBeCloseTo(0.5 / 720.5, 14);
});
/**
 * Trivedi, Probability and Statistics (2nd ed.), section 8.4: two units, coverage c, one repair at a
 * time (mu), and a reconfiguration (beta) after a failure that was not covered. In closed form
 * pi2 = 1 / E with E = 1 + 2 lambda (1 - c) / beta + 2 lambda / mu + 2 lambda^2 / mu^2.
 */
test.each([
    [1 / 5000, 1 / 4, 12, 0.9],
    [1 / 720, 1 / 0.5, 2, 0.99],
    [1 / 10_000, 1 / 2, 3600, 0.999],
    [1 / 100, 1 / 8, 60, 0.5],
])("Trivedi's two units with imperfect coverage (lambda %d, mu %d, beta %d, c %d)", (lambda, mu, beta, c) => {
    const chances = steadyState(4, [
        { from: 0, to: 1, rate: 2 * lambda * c },
        { from: 0, to: 2, rate: 2 * lambda * (1 - c) },
        { from: 2, to: 1, rate: beta },
        { from: 1, to: 0, rate: mu },
        { from: 1, to: 3, rate: lambda },
        { from: 3, to: 1, rate: mu },
    ]);
    const e = 1 + (2 * lambda * (1 - c)) / beta + (2 * lambda) / mu + (2 * lambda ** 2) / mu ** 2;
    const expected = [
        1 / e,
        (2 * lambda) / mu / e,
        (2 * lambda * (1 - c)) / beta / e,
        (2 * lambda ** 2) / mu ** 2 / e,
    ];
    for (const [state, chance] of expected.entries()) {
        expect((chances[state] ?? 0) / chance).toBeCloseTo(1, 9);
    }
});
test('birth and death: each state by detailed balance, down to chances of 1e-12', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.double({ min: 1e-5, max: 1, noNaN: true }), fc.double({ min: 0.1, max: 1000, noNaN: true })), { minLength: 1, maxLength: 12 }), (rates) => {
        const chances = steadyState(rates.length + 1, rates.flatMap(([birth, death], i) => [
            { from: i, to: i + 1, rate: birth },
            { from: i + 1, to: i, rate: death },
        ]));
        const weights = rates.reduce((all, [birth, death]) => [...all, ((all.at(-1) ?? 1) * birth) / death], [1]);
        const sum = weights.reduce((a, b) => a + b, 0);
        for (const [i, weight] of weights.entries()) {
            const chance = weight / sum;
            if (chance > 1e-12)
                expect((chances[i] ?? 0) / chance).toBeCloseTo(1, 3);
        }
    }));
});
test('a chain that falls apart is refused', () => {
    expect(() => steadyState(3, [{ from: 0, to: 1, rate: 1 }])).toThrow(RangeError);
    expect(() => steadyState(4, [
        { from: 0, to: 1, rate: 1 },
        { from: 1, to: 0, rate: 1 },
        { from: 2, to: 3, rate: 1 },
        { from: 3, to: 2, rate: 1 },
    ])).toThrow('never meet again');
});
//# sourceMappingURL=markov.test.js.map