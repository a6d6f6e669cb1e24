import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as GraphBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
/** Chosen in the dashboard: nothing in it names a Prometheus. */
export declare const DATASOURCE: DataSourceRef;
/** One line of a panel. */
export interface Line {
    readonly expr: string;
    /** May name labels: `{{region}}`. */
    readonly legend: string;
}
export interface PanelWords {
    readonly title: string;
    readonly description: string;
    readonly unit: 'percentunit' | 'm' | 's' | 'short' | 'reqps' | 'bytes' | 'none';
    readonly decimals?: number;
    /** Ascending; the first colour holds below the first value. */
    readonly thresholds?: readonly (readonly [fromValue: number | null, color: string])[];
    /** Of 24 columns. */
    readonly span: number;
}
/** A figure now. Without data it says so, and never 100 %. */
export declare function stat(words: PanelWords, expr: string): StatBuilder;
/** Figures over time. What is missing is a gap. */
export declare function graph(words: PanelWords, lines: readonly Line[]): GraphBuilder;
/** @param refId unique in its panel */
export declare function queryOf({ expr, legend }: Line, refId: string): DataqueryBuilder;
//# sourceMappingURL=dashboard-panels.d.ts.map