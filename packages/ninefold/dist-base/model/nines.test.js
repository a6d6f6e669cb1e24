import { expect, test } from 'vitest';
import { availabilityOf, budgets, mtbfFor, mttrFor, ninesOf } from './nines.js';
// SRE book, appendix A "Availability Table"; SRE workbook, "Implementing SLOs".
test.each([
    [0.9, 36.5 * 1440, 72 * 60, 144],
    [0.95, 18.25 * 1440, 36 * 60, 72],
    [0.99, 3.65 * 1440, 7.2 * 60, 14.4],
    [0.995, 1.83 * 1440, 3.6 * 60, 7.2],
    [0.999, 8.76 * 60, 43.2, 1.44],
    [0.9995, 4.38 * 60, 21.6, 0.72],
    [0.9999, 52.6, 4.32, 8.64 / 60],
    [0.99999, 5.26, 25.9 / 60, 0.864 / 60],
])('%d allows what the availability table of the SRE book says', (objective, year, thirty, day) => {
    const allowed = budgets(objective);
    expect(allowed.year / year).toBeCloseTo(1, 2);
    expect(allowed['30 days'] / thirty).toBeCloseTo(1, 2);
    expect(allowed.day / day).toBeCloseTo(1, 2);
    expect(allowed.month * 12).toBeCloseTo(allowed.year, 9);
});
// AWS Well-Architected, Reliability Pillar, "Availability": 8 h 45 min, 4 h 22 min, 52 min, 5 min.
test.each([
    [0.999, 525.6],
    [0.9995, 262.8],
    [0.9999, 52.56],
    [0.99999, 5.256],
])('%d a year is what the table of AWS rounds down', (objective, minutes) => {
    expect(budgets(objective).year).toBeCloseTo(minutes, 6);
});
test('the worked example: 720 h and 30 minutes are 99.93 %', () => {
    expect(availabilityOf(720, 0.5)).toBeCloseTo(0.999306, 6);
    expect(ninesOf(0.999)).toBeCloseTo(3, 12);
});
test('the reverse questions give the forward answer back', () => {
    expect(availabilityOf(720, mttrFor(0.9995, 720))).toBeCloseTo(0.9995, 12);
    expect(availabilityOf(mtbfFor(0.9995, 0.5), 0.5)).toBeCloseTo(0.9995, 12);
});
//# sourceMappingURL=nines.test.js.map