import { isCollection, isScalar, visit } from 'yaml';
/**
 * What the YAML parser found wrong: the first error of each line, as the others follow from it, and
 * none after a quote or bracket that is never closed, as all of them do.
 */
export function syntaxMistakes(document, text) {
    const errors = [...document.errors, ...document.warnings];
    const byLine = new Map();
    for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
        const opening = isUnclosed(error) ? openingOf(document, error.pos[0]) : undefined;
        if (opening !== undefined) {
            const mark = text.slice(opening.offset, opening.offset + 1);
            const message = `this ${mark} is never closed`;
            const expected = `a closing ${closingOf[mark] ?? mark}`;
            return [...byLine.values(), { span: opening, path: [], message, expected }];
        }
        // What is missing at the end of the file is told where its text ends.
        const offset = Math.min(error.pos[0], text.trimEnd().length);
        const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        if (byLine.has(lineStart))
            continue;
        const lineEnd = text.indexOf('\n', lineStart);
        const line = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd);
        byLine.set(lineStart, {
            span: { offset, length: Math.max(1, error.pos[1] - error.pos[0]) },
            path: [],
            message: messageOf(error),
            expected: expectedIn(line, error.code),
        });
    }
    return [...byLine.values()];
}
function messageOf({ code, message }) {
    if (code === 'MULTIPLE_DOCS')
        return 'a second document begins here';
    const [line = ''] = message.split('\n');
    const words = line.charAt(0).toLowerCase() + line.slice(1).replace(/[.:]$/, '');
    return `this is not valid YAML: ${words}`;
}
/** Brackets and braces have a meaning in YAML, which a newcomer meets in faults and in {{id}}. */
function expectedIn(line, code) {
    if (/\b(app|region)\[/.test(line)) {
        return 'quotes around a fault with brackets, such as "kill app[2]"';
    }
    if (/[^"']\{\{/.test(line)) {
        return 'quotes around a text with {{id}}, such as "GET /orders/{{id}}"';
    }
    return expectations[code] ?? 'valid YAML';
}
const expectations = {
    TAB_AS_INDENT: 'spaces, as YAML is not indented by tabs',
    BAD_INDENT: 'the same number of spaces before each key of a mapping',
    BAD_ALIAS: 'the name of an anchor (&name) that stands before its alias (*name)',
    BAD_SCALAR_START: 'quotes around a text that begins with a special character',
    BLOCK_AS_IMPLICIT_KEY: 'one "key: value" a line, each as far in as its neighbours, and quotes around a value that holds ": "',
    MISSING_CHAR: '"key: value" with a space after the colon, and no quote, bracket or comma left out',
    MULTIPLE_DOCS: 'one document, so no line "---" after the first key',
    TAG_RESOLVE_FAILED: 'a plain value without a "!tag"',
};
const closingOf = { '{': '}', '[': ']' };
function isUnclosed({ message }) {
    return /closing|end with a [\]}]/.test(message);
}
/** The innermost quoted text or bracketed collection that is open at an offset. */
function openingOf(document, offset) {
    let opening;
    visit(document, {
        Node: (_key, node) => {
            const isOpenable = isCollection(node)
                ? node.flow === true
                : isScalar(node) && isQuoted(node.type);
            const [start, , end] = node.range ?? [0, 0, 0];
            if (isOpenable && start < offset && offset <= end)
                opening = { offset: start, length: 1 };
        },
    });
    return opening;
}
function isQuoted(type) {
    return type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
}
//# sourceMappingURL=syntax-mistake.js.map