import { RetryExhaustedError } from './errors.ts';
import type { ExecuteOptions } from './call.ts';
import { HttpStatusError, isIdempotent, isTransientStatus } from './http-status-error.ts';
import { doNotRetry } from './given-up.ts';
import type { ExtraOf } from './guard.ts';
import type { AnyPolicy } from './policy.ts';

type Fetch = typeof globalThis.fetch;

export interface GuardedFetchOptions {
  /** Default: the runtime's `fetch`. */
  readonly fetch?: Fetch;
  /** Which statuses count as failures. Default: 408, 429, and 5xx but 501. */
  readonly failOnStatus?: (status: number) => boolean;
  /** The key of a request, for keyed guards. Default: the host. */
  readonly key?: (url: URL) => string;
}

/** A failed response on its way through the guards. */
class FailedResponse extends HttpStatusError {
  readonly response: Response;

  constructor(response: Response) {
    super(response.status, response.headers);
    this.response = response;
  }
}

/**
 * `fetch` under a guard. Inside, a response of a failing status is a failure, so that breakers
 * count it and retries honour its `Retry-After`; outside, the caller gets that last response, as
 * from `fetch`. The key of each call is the host.
 *
 * Only what may be done twice is retried: idempotent methods, and any request with an
 * `Idempotency-Key`; never a body that is a stream. Guards watch until the headers arrive;
 * `init.signal` reaches the body too.
 */
export function guardedFetch<P extends AnyPolicy>(
  policy: P,
  options: GuardedFetchOptions = {},
): (...args: Parameters<Fetch>) => Promise<Response | ExtraOf<P>> {
  const { failOnStatus = isTransientStatus, key = ({ host }) => host } = options;
  return async (input, init) => {
    const request = input instanceof Request ? input : undefined;
    const url = new URL(input instanceof Request ? input.url : input, baseUrl());
    const signal = init?.signal ?? request?.signal;
    const once = !repeatable(request, init);
    let failed: FailedResponse | undefined;

    const attempt = async (inner: AbortSignal): Promise<Response> => {
      // The connection of an answer that nobody reads any more.
      failed?.response.body?.cancel().catch(() => {});
      const both = signal ? AbortSignal.any([inner, signal]) : inner;
      const fetch = options.fetch ?? globalThis.fetch;
      const response = await fetch(once ? input : (request?.clone() ?? input), {
        ...init,
        signal: both,
      });
      if (!failOnStatus(response.status)) return response;
      failed = new FailedResponse(response);
      throw failed;
    };

    const executeOptions: ExecuteOptions = { key: key(url), signal: signal ?? undefined };
    try {
      return await (policy as AnyPolicy<ExtraOf<P>>).execute(async (context) => {
        try {
          return await attempt(context.signal);
        } catch (error) {
          if (once) doNotRetry(error);
          throw error;
        }
      }, executeOptions);
    } catch (error) {
      const last = error instanceof RetryExhaustedError ? error.lastError : error;
      if (last instanceof FailedResponse) return last.response;
      throw error;
    }
  };
}

/** Relative URLs work where `fetch` takes them: in a browser. */
function baseUrl(): string | undefined {
  return (globalThis as { location?: { href?: string } }).location?.href;
}

function repeatable(request: Request | undefined, init: RequestInit | undefined): boolean {
  const headers = new Headers(init?.headers ?? request?.headers);
  const method = init?.method ?? request?.method ?? 'GET';
  if (init?.body instanceof ReadableStream) return false;
  return isIdempotent(method) || headers.has('idempotency-key');
}
