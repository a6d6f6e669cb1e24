/**
 * Seeded chance for simulations: uniform, exponential and normal numbers, without allocation. Bits
 * are those of `clock/random.ts` (sfc32); the shapes are by ziggurat (Marsaglia & Tsang, J. Stat.
 * Softw. 5(8), 2000), with the layer from other bits of a word than the place in it.
 */
export declare class RandomStream {
    #private;
    /** @param seed any 32-bit integer */
    constructor(seed: number);
    /** 32 bits, as a whole number from 0. */
    bits(): number;
    /** In [0, 1). */
    uniform(): number;
    /** A whole number from 0 to n - 1. */
    below(n: number): number;
    /** Exponential, of mean 1. */
    exponential(): number;
    /** Normal, of mean 0 and standard deviation 1. */
    normal(): number;
}
//# sourceMappingURL=random-stream.d.ts.map