import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

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
    const handle = async (): Promise<void> => {
      await handler(request, response);
    };
    service
      .handle(
        { request, response, arrivedMs: performance.now(), route: () => route(request) },
        handle,
      )
      .catch((error: unknown) => {
        service.failed(error, request, response);
      });
  };
}
