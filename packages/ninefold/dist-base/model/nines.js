/** Windows in which people count an error budget (ms). The month is a twelfth of 365 days. */
export const budgetWindowsMs = {
    day: 86_400_000,
    month: (365 * 86_400_000) / 12,
    '30 days': 30 * 86_400_000,
    year: 365 * 86_400_000,
};
/**
 * The error budget of an objective, in minutes (SRE workbook, "Implementing SLOs": 1 - SLO).
 *
 * @param availability 0 to 1
 */
export function budgets(availability) {
    const minutes = (window) => ((1 - availability) * budgetWindowsMs[window]) / 60_000;
    return {
        day: minutes('day'),
        month: minutes('month'),
        '30 days': minutes('30 days'),
        year: minutes('year'),
    };
}
/** How many nines: -log10(1 - availability); 99.9 % is 3, 99.95 % is 3.3. Infinite for 1. */
export function ninesOf(availability) {
    return -Math.log10(1 - availability);
}
/** MTBF / (MTBF + MTTR), in any one unit; the MTBF is the mean time up between two failures. */
export function availabilityOf(mtbf, mttr) {
    return mtbf / (mtbf + mttr);
}
/** The longest MTTR that keeps an objective at this MTBF: MTBF (1 - A) / A, in the unit of the MTBF. */
export function mttrFor(availability, mtbf) {
    return (mtbf * (1 - availability)) / availability;
}
/** The shortest MTBF that keeps an objective at this MTTR: MTTR A / (1 - A), in its unit. */
export function mtbfFor(availability, mttr) {
    return (mttr * availability) / (1 - availability);
}
//# sourceMappingURL=nines.js.map