import { decimalText, splitQuantity } from './decimal.js';
import { right, shown, wrong } from './mistake.js';
import { nearestName } from './nearest-name.js';
/** A JSON Schema pattern of what `parseDuration` takes. */
export const durationPattern = '^(0|[0-9]{1,15}(\\.[0-9]{1,15})?(ms|s|m|h|d))$';
/** The longest duration a contract may name: 100 years of 365 days (ms). */
export const maxDurationMs = 36_500 * 86_400_000;
/**
 * Reads `250ms`, `10s`, `5m`, `2h`, `30d` or a bare `0`, as milliseconds rounded to whole
 * microseconds.
 */
export function parseDuration(value) {
    if (value === 0 || value === '0')
        return right(0);
    if (typeof value === 'number') {
        return value < 0 ? negative(value) : wrong(`${value} has no unit`, expected, `${value}s`);
    }
    if (typeof value !== 'string')
        return wrong(`${shown(value)} is not a duration`, expected);
    const quantity = splitQuantity(value);
    if (quantity === undefined) {
        return /^-\d/.test(value)
            ? negative(value)
            : wrong(`${shown(value)} is not a duration`, expected);
    }
    const { amount, unit } = quantity;
    if (unit === '')
        return wrong(`${shown(value)} has no unit`, expected, `${amount}s`);
    if (!Object.hasOwn(unitMs, unit)) {
        const near = nearestName(unit.trim(), Object.keys(unitMs), unitWords);
        const meant = near === undefined ? undefined : amount + near;
        return wrong(`${shown(value)} has an unknown unit of time`, expected, meant);
    }
    const durationMs = Math.round(Number(amount) * (unitMs[unit] ?? 0) * 1000) / 1000;
    return durationMs > maxDurationMs
        ? wrong(`${shown(value)} is longer than 100 years`, expected)
        : right(durationMs);
}
/**
 * A duration as a contract writes it, in the largest unit that needs no fraction: `1500ms`, `2s`,
 * `30d`. `parseDuration` gives the same number back.
 *
 * @param durationMs 0 or more; whole microseconds are kept
 */
export function formatDuration(durationMs) {
    if (durationMs === 0)
        return '0';
    for (const unit of ['d', 'h', 'm', 's']) {
        if (durationMs % unitMs[unit] === 0)
            return `${decimalText(durationMs / unitMs[unit])}${unit}`;
    }
    return `${decimalText(Math.round(durationMs * 1000) / 1000)}ms`;
}
const unitMs = {
    ms: 1,
    s: 1000,
    m: 60_000,
    h: 3_600_000,
    d: 86_400_000,
};
const unitWords = {
    msec: 'ms',
    millis: 'ms',
    millisecond: 'ms',
    milliseconds: 'ms',
    sec: 's',
    secs: 's',
    second: 's',
    seconds: 's',
    min: 'm',
    mins: 'm',
    minute: 'm',
    minutes: 'm',
    hour: 'h',
    hours: 'h',
    hr: 'h',
    day: 'd',
    days: 'd',
};
const expected = 'a duration such as 250ms, 10s, 5m, 2h, 30d, or 0';
function negative(value) {
    return wrong(`${shown(value)} is negative, and a duration is not`, expected);
}
//# sourceMappingURL=duration.js.map