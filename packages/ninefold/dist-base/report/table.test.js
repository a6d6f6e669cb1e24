import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderTable, wrap } from './table.js';
test('narrows the widest column first and wraps at words', () => {
    expect(renderTable(['a', 'b'], [[{ text: 'x' }, { text: 'one two three' }]], 12)).toEqual([
        'a  b',
        '────────────',
        'x  one two',
        '   three',
    ]);
});
test('property: wrapping loses no character and exceeds no width', () => {
    fc.assert(fc.property(fc.string(), fc.integer({ min: 1, max: 30 }), (text, width) => {
        const lines = wrap(text, width);
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }));
});
//# sourceMappingURL=table.test.js.map