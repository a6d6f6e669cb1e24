// @fastify/http-proxy with undici, its default; the upstream is chosen by getUpstream.
import fastifyHttpProxy from '@fastify/http-proxy';
import fastify from 'fastify';

const [port, ...backends] = process.argv.slice(2).map(Number);
const targets = backends.map((at) => `http://127.0.0.1:${at}`);
let turn = 0;
const server = fastify();
await server.register(fastifyHttpProxy, {
  upstream: '',
  replyOptions: { getUpstream: () => targets[turn++ % targets.length] },
});
await server.listen({ port, host: '127.0.0.1' });
process.send?.('listening');
process.on('disconnect', () => process.exit(0));
