/** A part of a format of lines: data, and the spot of each path, joined by spaces. */
export function placedPart(kind, file, text, data, spots, lines, edit) {
    return {
        kind,
        file,
        text,
        data,
        locate(path, at = 'value') {
            for (let length = path.length; length > 0; length -= 1) {
                const spot = spots.get(path.slice(0, length).join(' '));
                if (spot === undefined)
                    continue;
                const [offset, size] = at === 'key' ? spot.key : spot.value;
                return lines.place(offset, size);
            }
            // What is missing is told where the first thing stands.
            const [first] = spots.values();
            return first === undefined ? lines.place(0, 0) : lines.place(...first.key);
        },
        ...(edit === undefined ? {} : { edit }),
    };
}
//# sourceMappingURL=placed.js.map