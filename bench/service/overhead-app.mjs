// Fastify's hello world, bare or in the hands of one of the kits. node overhead-app.mjs VARIANT
import fastify from 'fastify';

const variant = process.argv[2];
const app = fastify();
const variants = {
  async bare() {},
  async 'bare, once more'() {},
  async 'bare, ninefold imported'() {
    await import('@ninefold/service/fastify');
    await import('@ninefold/service');
  },
  async 'ninefold: health, shutdown'() {
    await ninefold(async ({ service }) => service({ deadline: false }));
  },
  async 'ninefold: + deadlines'() {
    await ninefold(async ({ service }) => service());
  },
  async 'ninefold: + overload'() {
    await ninefold(async ({ overload, service }) => service({ overload: overload() }));
  },
  async 'ninefold: + telemetry (all)'() {
    await ninefold(async ({ overload, service, telemetry }) => {
      const seen = telemetry({ service: 'hello', latencyBelowMs: 300 });
      const guard = overload({ registry: seen.registry });
      return service({ telemetry: seen, overload: guard });
    });
  },
  async '@godaddy/terminus'() {
    const { createTerminus } = await import('@godaddy/terminus');
    createTerminus(app.server, {
      signals: ['SIGTERM'],
      healthChecks: { '/health': async () => {} },
    });
  },
  async lightship() {
    const { createLightship } = await import('lightship');
    const lightship = await createLightship({ detectKubernetes: false, port: 0 });
    lightship.registerShutdownHandler(() => app.close());
    lightship.signalReady();
  },
  async stoppable() {
    const { default: stoppable } = await import('stoppable');
    stoppable(app.server, 5_000);
  },
  async 'http-terminator'() {
    const { createHttpTerminator } = await import('http-terminator');
    createHttpTerminator({ server: app.server });
  },
  async '@fastify/under-pressure'() {
    const { default: underPressure } = await import('@fastify/under-pressure');
    await app.register(underPressure, { maxEventLoopDelay: 1_000, maxEventLoopUtilization: 0.98 });
  },
};
async function ninefold(make) {
  const { fastifyService } = await import('@ninefold/service/fastify');
  await app.register(fastifyService(await make(await import('@ninefold/service'))));
}
if (variant === 'names') {
  process.send({ port: 0, names: Object.keys(variants) });
} else {
  await variants[variant]();
  app.get('/', async () => ({ hello: 'world' }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  process.send({ port: app.server.address().port });
}
