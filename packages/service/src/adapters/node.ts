import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';

import type { Service } from '../service.ts';

export interface NodeAdapterOptions {
  /** The pattern a request matched, for labels. Default: none, for node:http has no routes. */
  readonly route?: (request: IncomingMessage) => string | undefined;
}

/**
 * `handler` inside the service's steps: give it to `createServer`, and the server to
 * `service.attach`. A handler that throws is answered with 500.
 */
export function nodeListener(
  service: Service,
  handler: (request: IncomingMessage, response: ServerResponse) => unknown,
  { route = () => undefined }: NodeAdapterOptions = {},
): RequestListener {
  return (request, response) => {
    const exchange = {
      request,
      response,
      arrivedMs: performance.now(),
      route: () => route(request),
    };
    const failed = (error: unknown): void => {
      service.failed(error, request, response);
    };
    try {
      service
        .handle(exchange, async () => {
          await handler(request, response);
        })
        ?.catch(failed);
    } catch (error) {
      failed(error);
    }
  };
}
