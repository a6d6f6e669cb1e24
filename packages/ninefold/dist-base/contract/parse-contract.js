import { crossChecks } from './cross-checks.js';
import { withDefaults } from './defaults.js';
import { draftOf } from './draft.js';
import { mistake } from './mistake.js';
import { isMapping } from './schema-walk.js';
import { schemaMistakes } from './schema-mistakes.js';
import { contractSchema } from './schema.js';
import { readYaml } from './yaml-source.js';
/**
 * Reads `ninefold.yaml`. Never throws, whatever the text. All problems come at once, each once, in
 * the order of the file; only when the text is no YAML at all are its words not looked at.
 *
 * @param file how problems name the file
 */
export function parseContract(text, file) {
    const source = readYaml(text);
    const found = placedMistakes(source);
    const { data } = source;
    if (data !== undefined) {
        const parsed = contractSchema.safeParse(data);
        const located = parsed.success ? [] : schemaMistakes(contractSchema, data, parsed.error.issues);
        if (!isMapping(data))
            located.splice(0, Infinity, notAContract(data));
        else
            located.push(...crossChecks(draftOf(data)));
        found.push(...located.map((one) => place(one, source)));
        if (parsed.success && found.length === 0) {
            return { ok: true, contract: withDefaults(parsed.data) };
        }
    }
    return { ok: false, problems: problemsOf(found, text, file) };
}
/**
 * Mistakes in a contract that parsing could not know of, as problems with their place in its text.
 *
 * @param file how problems name the file
 */
export function problemsAt(mistakes, text, file) {
    const source = readYaml(text);
    return problemsOf(mistakes.map((one) => place(one, source)), text, file);
}
/**
 * What is wrong with a text as YAML, apart from what it says.
 *
 * @param file how problems name the file
 */
export function yamlProblems(text, file) {
    return problemsOf(placedMistakes(readYaml(text)), text, file);
}
function placedMistakes({ mistakes }) {
    return mistakes.map(({ span, path, message, expected }) => ({
        span,
        path,
        mistake: mistake(message, expected),
    }));
}
function problemsOf(found, text, file) {
    const lineStarts = [0, ...Array.from(text.matchAll(/\n/g), (match) => match.index + 1)];
    return inOrder(found.map((one) => problemOf(one, text, lineStarts, file)));
}
function notAContract(data) {
    const message = data === null ? 'the contract is empty' : 'a contract is a mapping of keys';
    const expected = 'service, promise and what runs; "ninefold init" writes an example';
    return { path: [], at: 'value', mistake: mistake(message, expected) };
}
/** A part of a text is pointed at where the text stands as it is; else the whole value is. */
function place({ path, at, mistake: found }, source) {
    const part = found.span;
    const start = part === undefined || part.length === 0 ? undefined : source.locateText(path);
    const span = part === undefined || start === undefined
        ? source.locate(path, at)
        : { offset: start + part.offset, length: part.length };
    return { span, path, mistake: found };
}
function problemOf({ span, path, mistake: found }, text, lineStarts, file) {
    const line = lineOf(span.offset, lineStarts);
    const end = text.indexOf('\n', span.offset);
    const until = Math.min(span.offset + span.length, end === -1 ? text.length : end);
    return {
        file,
        line,
        column: span.offset - (lineStarts[line - 1] ?? 0) + 1,
        path: pathText(path),
        found: text.slice(span.offset, until).trimEnd(),
        message: found.message,
        expected: found.expected,
        ...(found.nearest === undefined ? {} : { nearest: found.nearest }),
    };
}
/** The line of an offset, counted from 1, by bisection. */
function lineOf(offset, lineStarts) {
    let [low, high] = [0, lineStarts.length];
    while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((lineStarts[middle] ?? 0) <= offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}
function pathText(path) {
    return path
        .map((step, index) => {
        if (typeof step === 'number')
            return `[${step}]`;
        return index === 0 ? step : `.${step}`;
    })
        .join('');
}
/** An alias brings the same mistake to several paths: it is told once, where it stands. */
function inOrder(problems) {
    const told = new Set();
    return problems
        .toSorted((a, b) => a.line - b.line || a.column - b.column)
        .filter(({ line, column, message }) => {
        const key = `${line}:${column}:${message}`;
        return told.has(key) ? false : told.add(key);
    });
}
//# sourceMappingURL=parse-contract.js.map