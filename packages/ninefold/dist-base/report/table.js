/**
 * Columns with two spaces between them and one rule under the headings. The columns share `width`
 * characters: the widest are narrowed first, and their text wraps at words.
 */
export function renderTable(headings, rows, width) {
    const widths = fitColumns(headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => row[i]?.text.length ?? 0))), width - 2 * (headings.length - 1));
    const line = (cells) => {
        const wrapped = cells.map((cell, i) => wrap(cell.text, widths[i] ?? 1));
        const height = Math.max(...wrapped.map((lines) => lines.length));
        return Array.from({ length: height }, (_, y) => cells
            .map((cell, i) => {
            const text = (wrapped[i]?.[y] ?? '').padEnd(widths[i] ?? 1);
            return cell.paint ? cell.paint(text) : text;
        })
            .join('  ')
            .trimEnd());
    };
    return [
        ...line(headings.map((text) => ({ text }))),
        widths.map((columns) => '─'.repeat(columns)).join('──'),
        ...rows.flatMap(line),
    ];
}
/** Breaks at spaces; a word longer than the width is cut. */
export function wrap(text, width) {
    const lines = [];
    let current = '';
    for (const word of text.split(' ')) {
        let rest = word;
        if (current !== '' && current.length + 1 + rest.length <= width) {
            current += ` ${rest}`;
            continue;
        }
        if (current !== '')
            lines.push(current);
        while (rest.length > width) {
            lines.push(rest.slice(0, width));
            rest = rest.slice(width);
        }
        current = rest;
    }
    return [...lines, current];
}
function fitColumns(natural, available) {
    const least = Math.max(4, Math.floor(available / (natural.length * 2)));
    const widths = [...natural];
    while (widths.reduce((a, b) => a + b, 0) > available) {
        const widest = widths.indexOf(Math.max(...widths));
        if ((widths[widest] ?? 0) <= least)
            break;
        widths[widest] = (widths[widest] ?? 0) - 1;
    }
    return widths;
}
//# sourceMappingURL=table.js.map