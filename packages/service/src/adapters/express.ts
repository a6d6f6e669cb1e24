import { performance } from 'node:perf_hooks';

import type { RequestHandler } from 'express';

import type { Service } from '../service.ts';

/**
 * The service as Express middleware, before any other: `app.use(expressService(service))`. Give the
 * server that `app.listen()` returns to `service.attach`.
 */
export function expressService(service: Service): RequestHandler {
  return (request, response, proceed) => {
    const route = (): string | undefined => {
      const { path } = (request.route ?? {}) as { path?: string | RegExp | readonly unknown[] };
      return path === undefined ? undefined : request.baseUrl + path.toString();
    };
    // Express takes care of what is thrown.
    service
      .handle({ request, response, arrivedMs: performance.now(), route }, () => {
        proceed();
      })
      ?.catch((error: unknown) => {
        proceed(error);
      });
  };
}
