/** A number in [0, 1), as `Math.random`. */
export type Random = () => number;

/** The default of every guard. */
export const systemRandom: Random = () => Math.random();

/** The same sequence for the same seed (SplitMix32). For tests and simulations. */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
