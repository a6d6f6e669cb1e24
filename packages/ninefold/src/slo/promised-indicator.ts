import type { Contract } from '../contract/contract.ts';
import { BALANCER_EVENTS } from './balancer-metrics.ts';
import { haproxyBackend } from './haproxy-metrics.ts';
import { classicLatency } from './indicator.ts';
import type { Indicator } from './indicator.ts';
import { labels } from './promql.ts';

/**
 * How the promise's availability or latency is told from the metrics of `slo.source`. Without an app
 * there are no requests: then availability is the time in which a store's primary is there.
 *
 * The metrics: {@link BALANCER_EVENTS} of the built-in balancer; `ninefold_sli_events_total` and `http_server_request_duration_seconds` of
 * @ninefold/service (packages/service/docs/telemetry.md) and OpenTelemetry's HTTP conventions;
 * `haproxy_backend_http_responses_total` and `haproxy_backend_http_requests_total` of HAProxy's own
 * exporter; `patroni_primary` of Patroni's `/metrics`; `pg_replication_is_replica` of postgres_exporter.
 */
export function promisedIndicator(
  contract: Contract,
  sli: 'availability' | 'latency',
  region?: string,
): Indicator {
  const { service, slo, app } = contract;
  const where = region === undefined ? {} : { region };
  if (app === undefined) return primaryThere(contract, where);
  if (slo.source === 'haproxy' && sli === 'availability') return fromHaproxy(service, where);
  if (slo.source === 'service' || slo.source === 'balancer') {
    const counter = COUNTERS[slo.source];
    const all = { service, sli, ...where };
    const rate = (more: object): string =>
      `sum(rate(${counter}${labels({ ...all, ...more })}[{{window}}]))`;
    return { kind: 'events', bad: rate({ outcome: 'bad' }), total: rate({}) };
  }
  const job = labels({ job: service, ...where });
  const histogram = 'http_server_request_duration_seconds';
  if (sli === 'latency') {
    return classicLatency(histogram + job, contract.promise.latency?.belowMs ?? 0);
  }
  const total = `sum(rate(${histogram}_count${job}[{{window}}]))`;
  const failed = labels({ job: service, ...where }, ['http_response_status_code=~"5.."']);
  // A service that never failed has no series with 5xx: 0, but only where requests are counted.
  const bad = `sum(rate(${histogram}_count${failed}[{{window}}])) or 0 * ${total}`;
  return { kind: 'events', bad, total };
}

const COUNTERS = {
  service: 'ninefold_sli_events_total',
  balancer: BALANCER_EVENTS,
} as const;

/** HAProxy answers 503 when no server is there, so that a lost backend is not silence. */
function fromHaproxy(service: string, where: object): Indicator {
  const rate = (more: object): string =>
    `sum(rate(haproxy_backend_http_responses_total${haproxyBackend(service, { ...where, ...more })}[{{window}}]))`;
  return { kind: 'events', bad: rate({ code: '5xx' }), total: rate({}) };
}

/** The store whose primary is the promise of a contract without an app. */
export function watchedStore({ stores, workload }: Contract): string {
  return (workload.kind === 'sql' ? workload.store : stores[0]?.name) ?? '';
}

/** Absent when nobody can say; 1 while no member is primary. */
function primaryThere(contract: Contract, where: object): Indicator {
  const name = watchedStore(contract);
  const store = contract.stores.find((one) => one.name === name);
  return store?.patroni === undefined
    ? {
        kind: 'slices',
        bad: `min(pg_replication_is_replica${labels({ job: name, ...where })}) > bool 0`,
      }
    : {
        kind: 'slices',
        bad: `max(patroni_primary${labels({ scope: store.name, ...where })}) < bool 1`,
      };
}
