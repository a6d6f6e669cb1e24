import type { Contract } from '../contract/contract.ts';
import type { Incident } from '../slo/incident.ts';
import type { MonitoringAddress } from './ask-json.ts';
import type { Prometheus } from './prometheus.ts';
export interface WatchedInterval {
    readonly contract: Contract;
    readonly prometheus: Prometheus;
    readonly alertmanager?: MonitoringAddress;
    /** Wall times (ms). */
    readonly fromMs: number;
    readonly toMs: number;
    readonly nowMs: number;
    readonly signal: AbortSignal;
    readonly showInstant: (wallMs: number) => string;
}
/** The incidents of the promised availability in an interval, as monitoring saw them. */
export interface WatchedIncidents {
    readonly service: string;
    readonly objective: number;
    readonly windowMs: number;
    readonly notes: readonly string[];
    /** Costliest first. */
    readonly incidents: readonly Incident[];
    /** Of the first. */
    readonly picture?: string;
    /** The time in the interval for which there are data (ms). */
    readonly observedMs: number;
}
/**
 * Reads them: the error ratio from raw series, step by step; from recorded ones where raw series are
 * no longer kept.
 *
 * @throws EnvironmentError when somebody can't be asked, or Prometheus has no data in the interval
 */
export declare function watchedIncidents(interval: WatchedInterval): Promise<WatchedIncidents>;
//# sourceMappingURL=watched-incidents.d.ts.map