import { splitQuantity } from './decimal.js';
import { right, shown, wrong } from './mistake.js';
/** Reads `500B`, `64KB` (powers of 1000) or `1MiB` (powers of 1024) as whole bytes. */
export function parseSize(value) {
    if (typeof value === 'number')
        return wrong(`${value} has no unit`, expected, `${value}KB`);
    if (typeof value !== 'string')
        return wrong(`${shown(value)} is not a size`, expected);
    const quantity = splitQuantity(value);
    if (quantity === undefined)
        return wrong(`${shown(value)} is not a size`, expected);
    const { amount, unit } = quantity;
    if (unit === '')
        return wrong(`${shown(value)} has no unit`, expected, `${amount}KB`);
    if (!Object.hasOwn(bytesIn, unit)) {
        const letters = unit.trim().toLowerCase();
        const near = Object.keys(bytesIn).find((known) => {
            const lower = known.toLowerCase();
            return lower === letters || lower === `${letters}b`;
        });
        const meant = near === undefined ? undefined : amount + near;
        return wrong(`${shown(value)} has an unknown unit of size`, expected, meant);
    }
    const bytes = Math.round(Number(amount) * (bytesIn[unit] ?? 0));
    return Number.isSafeInteger(bytes)
        ? right(bytes)
        : wrong(`${shown(value)} is too large`, expected);
}
/** Reads `64KB/s` or `1MiB/s` as whole bytes per second, above 0. */
export function parseBandwidth(value) {
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string') {
        return wrong(`${shown(value)} is not a bandwidth`, expectedBandwidth);
    }
    const perSecond = text.endsWith('/s');
    const size = parseSize(perSecond ? text.slice(0, -'/s'.length) : text);
    if (!size.ok) {
        const near = size.mistakes[0]?.nearest;
        const meant = near === undefined ? undefined : `${near}/s`;
        return wrong(`${shown(text)} is not a bandwidth`, expectedBandwidth, meant);
    }
    if (!perSecond)
        return wrong(`${shown(text)} has no "/s"`, expectedBandwidth, `${text}/s`);
    return size.value > 0
        ? size
        : wrong(`${shown(text)} lets nothing pass`, 'a bandwidth above 0; to let nothing pass, use partition');
}
const bytesIn = {
    B: 1,
    KB: 1000,
    kB: 1000,
    KiB: 1024,
    MB: 1e6,
    MiB: 1024 ** 2,
    GB: 1e9,
    GiB: 1024 ** 3,
};
const expected = 'a size such as 500B, 64KB or 1MiB';
const expectedBandwidth = 'a bandwidth such as 64KB/s or 1MiB/s';
//# sourceMappingURL=size.js.map