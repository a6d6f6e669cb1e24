import { nominalLengthMs } from './window.js';
/**
 * The rows for an objective over a window. The shares and windows are those of "The Site Reliability
 * Workbook", chapter 5 (2 % in 1 h, 5 % in 6 h, 10 % in 1 d, 10 % in 3 d), the factors follow: 14.4,
 * 6, 3 and 1 for 30 d. A long window is shortened when its factor would be below 1, where the
 * objective is being kept; it is lengthened until half of all events failing reaches the threshold,
 * or a loose objective could never alert. Rows that become the same are one; a window too short for
 * a row has none of it.
 */
export function burnRowsOf(window, objective) {
    const lengthMs = nominalLengthMs(window);
    const budget = 1 - objective;
    const rows = [];
    for (const { severity, share, usualMs } of SHARES) {
        const mostMs = floorTo(share * lengthMs, STEP_MS);
        if (mostMs < STEP_MS)
            continue;
        const leastMs = ceilTo((share * lengthMs * budget) / REACHABLE_RATIO, STEP_MS);
        const longMs = Math.min(Math.max(usualMs, leastMs), mostMs);
        const factor = Number(((share * lengthMs) / longMs).toPrecision(12));
        const threshold = Number((factor * budget).toPrecision(12));
        const row = { severity, share, longMs, shortMs: longMs / 12, factor, threshold };
        const isThere = rows.some((one) => one.severity === severity && one.longMs === longMs && one.factor === factor);
        if (!isThere)
            rows.push(row);
    }
    return rows;
}
const hourMs = 3_600_000;
const SHARES = [
    { severity: 'page', share: 0.02, usualMs: hourMs },
    { severity: 'page', share: 0.05, usualMs: 6 * hourMs },
    { severity: 'ticket', share: 0.1, usualMs: 24 * hourMs },
    { severity: 'ticket', share: 0.1, usualMs: 72 * hourMs },
];
/** Long windows are whole hours, so that short ones are whole times 5 min, the base of all rules. */
const STEP_MS = hourMs;
const REACHABLE_RATIO = 0.5;
/** Without what floating point adds: 0.1 x 30 d is 3 d. */
function floorTo(value, step) {
    return Math.floor(value / step + 1e-9) * step;
}
function ceilTo(value, step) {
    return Math.ceil(value / step - 1e-9) * step;
}
//# sourceMappingURL=burn.js.map