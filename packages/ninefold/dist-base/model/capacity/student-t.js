/**
 * The quantile of Student's distribution that 97.5 % lie below: the half width of a 95 % interval, in
 * standard errors. By the expansion in 1/degrees about the normal quantile (Abramowitz & Stegun
 * 26.7.5); off by less than 0.5 % from three degrees on.
 *
 * @param degrees of freedom, 3 or more
 */
export function studentT975(degrees) {
    const z = 1.959963984540054;
    const terms = [
        (z ** 3 + z) / 4,
        (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
        (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
        (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
    ];
    return terms.reduce((sum, term, index) => sum + term / degrees ** (index + 1), z);
}
//# sourceMappingURL=student-t.js.map