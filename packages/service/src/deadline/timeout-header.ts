/**
 * Envoy and Istio set this header on every request they forward, as the milliseconds that the
 * caller still waits:
 * https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-expected-rq-timeout-ms
 */
export const DEFAULT_HEADER = 'x-envoy-expected-rq-timeout-ms';

const GRPC_HEADER = 'grpc-timeout';

/** Units of `grpc-timeout` in milliseconds (gRPC over HTTP2, "Timeout"). */
const UNIT_MS: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1_000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
};

/**
 * The time a header grants (ms), as a whole number of milliseconds or as in gRPC: at most 8 digits
 * and a unit (`250m`, `2S`). Undefined for anything else, also for several headers joined.
 */
export function parseTimeoutMs(text: string): number | undefined {
  const [, digits, unit = 'm'] = /^(\d{1,8})([HMSmun])?$/.exec(text) ?? [];
  const unitMs = UNIT_MS[unit];
  return digits === undefined || unitMs === undefined ? undefined : Number(digits) * unitMs;
}

/** `timeoutMs`, at least 1, as the header of this name carries it: rounded down. */
export function formatTimeoutMs(header: string, timeoutMs: number): string {
  const wholeMs = Math.min(Math.floor(timeoutMs), 99_999_999);
  return header.toLowerCase() === GRPC_HEADER ? `${wholeMs}m` : String(wholeMs);
}
