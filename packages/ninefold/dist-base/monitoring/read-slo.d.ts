import type { Point, ReadingSource } from '../slo/reading.ts';
import type { Slo } from '../slo/slo.ts';
import type { SloReadings } from '../slo/status.ts';
import type { Prometheus } from './prometheus.ts';
/**
 * All that tells the budget of an SLO at an instant (wall time, ms): from the series that Ninefold's
 * rules record; where there are none, from raw series, which costs Prometheus more.
 *
 * @throws EnvironmentError when Prometheus can't be asked
 */
export declare function readSlo(prometheus: Prometheus, slo: Slo, wallMs: number): Promise<SloReadings>;
/** Rates step by step; steps without data are there, and empty. */
export interface ReadPoints {
    readonly points: readonly Point[];
    readonly stepMs: number;
}
/**
 * Reads an interval as finely as the scrapes allow: a rate needs two of them in each step.
 *
 * @throws EnvironmentError when Prometheus can't be asked
 */
export declare function readPoints(prometheus: Prometheus, slo: Slo, source: ReadingSource, fromMs: number, toMs: number): Promise<ReadPoints>;
//# sourceMappingURL=read-slo.d.ts.map