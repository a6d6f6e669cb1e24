import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalText } from './decimal.js';
import { parseBandwidth, parseSize } from './size.js';
const units = { KB: 1e3, KiB: 1024, MB: 1e6, MiB: 1024 ** 2, GB: 1e9, GiB: 1024 ** 3 };
/** In the largest unit that needs no fraction. */
function written(bytes) {
    const [unit, size] = Object.entries(units)
        .toReversed()
        .find(([, of]) => bytes % of === 0) ?? ['B', 1];
    return `${decimalText(bytes / size)}${unit}`;
}
test.each([
    ['500B', 500],
    ['64KB', 64_000],
    ['64kB', 64_000],
    ['1.5KB', 1500],
    ['1MiB', 1_048_576],
    ['2GB', 2e9],
])('reads %j as %d bytes', (written, bytes) => {
    expect(parseSize(written)).toEqual({ ok: true, value: bytes });
});
test.each([
    ['64KB/s', 64_000],
    ['1MiB/s', 1_048_576],
])('reads %j as %d bytes per second', (written, bytesPerSecond) => {
    expect(parseBandwidth(written)).toEqual({ ok: true, value: bytesPerSecond });
});
test.each([
    ['64KB', '"64KB" has no "/s"', '64KB/s'],
    ['64/s', '"64/s" is not a bandwidth', '64KB/s'],
    [64, '"64" is not a bandwidth', '64KB/s'],
    ['64k/s', '"64k/s" is not a bandwidth', '64KB/s'],
    ['64mib/s', '"64mib/s" is not a bandwidth', '64MiB/s'],
    ['0KB/s', '"0KB/s" lets nothing pass', undefined],
    ['fast', '"fast" is not a bandwidth', undefined],
    [null, 'nothing is not a bandwidth', undefined],
])('says of the bandwidth %j that %s', (written, message, nearest) => {
    const parsed = parseBandwidth(written);
    const found = parsed.ok ? undefined : parsed.mistakes[0];
    expect(found?.message).toBe(message);
    expect(found?.nearest).toBe(nearest);
});
test('a size beyond whole numbers is an error, not a rounded size', () => {
    expect(parseSize('999999999999999GiB').ok).toBe(false);
});
test('reads every size and bandwidth, in whatever unit', () => {
    // Above 15 digits a contract writes no number.
    fc.assert(fc.property(fc.integer({ min: 1, max: 999_999_999_999_999 }), (bytes) => {
        expect(parseSize(written(bytes))).toEqual({ ok: true, value: bytes });
        expect(parseBandwidth(`${written(bytes)}/s`)).toEqual({ ok: true, value: bytes });
    }));
});
//# sourceMappingURL=size.test.js.map