import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { manifest, manifestText } from './manifest.js';
const object = { kind: 'A', spec: { 'a.b/c': 1, list: [{ first: 'yes', second: true }] } };
test('a reason is a comment above its key, and the object stays what it was', () => {
    const text = manifestText([
        manifest(object, { spec: 'one', 'spec.list.0.second': 'two', 'spec.list.0': 'three' }),
        manifest({ kind: 'B' }),
    ]);
    expect(text).toBe(`kind: A
# one
spec:
  a.b/c: 1
  list:
    # three
    - first: "yes"
      # two
      second: true
---
kind: B
`);
    expect(parseAllDocuments(text).map((document) => document.toJS())).toEqual([
        object,
        { kind: 'B' },
    ]);
});
test('a reason for what is not there is refused', () => {
    expect(() => manifestText([manifest(object, { 'spec.lost': 'x' })])).toThrow(RangeError);
    expect(() => manifestText([manifest(object, { 'spec.list.4': 'x' })])).toThrow(RangeError);
});
//# sourceMappingURL=manifest.test.js.map