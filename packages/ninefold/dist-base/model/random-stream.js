/**
 * Seeded chance for simulations: uniform, exponential and normal numbers, without allocation. Bits
 * are those of `clock/random.ts` (sfc32); the shapes are by ziggurat (Marsaglia & Tsang, J. Stat.
 * Softw. 5(8), 2000), with the layer from other bits of a word than the place in it.
 */
export class RandomStream {
    #state = new Int32Array(4);
    #words = new Uint32Array(BLOCK);
    #next = BLOCK;
    /** @param seed any 32-bit integer */
    constructor(seed) {
        let mix = seed >>> 0;
        for (let i = 0; i < 3; i++) {
            mix = (mix + 0x9e3779b9) >>> 0;
            let z = mix;
            z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
            z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
            this.#state[i] = z ^ (z >>> 16);
        }
        this.#state[3] = 1;
        // The first outputs still carry the structure of the seed: one block is thrown away.
        this.#fill();
        this.#next = BLOCK;
    }
    /** 32 bits, as a whole number from 0. */
    bits() {
        if (this.#next === BLOCK)
            this.#fill();
        return this.#words[this.#next++];
    }
    /** A block at a time, so that the state stays in registers: four times as fast as one by one. */
    #fill() {
        const state = this.#state;
        const words = this.#words;
        let [a, b, c, counter] = [
            state[0],
            state[1],
            state[2],
            state[3],
        ];
        for (let i = 0; i < BLOCK; i++) {
            const t = (((a + b) | 0) + counter) | 0;
            counter = (counter + 1) | 0;
            a = b ^ (b >>> 9);
            b = (c + (c << 3)) | 0;
            c = (((c << 21) | (c >>> 11)) + t) | 0;
            words[i] = t;
        }
        state[0] = a;
        state[1] = b;
        state[2] = c;
        state[3] = counter;
        this.#next = 0;
    }
    /** In [0, 1). */
    uniform() {
        return this.bits() * 2 ** -32;
    }
    /** A whole number from 0 to n - 1. */
    below(n) {
        return Math.floor(this.uniform() * n);
    }
    /** Exponential, of mean 1. */
    exponential() {
        for (;;) {
            const word = this.bits();
            const layer = word & 255;
            const place = word >>> 8;
            const x = place * expWidth[layer];
            if (place < expInside[layer])
                return x;
            if (layer === 0)
                return expTail - Math.log(1 - this.uniform());
            const low = expHeight[layer];
            const high = expHeight[layer - 1];
            if (low + this.uniform() * (high - low) < Math.exp(-x))
                return x;
        }
    }
    /** Normal, of mean 0 and standard deviation 1. */
    normal() {
        for (;;) {
            const word = this.bits();
            const layer = word & 127;
            const place = (word | 0) >> 8;
            const x = place * normalWidth[layer];
            if (Math.abs(place) < normalInside[layer])
                return x;
            if (layer === 0)
                return this.#normalTail(place > 0);
            const low = normalHeight[layer];
            const high = normalHeight[layer - 1];
            if (low + this.uniform() * (high - low) < Math.exp(-0.5 * x * x))
                return x;
        }
    }
    #normalTail(positive) {
        for (;;) {
            const x = -Math.log(1 - this.uniform()) / normalTailStart;
            const y = -Math.log(1 - this.uniform());
            if (y + y >= x * x)
                return positive ? normalTailStart + x : -normalTailStart - x;
        }
    }
}
/** Words made at a time. */
const BLOCK = 512;
/** The published constants: where the tail begins, and the area of each layer. */
const expTail = 7.69711747013105;
const expArea = 3.949659822581557e-3;
const normalTailStart = 3.442619855899;
const normalArea = 9.91256303526217e-3;
const expInside = new Float64Array(256);
const expWidth = new Float64Array(256);
const expHeight = new Float64Array(256);
const normalInside = new Float64Array(128);
const normalWidth = new Float64Array(128);
const normalHeight = new Float64Array(128);
fillTables({ inside: expInside, width: expWidth, height: expHeight, scale: 2 ** 24 }, expTail, expArea, (x) => Math.exp(-x), (y) => -Math.log(y));
fillTables({ inside: normalInside, width: normalWidth, height: normalHeight, scale: 2 ** 23 }, normalTailStart, normalArea, (x) => Math.exp(-0.5 * x * x), (y) => Math.sqrt(-2 * Math.log(y)));
/** Layers of equal area under a falling density, from the tail up. */
function fillTables(tables, tailStart, area, density, inverse) {
    const { inside, width, height, scale } = tables;
    const last = inside.length - 1;
    const base = area / density(tailStart);
    let outer = tailStart;
    let right = tailStart;
    inside[0] = (tailStart / base) * scale;
    inside[1] = 0;
    width[0] = base / scale;
    width[last] = tailStart / scale;
    height[0] = 1;
    height[last] = density(tailStart);
    for (let layer = last - 1; layer >= 1; layer--) {
        right = inverse(area / right + density(right));
        inside[layer + 1] = (right / outer) * scale;
        outer = right;
        height[layer] = density(right);
        width[layer] = right / scale;
    }
}
//# sourceMappingURL=random-stream.js.map