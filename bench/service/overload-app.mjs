// One app for the curve: 5 ms elsewhere (a timer), then some 5 ms of the event loop.
// node overload-app.mjs none|ninefold|under-pressure; says { port } to its parent.
import { pbkdf2Sync } from 'node:crypto';
import fastify from 'fastify';

const variant = process.argv[2];
const app = fastify();
if (variant === 'under-pressure') {
  const { default: underPressure } = await import('@fastify/under-pressure');
  // The limits of its README.
  await app.register(underPressure, {
    maxEventLoopDelay: Number(process.env.MAX_DELAY ?? 1_000),
    maxEventLoopUtilization: 0.98,
    message: 'Under pressure!',
    retryAfter: 50,
  });
}
if (variant === 'ninefold') {
  const { overload, service } = await import('@ninefold/service');
  const { fastifyService } = await import('@ninefold/service/fastify');
  await app.register(fastifyService(service({ overload: overload() })));
}
app.get('/orders/1', async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  pbkdf2Sync('an order', 'salt', 18_000, 32, 'sha256');
  return { id: 1 };
});
await app.listen({ port: 0, host: '127.0.0.1' });
process.send({ port: app.server.address().port });
