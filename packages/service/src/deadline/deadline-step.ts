import { systemClock } from '@ninefold/resilience';
import type { Clock } from '@ninefold/resilience';

import type { HttpStep } from '../http/step.ts';
import { RequestDeadline, areRead, deadlines, isGone } from './request-deadline.ts';
import { DEFAULT_HEADER, parseTimeoutMs } from './timeout-header.ts';

export interface DeadlineOptions {
  /**
   * The header that says how long the caller waits (ms): a relative time, so that no clocks need
   * agree. `grpc-timeout` may be named too. Default: `x-envoy-expected-rq-timeout-ms`.
   */
  readonly header?: string;
  /** The time of a request that brings no such header (ms). Default: none, its deadline has no end. */
  readonly defaultMs?: number;
  /** The clock of `arrivedMs`. Default: the system's. */
  readonly clock?: Clock;
}

/**
 * Makes the caller's deadline known to all that the handler does: see `currentDeadline` and
 * `deadlineFetch`. A request whose deadline has passed before the handler starts is answered with
 * 504, and one whose client has gone with nothing; the handler is called for neither.
 *
 * A request without a deadline enters an async context, which costs some 7 % of a hello-world Fastify
 * on Node 20, only when something in the process reads deadlines.
 */
export function deadline(options: DeadlineOptions = {}): HttpStep {
  const { header = DEFAULT_HEADER, defaultMs, clock = systemClock } = options;
  if (defaultMs !== undefined && !(defaultMs > 0))
    throw new RangeError('deadline.defaultMs must be above 0');
  const name = header.toLowerCase();
  return ({ request, response, arrivedMs }, next) => {
    if (isGone(response)) return Promise.resolve();
    const text = request.headers[name];
    const allowedMs = (typeof text === 'string' ? parseTimeoutMs(text) : undefined) ?? defaultMs;
    if (allowedMs === undefined && !areRead()) return next();
    const dueMs = arrivedMs + (allowedMs ?? Infinity);
    if (clock.monotonicMs() < dueMs)
      return deadlines.run(new RequestDeadline(clock, dueMs, response), next);
    response.writeHead(504, { 'content-type': 'text/plain' }).end('the deadline has passed\n');
    return Promise.resolve();
  };
}
