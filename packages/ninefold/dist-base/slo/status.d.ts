import type { Incident } from './incident.ts';
import type { Point, Reading, ReadingSource } from './reading.ts';
import type { Slo } from './slo.ts';
/** What a monitoring system said about one SLO. */
export interface SloReadings {
    readonly source: ReadingSource;
    /** Over what has passed of the window. */
    readonly window: Reading;
    /** Error ratios by window; NaN: no events; absent: no data. */
    readonly burn: readonly {
        readonly windowMs: number;
        readonly ratio?: number;
    }[];
    /** Over what has passed of the window, one a step, those without data too. */
    readonly points: readonly Point[];
    readonly stepMs: number;
}
/** The budget of one SLO at an instant. */
export interface ObjectiveStatus {
    readonly name: string;
    readonly description: string;
    readonly objective: number;
    readonly agreement?: number;
    /**
     * `kept`: the budget is not spent; `broken`: it is; `unknown`: there are no data, or none of late,
     * and no data are no perfect score.
     */
    readonly state: 'kept' | 'broken' | 'unknown';
    /** Why it is not known, or what restricts it; one sentence each, without a final period. */
    readonly reasons: readonly string[];
    /** The agreement's own budget is spent, too. */
    readonly agreementBroken: boolean;
    /** The share of good events in the window so far; absent when there were none. */
    readonly current?: number;
    /** Minutes of total outage; absent when `current` is. */
    readonly budget?: {
        readonly totalMinutes: number;
        readonly leftMinutes: number;
        readonly spentRatio: number;
    };
    /** At the pace of the first long burn window (ms); absent: at this pace it never does. */
    readonly runsOutInMs?: number;
    /** Shortest window first; `rate` is absent where there are no data, 0 where there were no events. */
    readonly burn: readonly {
        readonly windowMs: number;
        readonly rate?: number;
    }[];
    /** The share of the window so far for which there are data (0 to 1). */
    readonly coverage: number;
    /** What spent the budget, costliest first. */
    readonly incidents: readonly Incident[];
    /** What was spent outside of incidents (minutes). */
    readonly everydayMinutes?: number;
}
/** The budget at an instant (wall time, ms), from what monitoring said. */
export declare function statusOf(slo: Slo, readings: SloReadings, wallMs: number): ObjectiveStatus;
//# sourceMappingURL=status.d.ts.map