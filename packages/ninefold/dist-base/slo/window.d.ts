import type { CalendarPeriod } from '../contract/slo-section.ts';
/** In which time the budget is counted. Calendar periods begin at midnight UTC, weeks on Monday. */
export type SloWindow = {
    readonly kind: 'rolling';
    readonly lengthMs: number;
} | {
    readonly kind: 'calendar';
    readonly period: CalendarPeriod;
};
/** The length by which burn rates are computed (ms). */
export declare function nominalLengthMs(window: SloWindow): number;
/** How far back the window may reach (ms): so long must Prometheus keep what it reads. */
export declare function longestLengthMs(window: SloWindow): number;
/** The window that an instant is in: when it began, and its whole length (ms). */
export declare function windowAt(window: SloWindow, wallMs: number): {
    readonly startMs: number;
    readonly lengthMs: number;
};
//# sourceMappingURL=window.d.ts.map