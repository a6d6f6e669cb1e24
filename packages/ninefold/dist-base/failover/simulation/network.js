const calm = { loss: 0, duplication: 0, delay: 0, failure: 0 };
/** The longest delay of a message in bad weather (ms). */
const LONGEST_DELAY_MS = 150;
/** Links between numbered nodes, which can be cut, and messages over them. */
export class Network {
    weather = calm;
    #queue;
    #random;
    #nodes;
    #cut;
    constructor(queue, random, nodes) {
        this.#queue = queue;
        this.#random = random;
        this.#nodes = nodes;
        this.#cut = new Uint8Array(nodes * nodes);
    }
    isCut(a, b) {
        return this.#cut[a * this.#nodes + b] === 1;
    }
    setCut(a, b, cut) {
        this.#cut[a * this.#nodes + b] = this.#cut[b * this.#nodes + a] = cut ? 1 : 0;
    }
    heal() {
        this.#cut.fill(0);
        this.weather = calm;
    }
    /** Delivers once, twice, late or never. */
    send(from, to, arrive) {
        if (this.isCut(from, to))
            return;
        const { weather } = this;
        let delayMs = 0.2 + 1.5 * this.#random();
        if (weather !== calm) {
            const fate = this.#random();
            if (fate < weather.loss)
                return;
            if (fate < weather.loss + weather.duplication) {
                this.#queue.after(LONGEST_DELAY_MS * this.#random(), arrive);
            }
            if (this.#random() < weather.delay)
                delayMs += LONGEST_DELAY_MS * this.#random();
        }
        this.#queue.after(delayMs, arrive);
    }
    /** Whether carrying out a command fails, by chance. */
    fails() {
        return this.weather !== calm && this.#random() < this.weather.failure;
    }
}
//# sourceMappingURL=network.js.map