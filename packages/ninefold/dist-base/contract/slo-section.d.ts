import { z } from 'zod';
/**
 * `slo:`, how the promise is watched in production: which metrics tell it, further indicators, and
 * where alerts lead. Nothing of it is needed to prove the promise.
 */
export interface SloSection {
    /**
     * Which metrics tell availability and latency. `service` (default): the counters of
     * @ninefold/service; `open-telemetry`: the histogram of OpenTelemetry's HTTP conventions;
     * `haproxy`: HAProxy's own exporter, which also sees requests that reached nobody.
     */
    readonly source: SliSource;
    /** The budget starts anew with each (UTC). Absent: a rolling window, `promise.availability.window`. */
    readonly calendar?: CalendarPeriod;
    /** Failed events that an alert needs in its long window. Default 5. */
    readonly floor: number;
    /** Beside availability and latency of the promise. */
    readonly indicators: readonly IndicatorSpec[];
    readonly alerts: AlertLinks;
}
export type SliSource = 'service' | 'open-telemetry' | 'haproxy';
export type CalendarPeriod = 'week' | 'month' | 'quarter';
export interface IndicatorSpec {
    readonly name: string;
    readonly objective: number;
    /** The SLA, looser than the objective; absent: none was agreed. */
    readonly agreement?: number;
    readonly description?: string;
    readonly measure: MeasureSpec;
}
/** How good and bad are told apart. PromQL stands with `{{window}}` for the range it is read over. */
export type MeasureSpec = 
/** Two queries, each an event rate over the window. */
{
    readonly kind: 'ratio';
    readonly counts: 'good' | 'bad';
    readonly part: string;
    readonly total: string;
}
/** A query of the Unix time (s) of the last success; time in which it is older is bad. */
 | {
    readonly kind: 'freshness';
    readonly timestamp: string;
    readonly belowMs: number;
}
/** A selector of 0/1 gauges such as `probe_success`; each sample is an event. */
 | {
    readonly kind: 'probe';
    readonly success: string;
}
/** A selector of a histogram (s) without `_bucket`; events within the bound are good. */
 | {
    readonly kind: 'latency';
    readonly histogram: string;
    readonly belowMs: number;
    readonly type: 'classic' | 'native';
};
export interface AlertLinks {
    /** Runbooks are at this URL and the name of the file. Absent: alerts name the file alone. */
    readonly runbooks?: string;
    /** Where dashboards are. */
    readonly dashboards?: string;
    /** Webhooks that Alertmanager calls. Absent: it notifies nobody. */
    readonly page?: string;
    readonly ticket?: string;
}
/** The section as it is written. */
export interface WrittenSlo {
    readonly source: SliSource;
    readonly calendar?: CalendarPeriod | undefined;
    readonly floor: number;
    readonly indicators: Record<string, WrittenIndicator>;
    readonly alerts: {
        readonly runbooks?: string | undefined;
        readonly dashboards?: string | undefined;
        readonly page?: string | undefined;
        readonly ticket?: string | undefined;
    };
}
export interface WrittenIndicator {
    readonly objective: number;
    readonly agreement?: number | undefined;
    readonly description?: string | undefined;
    readonly ratio?: {
        readonly good?: string | undefined;
        readonly bad?: string | undefined;
        readonly total: string;
    } | undefined;
    readonly freshness?: {
        readonly timestamp: string;
        readonly below: number;
    } | undefined;
    readonly probe?: string | undefined;
    readonly latency?: {
        readonly histogram: string;
        readonly below: number;
        readonly type: 'classic' | 'native';
    } | undefined;
}
/** The keys of an indicator of which it has exactly one. */
export declare const measureKeys: readonly ['ratio', 'freshness', 'probe', 'latency'];
/** `slo:`. */
export declare const slo: z.ZodType<WrittenSlo>;
/** Completes the section; whatever is checked elsewhere (one measure each) holds. */
export declare function sloOf(written: WrittenSlo): SloSection;
//# sourceMappingURL=slo-section.d.ts.map