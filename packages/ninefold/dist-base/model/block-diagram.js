/** All must be up, independently: the product. */
export function series(availabilities) {
    return availabilities.reduce((product, availability) => product * availability, 1);
}
/** One must be up, independently: 1 - the product of the unavailabilities. */
export function parallel(availabilities) {
    return 1 - availabilities.reduce((product, availability) => product * (1 - availability), 1);
}
/**
 * The chance that fewer than `needed` of some independent members are up: the unavailability of
 * k-of-n, also with unequal members. Sums the small chances, so that nines are not lost in a
 * difference to 1. (Barlow & Heidtmann's recursion, IEEE Trans. Reliability R-33, 1984.)
 *
 * @param needed 0 to n; 0 is always up, more than n never
 */
export function fewerThan(needed, availabilities) {
    // up[j]: the chance that exactly j of the members so far are up.
    const up = [1, ...availabilities.map(() => 0)];
    for (const [count, availability] of availabilities.entries()) {
        for (let j = count + 1; j >= 0; j--) {
            up[j] = (up[j] ?? 0) * (1 - availability) + (j > 0 ? (up[j - 1] ?? 0) * availability : 0);
        }
    }
    return up.slice(0, Math.max(0, needed)).reduce((sum, chance) => sum + chance, 0);
}
/** The availability of k-of-n with equal, independent members. */
export function kOfN(needed, members, availability) {
    return (1 -
        fewerThan(needed, Array.from({ length: members }, () => availability)));
}
//# sourceMappingURL=block-diagram.js.map