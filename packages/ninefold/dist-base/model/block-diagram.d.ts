/** All must be up, independently: the product. */
export declare function series(availabilities: readonly number[]): number;
/** One must be up, independently: 1 - the product of the unavailabilities. */
export declare function parallel(availabilities: readonly number[]): number;
/**
 * The chance that fewer than `needed` of some independent members are up: the unavailability of
 * k-of-n, also with unequal members. Sums the small chances, so that nines are not lost in a
 * difference to 1. (Barlow & Heidtmann's recursion, IEEE Trans. Reliability R-33, 1984.)
 *
 * @param needed 0 to n; 0 is always up, more than n never
 */
export declare function fewerThan(needed: number, availabilities: readonly number[]): number;
/** The availability of k-of-n with equal, independent members. */
export declare function kOfN(needed: number, members: number, availability: number): number;
//# sourceMappingURL=block-diagram.d.ts.map