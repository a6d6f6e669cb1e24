/** A source of chance: each call gives a number in [0, 1). */
export type Random = () => number;
/**
 * A seeded source of chance: the same seed gives the same sequence on every machine.
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix32.
 *
 * @param seed any 32-bit integer; printed wherever a run depends on it
 */
export declare function seededRandom(seed: number): Random;
//# sourceMappingURL=random.d.ts.map