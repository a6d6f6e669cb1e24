/** Windows in which people count an error budget (ms). The month is a twelfth of 365 days. */
export declare const budgetWindowsMs: Readonly<Record<BudgetWindow, number>>;
export type BudgetWindow = 'day' | 'month' | '30 days' | 'year';
/** Minutes that may be bad in each window: (1 - objective) x window. */
export type Budgets = Readonly<Record<BudgetWindow, number>>;
/**
 * The error budget of an objective, in minutes (SRE workbook, "Implementing SLOs": 1 - SLO).
 *
 * @param availability 0 to 1
 */
export declare function budgets(availability: number): Budgets;
/** How many nines: -log10(1 - availability); 99.9 % is 3, 99.95 % is 3.3. Infinite for 1. */
export declare function ninesOf(availability: number): number;
/** MTBF / (MTBF + MTTR), in any one unit; the MTBF is the mean time up between two failures. */
export declare function availabilityOf(mtbf: number, mttr: number): number;
/** The longest MTTR that keeps an objective at this MTBF: MTBF (1 - A) / A, in the unit of the MTBF. */
export declare function mttrFor(availability: number, mtbf: number): number;
/** The shortest MTBF that keeps an objective at this MTTR: MTTR A / (1 - A), in its unit. */
export declare function mtbfFor(availability: number, mttr: number): number;
//# sourceMappingURL=nines.d.ts.map