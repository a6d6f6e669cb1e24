import type { RequestHandler } from 'express';

import type { Service } from '../service.ts';

/**
 * The service as Express middleware, before any other: `app.use(expressService(service))`. Give the
 * server that `app.listen()` returns to `service.attach`.
 */
export function expressService(service: Service): RequestHandler {
  return (request, response, next) => {
    const route = (): string | undefined => {
      const path = (request.route as { path?: unknown } | undefined)?.path;
      return path === undefined ? undefined : request.baseUrl + String(path);
    };
    service
      .handle({ request, response, arrivedMs: performance.now(), route }, () => {
        next();
        return Promise.resolve();
      })
      .catch(next);
  };
}
