import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { hasUrlCredentials, redactUrlCredentials } from './url-credentials.js';
const REDACTED = '[redacted]';
/** What a report shows instead of a contract that can't be read, and so can't be redacted. */
export const UNREADABLE_CONTRACT = '# Not shown: it could not be read as YAML, so what is secret in it is not known.\n';
/** Names of headers, and of fields of a body, whose values authenticate. */
const SECRET_NAME = /auth|cookie|token|secret|passw|pwd|api-?_?key|access-?_?key|private-?_?key|credential|session|signature/i;
/**
 * A contract's text without its secrets, for reports that people pass on. `[redacted]` stands for
 *
 * - every value under `environment`;
 * - values under `headers` and `json` whose names say that they authenticate (Authorization,
 *   Proxy-Authorization, Cookie, X-Api-Key, password and the like);
 * - user and password of URLs anywhere, comments included.
 *
 * Everything else, formatting and comments too, stays. A secret in an argument of `run`, or one that
 * stands in a comment outside of a URL, is not known for one. Never throws: of a text that can't be
 * read nothing is shown but a note.
 */
export function redactContract(text) {
    try {
        const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false });
        if (document.errors.length > 0)
            return UNREADABLE_CONTRACT;
        return redactUrlCredentials(applyEdits(text, findSecrets(document, text)));
    }
    catch {
        // The parser recurses: a file that nests thousands of levels exhausts its stack.
        return UNREADABLE_CONTRACT;
    }
}
function findSecrets(document, text) {
    const edits = new Map();
    const seen = {
        none: new Set(),
        named: new Set(),
        all: new Set(),
    };
    const visit = (node, secrecy) => {
        // Aliases lead to one node again and again, and may lead to one that holds them.
        if (seen[secrecy].has(node))
            return;
        seen[secrecy].add(node);
        if (isAlias(node))
            visit(node.resolve(document), secrecy);
        else if (isScalar(node)) {
            const edit = editOf(node, secrecy, text);
            if (edit && (secrecy === 'all' || !edits.has(edit.start)))
                edits.set(edit.start, edit);
        }
        else if (isSeq(node))
            for (const item of node.items)
                visit(item, secrecy);
        else if (isMap(node))
            for (const { key, value } of node.items) {
                visit(key, 'none');
                visit(value, secrecyOf(nameOf(key, document), secrecy));
            }
    };
    visit(document.contents, 'none');
    return [...edits.values()];
}
function secrecyOf(name, around) {
    if (around === 'all' || name === 'environment')
        return 'all';
    if (around === 'named')
        return SECRET_NAME.test(name) ? 'all' : 'named';
    return name === 'headers' || name === 'json' ? 'named' : 'none';
}
function nameOf(key, document) {
    const node = isAlias(key) ? key.resolve(document) : key;
    return isScalar(node) ? String(node.value) : '';
}
function editOf(node, secrecy, text) {
    if (!node.range)
        return undefined;
    const [start, valueEnd] = node.range;
    const source = text.slice(start, valueEnd).trimEnd();
    const edit = { start, end: start + source.length };
    if (source === '')
        return undefined;
    if (secrecy === 'all')
        return { ...edit, replacement: REDACTED };
    // Escapes and line breaks can hide a URL from who reads only the text: then all of it goes.
    const isPlain = !/[\\\r\n]/.test(source);
    return !isPlain && hasUrlCredentials(String(node.value))
        ? { ...edit, replacement: REDACTED }
        : undefined;
}
function applyEdits(text, edits) {
    let result = '';
    let from = 0;
    for (const { start, end, replacement } of edits.toSorted((a, b) => a.start - b.start)) {
        result += text.slice(from, start) + replacement;
        from = end;
    }
    return result + text.slice(from);
}
//# sourceMappingURL=redact-contract.js.map