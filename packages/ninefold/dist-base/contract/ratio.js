import { decimalText } from './decimal.js';
import { right, shown, wrong } from './mistake.js';
/** A JSON Schema pattern of the percentages that `parseRatio` takes. */
export const percentPattern = '^(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?)%$';
/** Reads `99.95%` or `0.9995` as a ratio of 0 to 1, exactly: 99.95% is the number 0.9995. */
export function parseRatio(value) {
    if (typeof value !== 'number' && typeof value !== 'string') {
        return wrong(`${shown(value)} is not a ratio`, expected);
    }
    const match = /^(\d+(?:\.\d+)?)(\s*%)?$/.exec(String(value));
    if (match === null) {
        return typeof value === 'number' && value >= 0 && value < 1
            ? right(value)
            : wrong(`${shown(value)} is not a ratio`, expected);
    }
    const [, digits = '', percent] = match;
    const ratio = Number(percent === undefined ? digits : `${digits}e-2`);
    if (percent !== undefined && percent !== '%') {
        return wrong(`${shown(value)} has a space before its %`, expected, `${digits}%`);
    }
    if (ratio <= 1)
        return right(ratio);
    const meant = percent === undefined && ratio <= 100 ? `${digits}%` : undefined;
    return wrong(`${shown(value)} is more than ${percent === undefined ? '1' : '100%'}`, expected, meant);
}
/**
 * A ratio as a percentage: 0.9995 is `99.95%`. `parseRatio` gives the same number back.
 *
 * @param ratio 0 to 1
 */
export function formatRatio(ratio) {
    return `${decimalText(ratio, 2)}%`;
}
const expected = 'a percentage such as 99.95%, or a number from 0 to 1 such as 0.9995';
//# sourceMappingURL=ratio.js.map