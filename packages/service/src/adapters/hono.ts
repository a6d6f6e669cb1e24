import { performance } from 'node:perf_hooks';

import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';

import type { Service } from '../service.ts';

/**
 * The service as Hono middleware on @hono/node-server, before any other:
 * `app.use(honoService(service))`. Give the server that `serve()` returns to `service.attach`.
 */
export function honoService(service: Service): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (context, next) => {
    const { incoming, outgoing } = context.env;
    let entered = false;
    await service.handle(
      {
        request: incoming,
        response: outgoing,
        arrivedMs: performance.now(),
        route: () => (entered ? routePath(context, -1) : undefined),
      },
      () => {
        entered = true;
        return next();
      },
    );
    return entered ? undefined : RESPONSE_ALREADY_SENT;
  };
}
