import { right, shown, wrong } from './mistake.js';
/** A JSON Schema pattern of what `parseRate` takes. */
export const ratePattern = '^[0-9]{1,15}(\\.[0-9]{1,15})?/(s|m|h)$';
/** The highest rate a contract may ask of one client process (operations per second). */
export const maxRatePerSecond = 20_000;
/** Reads `200/s`, `600/m` or `3600/h` as a rate per second: above 0, at most 20,000. */
export function parseRate(value) {
    if (typeof value !== 'number' && typeof value !== 'string') {
        return wrong(`${shown(value)} is not a rate`, expected);
    }
    const match = /^(\d{1,15}(?:\.\d{1,15})?)(?:\s*(?:\/|per )\s*([a-z]+))?$/i.exec(String(value));
    if (match === null)
        return wrong(`${shown(value)} is not a rate`, expected);
    const [, amount = '', period] = match;
    if (period === undefined)
        return wrong(`${shown(value)} has no unit`, expected, `${amount}/s`);
    if (!Object.hasOwn(secondsIn, period) || value !== `${amount}/${period}`) {
        const near = period[0]?.toLowerCase() ?? '';
        const meant = Object.hasOwn(secondsIn, near) ? `${amount}/${near}` : undefined;
        return wrong(`${shown(value)} is not a rate`, expected, meant);
    }
    const ratePerSecond = Number(amount) / (secondsIn[period] ?? 1);
    return ratePerSecond > 0 && ratePerSecond <= maxRatePerSecond
        ? right(ratePerSecond)
        : wrong(`${shown(value)} is out of range`, 'a rate above 0 and at most 20000/s');
}
const secondsIn = { s: 1, m: 60, h: 3600 };
const expected = 'a rate such as 200/s, 600/m or 3600/h';
//# sourceMappingURL=rate.js.map