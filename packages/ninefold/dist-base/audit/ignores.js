import { Lines } from './read/lines.js';
const pattern = /(?:#|\/\/)\s*ninefold-ignore(-file)?[: ]\s*([A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)(?:\s+until\s+(\S+?))?\s*(?::\s*([^\r\n]*))?$/gm;
const expected = 'expected "# ninefold-ignore K40: the reason", or "# ninefold-ignore K40 until 2027-01-31: the reason"';
/**
 * Splits findings by the ignores in the files: `# ninefold-ignore K40 until 2027-01-31: why` on the
 * finding's line, or on a line of its own before it; `ninefold-ignore-file` is for the whole file. An
 * ignore without a reason, or with a day that is none, is a flaw, and ignores nothing.
 */
export function ignoresOf(parts, findings, today) {
    const flaws = [];
    const byFile = new Map();
    for (const { file, text } of parts) {
        if (!byFile.has(file))
            byFile.set(file, read(file, text, today, flaws));
    }
    const ignored = [];
    const remaining = [];
    for (const finding of findings) {
        const { file, line } = finding.place;
        const match = byFile
            .get(file)
            ?.find((one) => one.rules.includes(finding.rule) &&
            (one.isForFile || one.line === line || (one.isAlone && one.line === line - 1)));
        if (match === undefined)
            remaining.push(finding);
        else
            ignored.push({ finding, reason: match.reason });
    }
    return { ignored, remaining, flaws };
}
function read(file, text, today, flaws) {
    if (!text.includes('ninefold-ignore'))
        return [];
    const lines = new Lines(file, text);
    const ignores = [];
    for (const match of text.matchAll(pattern)) {
        const [whole, forFile, rules = '', until, reason = ''] = match;
        const place = lines.place(match.index, whole.length);
        if (reason.trim() === '') {
            flaws.push({ place, message: `an ignore needs a reason; ${expected}` });
            continue;
        }
        if (until !== undefined && !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(until)) {
            flaws.push({ place, message: `"${until}" is no day; ${expected}` });
            continue;
        }
        if (until !== undefined && until < today)
            continue;
        const before = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
        ignores.push({
            rules: rules.split(/\s*,\s*/),
            reason: reason.trim(),
            line: place.line,
            isAlone: before.trim() === '',
            isForFile: forFile !== undefined,
        });
    }
    return ignores;
}
//# sourceMappingURL=ignores.js.map