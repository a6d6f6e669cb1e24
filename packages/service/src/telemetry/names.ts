/**
 * The names of what a service shows, once and for all: rules, dashboards and `ninefold slo` read
 * these. The RED names are those of OpenTelemetry's HTTP semantic conventions (1.23, stable) as its
 * Prometheus exporters write them, so a service in another language under OpenTelemetry is read by
 * the same rules.
 */
export const NAMES = {
  /** Histogram (s): rate, errors and duration in one. */
  duration: 'http_server_request_duration_seconds',
  /** Gauge: requests that were not answered yet. */
  active: 'http_server_active_requests',
  /** Counter: one event a request and SLI, good or bad. */
  sliEvents: 'ninefold_sli_events_total',
} as const;

/** The labels of `NAMES.duration`. */
export const REQUEST_LABELS = [
  'http_request_method',
  'http_route',
  'http_response_status_code',
] as const;

/** The labels of `NAMES.sliEvents`; `outcome` is `good` or `bad`. */
export const SLI_LABELS = ['service', 'sli', 'outcome'] as const;

/** The route of requests that matched none. */
export const UNMATCHED = 'unmatched';
/** The route of requests beyond as many routes as are told apart. */
export const OTHER_ROUTE = 'other';
/** The status of a request whose client hung up before it was answered (nginx's word for it). */
export const CLIENT_LEFT = 499;

/** The buckets that OpenTelemetry's conventions advise (s). */
export const DURATION_BUCKETS: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];
