import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationPattern, formatDuration, maxDurationMs, parseDuration } from './duration.js';
test.each([
    ['250ms', 250],
    ['10s', 10_000],
    ['1.5s', 1500],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['30d', 2_592_000_000],
    ['720h', 2_592_000_000],
    ['0', 0],
    [0, 0],
    ['0s', 0],
    ['1.005s', 1005],
])('reads %j as %d ms', (written, durationMs) => {
    expect(parseDuration(written)).toEqual({ ok: true, value: durationMs });
});
test.each([
    [5, '5 has no unit', '5s'],
    ['5', '"5" has no unit', '5s'],
    ['5 seconds', '"5 seconds" has an unknown unit of time', '5s'],
    ['30 days', '"30 days" has an unknown unit of time', '30d'],
    ['5S', '"5S" has an unknown unit of time', '5s'],
    ['5parsecs', '"5parsecs" has an unknown unit of time', undefined],
    [-1, '-1 is negative, and a duration is not', undefined],
    ['-1s', '"-1s" is negative, and a duration is not', undefined],
    ['soon', '"soon" is not a duration', undefined],
    ['', '"" is not a duration', undefined],
    [null, 'nothing is not a duration', undefined],
    [true, 'true is not a duration', undefined],
    [[], 'a list is not a duration', undefined],
    ['36501d', '"36501d" is longer than 100 years', undefined],
    ['1__proto__', '"1__proto__" has an unknown unit of time', undefined],
])('says of %j that %s', (written, message, nearest) => {
    const parsed = parseDuration(written);
    const found = parsed.ok ? undefined : parsed.mistakes[0];
    expect(found?.message).toBe(message);
    expect(found?.nearest).toBe(nearest);
});
test.each([
    [0, '0'],
    [1500, '1500ms'],
    [5000, '5s'],
    [90_000, '90s'],
    [2_592_000_000, '30d'],
    [33.25, '33.25ms'],
])('writes %d ms as %s', (durationMs, written) => {
    expect(formatDuration(durationMs)).toBe(written);
});
test('reads back every duration it writes, and an editor takes it', () => {
    const microseconds = fc
        .integer({ min: 0, max: maxDurationMs })
        .chain((ms) => fc
        .integer({ min: 0, max: 999 })
        .map((us) => (ms < 1e9 ? Math.round(ms * 1000 + us) / 1000 : ms)));
    fc.assert(fc.property(microseconds, (durationMs) => {
        const written = formatDuration(durationMs);
        expect(parseDuration(written)).toEqual({ ok: true, value: durationMs });
        expect(written).toMatch(new RegExp(durationPattern));
    }));
});
//# sourceMappingURL=duration.test.js.map