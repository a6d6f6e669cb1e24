/**
 * A problem for a terminal: `file:line:column: message; expected ...; did you mean "..."?`, then the
 * line of `text` it is in, with carets under what is wrong. Control characters are not passed on.
 *
 * @param text the whole text of the file
 */
export function formatProblem(problem, text) {
    const { file, line, column, message, expected, nearest } = problem;
    const meant = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
    const head = `${file}:${line}:${column}: ${message}; expected ${expected}${meant}`;
    const source = text.split(/\r\n|\n|\r/)[line - 1];
    if (source === undefined || source.trim() === '')
        return printable(head);
    const from = Math.max(0, column - 1 - maxShownBefore);
    const part = source.slice(from, from + maxShownLine);
    const before = source.slice(from, column - 1).replaceAll(/[^\t]/g, ' ');
    const carets = '^'.repeat(Math.max(1, Math.min(problem.found.length, part.length - before.length)));
    const gutter = String(line);
    return [
        printable(head),
        `  ${gutter} | ${printable(part)}`,
        `  ${' '.repeat(gutter.length)} | ${before}${carets}`,
    ].join('\n');
}
const maxShownLine = 120;
const maxShownBefore = 80;
/** A file must not be able to steer the terminal that shows its mistakes. */
function printable(text) {
    return text.replaceAll(/[^\t\P{C}]|[\u2028\u2029]/gu, '\ufffd');
}
//# sourceMappingURL=problem.js.map