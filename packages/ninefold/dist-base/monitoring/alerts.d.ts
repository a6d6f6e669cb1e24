import type { AlertSpan } from '../slo/incidents-of-series.ts';
import type { MonitoringAddress } from './ask-json.ts';
import type { Prometheus, TimeRange } from './prometheus.ts';
/**
 * When alerts of a service fired, as Prometheus saw it: to a step exact.
 *
 * @throws EnvironmentError when it can't be asked
 */
export declare function alertsInPrometheus(prometheus: Prometheus, service: string, range: TimeRange): Promise<readonly AlertSpan[]>;
/**
 * The alerts that Alertmanager holds (API version 2): those that fire, and for a while those that have
 * ended. It knows instants exactly, and what the alert says.
 *
 * @throws EnvironmentError when it can't be asked
 */
export declare function alertsInAlertmanager(address: MonitoringAddress, service: string, nowMs: number, signal: AbortSignal): Promise<readonly AlertSpan[]>;
/** Both views as one: what Alertmanager knows exactly takes the place of what Prometheus saw of it. */
export declare function mergedAlerts(exact: readonly AlertSpan[], seen: readonly AlertSpan[]): readonly AlertSpan[];
//# sourceMappingURL=alerts.d.ts.map