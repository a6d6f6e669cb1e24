/**
 * A non-negative number in plain decimal digits, without an exponent, moved by `places` powers of
 * ten. Works on the digits, so that 0.9995 moved by 2 is exactly `99.95`.
 */
export function decimalText(value, places = 0) {
    const [mantissa = '0', exponent = '0'] = String(value).split('e');
    const [whole = '0', fraction = ''] = mantissa.split('.');
    const digits = whole + fraction;
    const point = whole.length + Number(exponent) + places;
    const padded = point > 0 ? digits.padEnd(point, '0') : '0'.repeat(1 - point) + digits;
    const at = Math.max(point, 1);
    const left = padded.slice(0, at).replace(/^0+(?=\d)/, '');
    const rest = padded.slice(at).replace(/0+$/, '');
    return rest === '' ? left : `${left}.${rest}`;
}
/** `12.5ms` as its amount and its unit; undefined when it does not begin with digits. */
export function splitQuantity(text) {
    const match = /^(\d{1,15}(?:\.\d{1,15})?)(\D.*)?$/s.exec(text);
    return match === null ? undefined : { amount: match[1] ?? '', unit: match[2] ?? '' };
}
//# sourceMappingURL=decimal.js.map