/**
 * The edits of findings, by file and in order, each place once: of two that touch the same text the
 * first counts, so that each can be looked at again after it.
 */
export function editsOf(findings) {
    const byFile = new Map();
    for (const edit of findings.flatMap(({ edits }) => edits)) {
        const edits = byFile.get(edit.file) ?? [];
        const isTaken = edits.some((other) => (edit.offset < other.offset + other.length && other.offset < edit.offset + edit.length) ||
            (other.offset === edit.offset &&
                other.length === edit.length &&
                (edit.length > 0 || other.text === edit.text)));
        if (!isTaken)
            byFile.set(edit.file, [...edits, edit]);
    }
    return new Map([...byFile].map(([file, edits]) => [file, edits.toSorted((a, b) => a.offset - b.offset)]));
}
/** The text with its edits, which don't overlap and are in order. Everything else stays as it is. */
export function applyEdits(text, edits) {
    let fixed = '';
    let at = 0;
    for (const { offset, length, text: inserted } of edits) {
        fixed += text.slice(at, offset) + inserted;
        at = offset + length;
    }
    return fixed + text.slice(at);
}
//# sourceMappingURL=fixes.js.map