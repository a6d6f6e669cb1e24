/** What a failed call may say about when to come back. */
interface Hinted {
  readonly retryAfterMs?: unknown;
  readonly headers?: unknown;
  readonly response?: { readonly headers?: unknown };
}

/**
 * The wait (ms) that a `Retry-After` value asks for: seconds, or an HTTP date (RFC 9110, 10.2.3).
 * Undefined when it is neither. A date in the past means zero.
 * @param wallNowMs - the wall time now, for dates
 */
export function parseRetryAfter(value: string, wallNowMs: number): number | undefined {
  const text = value.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  // A bare number with a sign or a point is not a date, though Date.parse takes it for one.
  if (!/[a-z]/i.test(text)) return undefined;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : Math.max(atMs - wallNowMs, 0);
}

/**
 * The wait (ms) that an error or a response asks for: its `retryAfterMs` (the guards' own errors
 * have one), or the `Retry-After` of its `headers` or `response.headers`, be they a `Headers` or a
 * plain object.
 */
export function retryAfterMsOf(outcome: unknown, wallNowMs: number): number | undefined {
  if (typeof outcome !== 'object' || outcome === null) return undefined;
  const { retryAfterMs, headers, response } = outcome as Hinted;
  if (typeof retryAfterMs === 'number' && retryAfterMs >= 0) return retryAfterMs;
  const value = headerOf(headers) ?? headerOf(response?.headers);
  return value === undefined ? undefined : parseRetryAfter(value, wallNowMs);
}

function headerOf(headers: unknown): string | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined;
  const { get } = headers as { get?: unknown };
  const value: unknown =
    typeof get === 'function'
      ? (headers as Headers).get('retry-after')
      : ((headers as Record<string, unknown>)['retry-after'] ??
        (headers as Record<string, unknown>)['Retry-After']);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
