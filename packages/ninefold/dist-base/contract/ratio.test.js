import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRatio, parseRatio } from './ratio.js';
test.each([
    ['99.95%', 0.9995],
    [0.9995, 0.9995],
    ['0.9995', 0.9995],
    ['100%', 1],
    [1, 1],
    ['0%', 0],
    ['99.999%', 0.99999],
    [1e-7, 1e-7],
])('reads %j as %d', (written, ratio) => {
    expect(parseRatio(written)).toEqual({ ok: true, value: ratio });
});
test.each([
    [99.95, '99.95 is more than 1', '99.95%'],
    ['99.9', '"99.9" is more than 1', '99.9%'],
    ['99.9 %', '"99.9 %" has a space before its %', '99.9%'],
    ['101%', '"101%" is more than 100%', undefined],
    [500, '500 is more than 1', undefined],
    [-0.5, '-0.5 is not a ratio', undefined],
    [Number.NaN, 'NaN is not a ratio', undefined],
    [Infinity, 'Infinity is not a ratio', undefined],
    ['three nines', '"three nines" is not a ratio', undefined],
    [null, 'nothing is not a ratio', undefined],
    [{}, 'a mapping is not a ratio', undefined],
])('says of %j that %s', (written, message, nearest) => {
    const parsed = parseRatio(written);
    const found = parsed.ok ? undefined : parsed.mistakes[0];
    expect(found?.message).toBe(message);
    expect(found?.nearest).toBe(nearest);
});
test.each([
    [0.9995, '99.95%'],
    [1, '100%'],
    [0, '0%'],
    [0.07, '7%'],
    [1e-9, '0.0000001%'],
])('writes %d as %s', (ratio, written) => {
    expect(formatRatio(ratio)).toBe(written);
});
test('reads back every ratio it writes, to the last bit', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (ratio) => {
        const parsed = parseRatio(formatRatio(ratio));
        expect(parsed.ok && parsed.value + 0).toBe(ratio + 0);
    }));
});
//# sourceMappingURL=ratio.test.js.map