import type { Incident } from './incident.ts';
import type { Point, Reading } from './reading.ts';
import type { Slo } from './slo.ts';
/** A stretch in which an alert fired. Wall times (ms). */
export interface AlertSpan {
    readonly name: string;
    /** `page`, `ticket` or what the rule says. */
    readonly severity?: string;
    readonly summary?: string;
    readonly startMs: number;
    /** Absent: it still fires. */
    readonly endMs?: number;
}
export interface SeriesInput {
    readonly slo: Slo;
    /** In order, one a step. */
    readonly points: readonly Point[];
    readonly stepMs: number;
    /** Over what has passed of the window. */
    readonly window: Reading;
    readonly elapsedMs: number;
    /** The window's whole length (ms). */
    readonly lengthMs: number;
    readonly alerts: readonly AlertSpan[];
}
/**
 * The stretches in which the budget was spent faster than the objective allows (burn rate above 1),
 * in order. One with fewer bad events than the objective's floor is none. A step is the resolution of
 * every instant. Events count as in the budget: by their share of all events of the window.
 */
export declare function incidentsOfSeries(input: SeriesInput): readonly Incident[];
//# sourceMappingURL=incidents-of-series.d.ts.map