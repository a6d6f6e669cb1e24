import type { Slo } from './slo.ts';
/** Rates of events (per second, mean over a range). Absent: nobody knows. */
export interface Reading {
    readonly bad?: number;
    readonly total?: number;
}
/** A reading over the step that ends at `atMs` (wall time). */
export interface Point extends Reading {
    readonly atMs: number;
}
/**
 * Where figures are read: series that the rules of `ninefold render --target prometheus` record, or
 * raw series as the service exports them.
 */
export type ReadingSource = 'rules' | 'raw';
/** PromQL that tells all about a budget. What can't be told is absent, never 0. */
export interface Questions {
    /** Rates over what has passed of the window. */
    readonly window: Queries;
    /** Error ratios over the windows of burn rates; NaN where there were no events. */
    readonly burn: readonly {
        readonly windowMs: number;
        readonly ratio: string;
    }[];
}
export interface Queries {
    readonly bad: string;
    readonly total: string;
}
export declare function questionsOf(slo: Slo, source: ReadingSource, elapsedMs: number): Questions;
/** Points for a range query: rates over its step. */
export declare function pointQueries(slo: Slo, source: ReadingSource, stepMs: number): Queries;
/** The share of events that were bad; absent when that is not known, or there were none. */
export declare function errorRatioOf({ bad, total }: Reading): number | undefined;
/** Steps of a range query over so long (ms), finest first: as Prometheus answers and the source allows. */
export declare function stepsOf(source: ReadingSource, rangeMs: number): readonly number[];
//# sourceMappingURL=reading.d.ts.map