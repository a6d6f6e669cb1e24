// A server for the shutdown scenarios, in a process of its own. Held requests are answered when the
// test says so, over IPC, and all that happens is told to it.
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

import { serve } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { nodeListener, service } from '@ninefold/service';
import { expressService } from '@ninefold/service/express';
import { fastifyService } from '@ninefold/service/fastify';
import { honoService } from '@ninefold/service/hono';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';

const settings = JSON.parse(process.env.SETTINGS ?? '{}');
const held = new Map();
const tell = (message) => process.send(message);
process.on('message', (name) => held.get(name)?.());
// The test has gone, whatever became of it.
process.on('disconnect', () => process.exit(2));
const released = (name) =>
  new Promise((resolve) => {
    held.set(name, resolve);
    tell({ holding: name });
  });

const kit = service({ shutdown: settings.shutdown });
kit.onStop('store', () => {
  if (settings.endings === 'hang') return new Promise(() => {});
  tell({ ended: 'store' });
});
kit.background('outbox', async (signal) => {
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  tell({ ended: 'outbox' });
  if (settings.endings === 'throw') throw new Error('the outbox could not be flushed');
});

async function handler(request, response) {
  const [, kind, name] = request.url.split('/');
  tell({ handling: request.url });
  if (kind === 'held') {
    await released(name);
    return response.end(`answer to ${name}`);
  }
  if (kind === 'stream') {
    response.write('first;');
    await released(name);
    return response.end('last;');
  }
  if (kind === 'throw')
    setImmediate(() => {
      throw new Error('nobody catches this');
    });
  if (kind === 'reject') void Promise.reject(new Error('nobody handles this'));
  // Two seconds of work in one turn of the loop, begun when the answer is out.
  if (kind === 'stall')
    setImmediate(() => {
      for (const end = performance.now() + 2_000; performance.now() < end;);
    });
  response.end('quick');
}

const listen = { port: 0, host: '127.0.0.1' };

async function start() {
  switch (settings.framework) {
    case 'fastify': {
      const app = fastify();
      await app.register(fastifyService(kit));
      app.addHook('onClose', async () => tell({ ended: 'fastify' }));
      app.all('/*', (request, reply) => {
        reply.hijack();
        return handler(request.raw, reply.raw);
      });
      await app.listen(listen);
      return app.server;
    }
    case 'express': {
      const app = express();
      app.use(expressService(kit));
      app.use((request, response) => handler(request, response));
      return kit.attach(app.listen(listen.port, listen.host));
    }
    case 'hono': {
      const app = new Hono();
      app.use(honoService(kit));
      app.all('/*', async ({ env }) => {
        await handler(env.incoming, env.outgoing);
        return RESPONSE_ALREADY_SENT;
      });
      return kit.attach(serve({ fetch: app.fetch, port: listen.port, hostname: listen.host }));
    }
    case 'tls':
      return kit.attach(createTlsServer(certificate(), nodeListener(kit, handler))).listen(listen);
    default:
      return kit.attach(createServer(nodeListener(kit, handler))).listen(listen);
  }
}

/** A certificate of its own, which OpenSSL writes to its standard output after the key. */
function certificate() {
  const options = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const files = ['-keyout', '-', '-out', '-', '-subj', '/CN=localhost'];
  const pem = execFileSync('/usr/bin/openssl', ['req', ...options, ...files], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return { key: pem, cert: pem };
}

const server = await start();
if (settings.upgrades)
  server.on('upgrade', (request, socket) => {
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n',
    );
    socket.on('data', (bytes) => socket.write(bytes));
    if (settings.upgrades === 'end-themselves')
      kit.stopping.addEventListener('abort', () => socket.end('going away'));
  });
const listening = () => tell({ listening: server.address().port });
if (server.listening) listening();
else server.once('listening', listening);
