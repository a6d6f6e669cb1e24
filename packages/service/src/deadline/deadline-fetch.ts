import { AsyncLocalStorage } from 'node:async_hooks';

import { Policy, guard } from '@ninefold/resilience';
import type { AnyPolicy, Step } from '@ninefold/resilience';
import { guardedFetch } from '@ninefold/resilience/fetch';

import { DeadlineExceededError, currentDeadline, willBeRead } from './request-deadline.ts';
import { DEFAULT_HEADER, formatTimeoutMs } from './timeout-header.ts';

type Fetch = typeof globalThis.fetch;

export interface DeadlineFetchOptions {
  /** The header that carries the time left. Default: `x-envoy-expected-rq-timeout-ms`. */
  readonly header?: string;
  /** A guard around each call; an attempt is told the nearer of its deadline and the request's. */
  readonly guard?: AnyPolicy<never>;
  /** Default: the runtime's `fetch`. */
  readonly fetch?: Fetch;
}

/**
 * `fetch` for the calls that a request makes: each says in a header how long the request's caller
 * still waits, and is given up when that has passed or the client has gone. Rejects at once with a
 * `DeadlineExceededError` when no millisecond is left. In a request whose caller sets no deadline, it
 * is given up when the client has gone; outside a request, plain `fetch`, under the guard if there is
 * one. A header that the caller sets stays.
 */
export function deadlineFetch(options: DeadlineFetchOptions = {}): Fetch {
  const { header = DEFAULT_HEADER } = options;
  willBeRead();
  /** Tells what is left when the attempt starts: after waits in a queue or between attempts. */
  const attempt: Fetch = async (input, init) => {
    const leftMs = Math.min(
      currentDeadline()?.remainingMs ?? Infinity,
      guardDeadlines.getStore()?.remainingMs ?? Infinity,
    );
    if (leftMs < 1) throw new DeadlineExceededError();
    const send = options.fetch ?? globalThis.fetch;
    if (leftMs === Infinity) return send(input, init);
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}));
    if (!headers.has(header)) headers.set(header, formatTimeoutMs(header, leftMs));
    return send(input, { ...init, headers });
  };
  const call: Fetch = options.guard
    ? guardedFetch(guard(options.guard, new TellDeadline()), { fetch: attempt })
    : attempt;
  return async (input, init) => {
    const deadline = currentDeadline();
    if (!deadline) return call(input, init);
    if (deadline.remainingMs < 1) throw new DeadlineExceededError();
    const own = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    const signal = own ? AbortSignal.any([own, deadline.signal]) : deadline.signal;
    return call(input, { ...init, signal });
  };
}

/** The deadline of the guard around an attempt. */
const guardDeadlines = new AsyncLocalStorage<{ readonly remainingMs: number }>();

/** Innermost: makes the deadline of the guards outside known to the attempt. */
class TellDeadline extends Policy {
  constructor() {
    super('trace', 'request-deadline');
  }

  around(next: Step): Step {
    return (call) => guardDeadlines.run(call, next, call);
  }
}
