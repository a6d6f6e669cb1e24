import { graph, stat } from './dashboard-panels.ts';
import type { Slo } from './slo.ts';
type Panel = ReturnType<typeof stat> | ReturnType<typeof graph>;
/** The row of one SLO: what was promised, what is left, and how fast it goes. */
export declare function objectivePanels(slo: Slo): readonly Panel[];
/** Availability of every service whose rules this Prometheus evaluates, and of each region. */
export declare function availabilityPanels(slos: readonly Slo[]): readonly Panel[];
/**
 * Quantiles over all replicas and routes together, from the sum of their buckets: a mean of quantiles
 * would be the quantile of nothing.
 */
export declare function latencyPanel(service: string, belowMs: number | undefined): Panel;
export {};
//# sourceMappingURL=dashboard-objectives.d.ts.map