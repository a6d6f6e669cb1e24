import type { Contract } from '../contract/contract.ts';
import type { Indicator } from './indicator.ts';
/**
 * How the promise's availability or latency is told from the metrics of `slo.source`. Without an app
 * there are no requests: then availability is the time in which a store's primary is there.
 *
 * The metrics: `ninefold_sli_events_total` and `http_server_request_duration_seconds` of
 * @ninefold/service (packages/service/docs/telemetry.md) and OpenTelemetry's HTTP conventions;
 * `haproxy_backend_http_responses_total` and `haproxy_backend_http_requests_total` of HAProxy's own
 * exporter; `patroni_primary` of Patroni's `/metrics`; `pg_replication_is_replica` of postgres_exporter.
 */
export declare function promisedIndicator(contract: Contract, sli: 'availability' | 'latency', region?: string): Indicator;
//# sourceMappingURL=promised-indicator.d.ts.map