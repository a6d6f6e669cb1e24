import type { SloWindow } from './window.ts';
/** One row of a multi-window, multi-burn-rate alert. */
export interface BurnRow {
    readonly severity: 'page' | 'ticket';
    /** The share of the budget that is spent in the long window at this pace (0 to 1). */
    readonly share: number;
    readonly longMs: number;
    /** A twelfth of the long window: the alert ends soon after the cause has. */
    readonly shortMs: number;
    /** share x SLO window / long window; at least 1. */
    readonly factor: number;
    /** The error ratio above which both windows must be: factor x (1 - objective). */
    readonly threshold: number;
}
/**
 * The rows for an objective over a window. The shares and windows are those of "The Site Reliability
 * Workbook", chapter 5 (2 % in 1 h, 5 % in 6 h, 10 % in 1 d, 10 % in 3 d), the factors follow: 14.4,
 * 6, 3 and 1 for 30 d. A long window is shortened when its factor would be below 1, where the
 * objective is being kept; it is lengthened until half of all events failing reaches the threshold,
 * or a loose objective could never alert. Rows that become the same are one; a window too short for
 * a row has none of it.
 */
export declare function burnRowsOf(window: SloWindow, objective: number): readonly BurnRow[];
//# sourceMappingURL=burn.d.ts.map