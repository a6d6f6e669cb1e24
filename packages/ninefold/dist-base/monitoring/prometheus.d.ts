import type { MonitoringAddress } from './ask-json.ts';
export interface Prometheus {
    readonly shown: string;
    /**
     * The value of a query at an instant (wall time, ms); absent when it gives nothing, NaN as it is.
     *
     * @throws EnvironmentError when it can't be asked, or gives more than one series
     */
    value(query: string, atMs: number): Promise<number | undefined>;
    /**
     * All series of a query over a range, without what is NaN.
     *
     * @throws EnvironmentError when it can't be asked
     */
    range(query: string, range: TimeRange): Promise<readonly Series[]>;
}
export interface TimeRange {
    readonly fromMs: number;
    readonly toMs: number;
    readonly stepMs: number;
}
export interface Series {
    readonly labels: Readonly<Record<string, string>>;
    readonly points: readonly {
        readonly atMs: number;
        readonly value: number;
    }[];
}
/** A reader of Prometheus's HTTP API, version 1, which its relatives (Thanos, Mimir) answer too. */
export declare function openPrometheus(address: MonitoringAddress, signal: AbortSignal): Prometheus;
//# sourceMappingURL=prometheus.d.ts.map