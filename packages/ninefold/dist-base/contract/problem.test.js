import { expect, test } from 'vitest';
import { formatProblem } from './problem.js';
const problem = {
    file: 'ninefold.yaml',
    line: 2,
    column: 3,
    path: 'promise.rtoo',
    found: 'rtoo',
    message: '"rtoo" is not known in "promise"',
    expected: 'one of rto, rpo',
    nearest: 'rto',
};
test('reads like a compiler, with a caret under what is wrong', () => {
    expect(formatProblem(problem, 'promise:\n  rtoo: 5s\n')).toBe([
        'ninefold.yaml:2:3: "rtoo" is not known in "promise"; expected one of rto, rpo; did you mean "rto"?',
        '  2 |   rtoo: 5s',
        '    |   ^^^^',
    ].join('\n'));
});
test('keeps tabs before the caret, so that it stays under the text', () => {
    expect(formatProblem({ ...problem, line: 1 }, 'a\t\trtoo').split('\n')[2]).toBe('    |  \t^^^^');
});
test('passes no control character on to the terminal', () => {
    const evil = { ...problem, message: 'red \u001b[31m', found: '\u001b[2J' };
    const shown = formatProblem(evil, 'promise:\r\n  \u001b[2J\u202e: 5s\r\n');
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});
test('shows the part around a mistake in a very long line', () => {
    const text = `${'x'.repeat(5000)}rtoo`;
    const [, source = '', carets = ''] = formatProblem({ ...problem, line: 1, column: 5001 }, text).split('\n');
    expect(source.length).toBeLessThan(140);
    expect(source.indexOf('rtoo')).toBe(carets.indexOf('^'));
});
test('leaves the source out where the line is empty or beyond the text', () => {
    expect(formatProblem({ ...problem, line: 9 }, 'a')).not.toContain('\n');
    expect(formatProblem({ ...problem, line: 1 }, '')).not.toContain('\n');
});
//# sourceMappingURL=problem.test.js.map