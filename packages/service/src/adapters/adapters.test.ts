import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { serve } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';

import type { HttpStep } from '../http/step.ts';
import type { Service } from '../service.ts';
import { service } from '../service.ts';
import { expressService } from './express.ts';
import { fastifyService } from './fastify.ts';
import { honoService } from './hono.ts';
import { nodeListener } from './node.ts';

const quiet = (): void => undefined;

const context = new AsyncLocalStorage<string>();

/** The same small app under each framework: it says which request context it runs in. */
type Framework = (kit: Service) => Promise<{ url: string; close: () => Promise<unknown> }>;

const frameworks: Record<string, Framework> = {
  'node:http': async (kit) => {
    const server = createServer(
      nodeListener(
        kit,
        async (request, response) => {
          if (request.url === '/broken') throw new Error('broken');
          for await (const _ of request);
          response.end(`order in ${context.getStore()}`);
        },
        { route: (request) => request.url?.replace(/\d+/, ':id') },
      ),
    );
    server.listen(0, '127.0.0.1');
    return listening(server);
  },
  fastify: async (kit) => {
    const app = fastify();
    await app.register(fastifyService(kit));
    app.all('/orders/:id', async () => `order in ${context.getStore()}`);
    app.get('/broken', async () => {
      throw new Error('broken');
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    return { ...(await listening(app.server)), close: () => app.close() };
  },
  express: async (kit) => {
    const app = express();
    app.set('env', 'test');
    app.use(expressService(kit));
    app.use(express.json());
    app.all('/orders/:id', (_request, response) => {
      response.send(`order in ${context.getStore()}`);
    });
    app.get('/broken', () => {
      throw new Error('broken');
    });
    return listening(app.listen(0, '127.0.0.1'));
  },
  hono: async (kit) => {
    const app = new Hono();
    app.use(honoService(kit));
    app.all('/orders/:id', async (c) => {
      await c.req.text();
      return c.text(`order in ${context.getStore()}`);
    });
    app.get('/broken', () => {
      throw new Error('broken');
    });
    app.onError((_error, c) => c.text('broken', 500));
    return listening(serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server);
  },
};

async function listening(server: Server): Promise<{ url: string; close: () => Promise<void> }> {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

describe.each(Object.entries(frameworks))('steps around %s', (_name, start) => {
  let close: (() => Promise<unknown>) | undefined;
  afterEach(async () => {
    await close?.();
    close = undefined;
  });

  async function app(step: HttpStep): Promise<string> {
    const started = await start(service({ telemetry: step, log: { info: quiet, error: quiet } }));
    close = started.close;
    return started.url;
  }

  it('runs the handler inside the steps, also once a body has been read', async () => {
    const url = await app((_exchange, next) => context.run('a context', next));
    const answer = await fetch(`${url}/orders/7`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 'x'.repeat(200_000).slice(0, 90_000) }),
    });
    expect(await answer.text()).toBe('order in a context');
  });

  it('lets a step answer instead of the handler', async () => {
    const url = await app(async ({ response }) => {
      response.writeHead(503, { 'retry-after': '1' }).end('busy');
    });
    const answer = await fetch(`${url}/orders/7`);
    expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([
      503,
      '1',
      'busy',
    ]);
  });

  it('tells the pattern that matched once the answer is out', async () => {
    const routes: (string | undefined)[] = [];
    const url = await app(async ({ response, route }, next) => {
      response.once('finish', () => routes.push(route()));
      await next();
    });
    await (await fetch(`${url}/orders/7`)).text();
    expect(routes).toEqual(['/orders/:id']);
  });

  it('answers 500 when a step or the handler throws', async () => {
    const url = await app(async ({ request }, next) => {
      if (request.url === '/orders/8') throw new Error('a step that fails');
      await next();
    });
    expect((await fetch(`${url}/orders/8`)).status).toBe(500);
    expect((await fetch(`${url}/broken`)).status).toBe(500);
    expect((await fetch(`${url}/orders/7`)).status).toBe(200);
  });
});
