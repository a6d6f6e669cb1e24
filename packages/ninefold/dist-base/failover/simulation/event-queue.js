/** Virtual time: happenings in order of their instant, and among equals in order of scheduling. */
export class EventQueue {
    /** The instant of the happening under way (ms of true time). */
    nowMs = 0;
    /** A binary heap. */
    #entries = [];
    #scheduled = 0;
    /** Schedules after a delay (ms, not negative). */
    after(delayMs, happen) {
        const entry = { atMs: this.nowMs + delayMs, order: this.#scheduled++, happen };
        const entries = this.#entries;
        let hole = entries.length;
        while (hole > 0) {
            const above = (hole - 1) >> 1;
            const parent = entries[above];
            if (parent === undefined || isBefore(parent, entry))
                break;
            entries[hole] = parent;
            hole = above;
        }
        entries[hole] = entry;
    }
    /** Runs the next happening; false when there is none. */
    step() {
        const first = this.#entries[0];
        const last = this.#entries.pop();
        if (first === undefined || last === undefined)
            return false;
        if (this.#entries.length > 0)
            this.#sink(last);
        this.nowMs = first.atMs;
        first.happen();
        return true;
    }
    #sink(entry) {
        const entries = this.#entries;
        let hole = 0;
        for (;;) {
            let below = 2 * hole + 1;
            let child = entries[below];
            if (child === undefined)
                break;
            const sibling = entries[below + 1];
            if (sibling !== undefined && isBefore(sibling, child)) {
                child = sibling;
                below += 1;
            }
            if (isBefore(entry, child))
                break;
            entries[hole] = child;
            hole = below;
        }
        entries[hole] = entry;
    }
}
function isBefore(a, b) {
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
//# sourceMappingURL=event-queue.js.map