/**
 * A seeded source of chance: the same seed gives the same sequence on every machine.
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix32.
 *
 * @param seed any 32-bit integer; printed wherever a run depends on it
 */
export function seededRandom(seed) {
    let mix = seed >>> 0;
    const next32 = () => {
        mix = (mix + 0x9e3779b9) >>> 0;
        let z = mix;
        z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
        z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
        return (z ^ (z >>> 16)) >>> 0;
    };
    let a = next32();
    let b = next32();
    let c = next32();
    let counter = 1;
    const random = () => {
        const t = (((a + b) | 0) + counter) | 0;
        counter = (counter + 1) | 0;
        a = b ^ (b >>> 9);
        b = (c + (c << 3)) | 0;
        c = (c << 21) | (c >>> 11);
        c = (c + t) | 0;
        return (t >>> 0) / 4294967296;
    };
    // The first outputs still carry the seed's structure.
    for (let i = 0; i < 12; i++)
        random();
    return random;
}
//# sourceMappingURL=random.js.map