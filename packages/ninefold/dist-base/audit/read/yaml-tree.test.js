import { expect, it } from 'vitest';
import { applyEdits } from '../fixes.js';
import { readFile } from './read-file.js';
const one = (text) => {
    const [part] = readFile('a.yaml', text).parts;
    if (part === undefined)
        throw new RangeError('no part');
    return part;
};
const head = 'apiVersion: v1\nkind: Pod\n';
it('knows the line and column of a value, of its key, and of what holds a missing one', () => {
    const part = one(`${head}spec:\n  containers:\n    - name: a\n      image: "b:1"\n`);
    expect(part.locate(['spec', 'containers', 0, 'image'])).toMatchObject({ line: 6, column: 15 });
    expect(part.locate(['spec', 'containers', 0, 'image'], 'key')).toMatchObject({
        line: 6,
        column: 7,
    });
    expect(part.locate(['spec', 'containers', 0, 'ports'])).toMatchObject({ line: 5, column: 7 });
});
it('counts lines through documents, lists, block texts and comments', () => {
    const text = `# first\n---\n${head}metadata: { name: a }\n--- # second\n${head}metadata:\n  annotations:\n    x: |\n      ---\n      kind: no\n  name: b # here\n`;
    const { parts, unread } = readFile('a.yaml', text);
    expect(unread).toEqual([]);
    expect(parts.map((part) => part.locate(['metadata', 'name']).line)).toEqual([5, 14]);
});
it('takes the items of a List apart', () => {
    const { parts } = readFile('-', `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: { name: a }\n`);
    expect(parts).toHaveLength(1);
    expect(parts[0]?.locate(['metadata', 'name'])).toMatchObject({ file: '-', line: 6, column: 23 });
});
it('follows aliases and merges', () => {
    const part = one(`${head}x: &x { a: 1, b: 2 }\ny: *x\nz: { <<: *x, b: 3 }\n`);
    expect(JSON.parse(JSON.stringify(part.data))).toMatchObject({
        y: { a: 1, b: 2 },
        z: { a: 1, b: 3 },
    });
});
it('refuses a bomb of aliases, and one that holds itself, with its place', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (const [index, name] of 'bcdefghi'.split('').entries()) {
        const before = 'abcdefgh'[index];
        bomb.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`);
    }
    const { unread } = readFile('bomb.yaml', bomb.join('\n'));
    expect(unread).toHaveLength(1);
    expect(unread[0]).toMatchObject({
        message: expect.stringContaining('aliases stand for more than'),
        place: { file: 'bomb.yaml', line: 6 },
    });
    expect(readFile('a.yaml', 'a: &a [*a]\n').unread[0]?.message).toContain('holds itself');
});
it('refuses a file that is too long, and one that nests without end', () => {
    expect(readFile('long.yaml', ' '.repeat(64 * 1024 * 1024 + 1)).unread[0]?.message).toContain('the file is 65 MiB long');
    expect(readFile('deep.yaml', '['.repeat(100_000)).unread).toHaveLength(1);
});
it('says where a mistake is, in the document it is in', () => {
    const { parts, unread } = readFile('a.yaml', `${head}---\na: [1\nb: 2\n---\n${head}`);
    expect(parts).toHaveLength(2);
    expect(unread[0]?.place.line).toBeGreaterThanOrEqual(4);
    expect(unread[0]?.place.line).toBeLessThanOrEqual(6);
});
it('knows a template of Helm', () => {
    expect(readFile('a.yaml', 'a: {{ .Values.a }}\nb: {{- if x }}\n').unread[0]?.message).toContain('helm template');
});
it('sets a value in place, and keeps every comment', () => {
    const text = `${head}spec: # the spec\n  # how many\n  replicas: "1" # one\n  list:\n    - a: 1 # first\n`;
    const part = one(text);
    const edits = [
        part.edit?.(['spec', 'replicas'], '3'),
        part.edit?.(['spec', 'list', 0, 'b'], 'true'),
    ].filter((edit) => edit !== undefined);
    expect(applyEdits(text, edits)).toBe(`${head}spec: # the spec\n  # how many\n  replicas: 3 # one\n  list:\n    - b: true\n      a: 1 # first\n`);
});
//# sourceMappingURL=yaml-tree.test.js.map