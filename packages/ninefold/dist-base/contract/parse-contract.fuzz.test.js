import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { initTemplate } from './init-template.js';
import { parseContract } from './parse-contract.js';
import { formatProblem } from './problem.js';
/** What holds for any text: a contract, or problems that lie in the text, in order, each once. */
function judge(text) {
    const parsed = parseContract(text, 'ninefold.yaml');
    if (parsed.ok) {
        // Completed: nothing is left for later code to find missing.
        expect(() => JSON.stringify(parsed.contract)).not.toThrow();
        return;
    }
    expect(parsed.problems.length).toBeGreaterThan(0);
    const lines = text.split('\n');
    const seen = new Set();
    let before = { line: 0, column: 0 };
    for (const problem of parsed.problems) {
        const { line, column, found, message } = problem;
        expect(line > before.line || (line === before.line && column >= before.column)).toBe(true);
        before = { line, column };
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(lines[line - 1]?.slice(column - 1).startsWith(found)).toBe(true);
        expect(message).not.toBe('');
        expect(seen.has(`${line}:${column}:${message}`)).toBe(false);
        seen.add(`${line}:${column}:${message}`);
        expect(formatProblem(problem, text)).toContain(`ninefold.yaml:${line}:${column}: `);
    }
}
const good = initTemplate('checkout');
const keys = 'service promise availability rto rpo app run stores orders workload write read proof faults calls';
const values = [
    '99.9%',
    '5s',
    '0',
    '200/s',
    '~',
    '{{id}}',
    'kill app',
    'postgres',
    '.nan',
    '1e400',
];
const marks = [
    ': ',
    ':',
    '- ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    '\n',
    '\n  ',
    '\n    ',
    '"',
    "'",
    '|',
    '>',
];
const traps = [
    '&a ',
    '*a',
    '!x ',
    '#',
    '---',
    '...',
    '%YAML 1.1',
    '?',
    '<<',
    '__proto__',
    '\t',
    '\r\n',
];
const words = fc.constantFrom(...keys.split(' '), ...values, ...marks, ...traps, '\0');
test('any text is a contract or has problems in it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), judge), { numRuns: 300 });
});
test('any heap of YAML is a contract or has problems in it', () => {
    const heap = fc.array(words, { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(fc.property(heap, judge), { numRuns: 1000 });
});
test('any data is a contract or has problems in it', () => {
    const topKeys = fc.constantFrom('service', 'promise', 'app', 'stores', 'workload', 'proof', 'calls');
    const data = fc.dictionary(topKeys, fc.jsonValue({ maxDepth: 4 }));
    fc.assert(fc.property(data, (value) => judge(stringify(value))), { numRuns: 300 });
});
test('a good contract with some damage is a contract or has problems in it', () => {
    const cut = fc.record({
        at: fc.nat(good.length),
        length: fc.nat(12),
        put: fc.oneof(words, fc.string({ maxLength: 4 })),
    });
    fc.assert(fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
        let text = good;
        for (const { at, length, put } of cuts) {
            text = text.slice(0, at) + put + text.slice(at + length);
        }
        judge(text);
    }), { numRuns: 400 });
});
test('a bomb of aliases is refused, not built', () => {
    const levels = Array.from({ length: 30 }, (_, level) => level === 0
        ? 'a0: &a0 [x, x]'
        : `a${level}: &a${level} [*a${level - 1}, *a${level - 1}, *a${level - 1}]`);
    const parsed = parseContract(levels.join('\n'), 'ninefold.yaml');
    expect(parsed.ok ? [] : parsed.problems.map(({ message }) => message)).toEqual([
        'the aliases stand for too much',
    ]);
});
test.each([
    ['an alias that holds itself', 'app: &a { run: [*a] }\n'],
    ['five thousand nested lists', `app: ${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['a hundred thousand nested lists', '['.repeat(100_000)],
    ['a text too long', `# ${'x'.repeat(300_000)}`],
    ['ten thousand unknown keys', Array.from({ length: 10_000 }, (_, n) => `key${n}: 1`).join('\n')],
])('%s gives problems, not an exception', (_what, text) => {
    const parsed = parseContract(text, 'ninefold.yaml');
    expect(parsed.ok ? 0 : parsed.problems.length).toBeGreaterThan(0);
});
//# sourceMappingURL=parse-contract.fuzz.test.js.map