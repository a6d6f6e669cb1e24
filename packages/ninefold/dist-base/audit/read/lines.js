/** Finds line and column of offsets in one text. */
export class Lines {
    #file;
    #text;
    #starts;
    constructor(file, text) {
        this.#file = file;
        this.#text = text;
    }
    place(offset, length) {
        this.#starts ??= startsOf(this.#text);
        const starts = this.#starts;
        let low = 0;
        let high = starts.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if ((starts[middle] ?? 0) <= offset)
                low = middle;
            else
                high = middle - 1;
        }
        const column = offset - (starts[low] ?? 0) + 1;
        return { file: this.#file, line: low + 1, column, offset, length };
    }
}
function startsOf(text) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
        starts.push(at + 1);
    return Uint32Array.from(starts);
}
//# sourceMappingURL=lines.js.map