import type { Server } from 'node:http';
import { performance } from 'node:perf_hooks';

import type { FastifyInstance, FastifyPluginCallback } from 'fastify';

import type { Service } from '../service.ts';

/**
 * The service as a Fastify plugin for the root instance, before any route:
 * `app.register(fastifyService(service))`. Attaches the app's server; once its requests have ended,
 * `app.close()` runs the `onClose` hooks of other plugins.
 */
export function fastifyService(service: Service): FastifyPluginCallback {
  const plugin = (app: FastifyInstance, _options: object, done: () => void): void => {
    service.attach(app.server as Server);
    service.onStop('fastify', () => app.close());
    app.addHook('onListen', (listening) => {
      // Fastify shows one server of several, which it makes for a name with several addresses.
      if (app.addresses().length > 1)
        app.log.warn('listen with a host: only one of the addresses of "localhost" is drained');
      listening();
    });
    app.addHook('onRequest', (request, reply, proceed) => {
      const exchange = {
        request: request.raw,
        response: reply.raw,
        arrivedMs: performance.now(),
        route: () => request.routeOptions.url,
      };
      // Called within the steps' own async context, which the framework's hooks keep. Fastify's
      // hook runner takes care of what is thrown.
      service
        .handle(exchange, () => {
          proceed();
        })
        ?.catch((error: unknown) => {
          proceed(error as Error);
        });
    });
    done();
  };
  // Fastify's own mark for a plugin whose hooks hold for the instance it is registered on.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}
