import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { serve } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';

import { expressService } from '../adapters/express.ts';
import { fastifyService } from '../adapters/fastify.ts';
import { honoService } from '../adapters/hono.ts';
import { nodeListener } from '../adapters/node.ts';
import { type Service, service } from '../service.ts';
import { type IdempotencyOptions, idempotency } from './idempotency.ts';
import { memoryStore } from './memory-store.ts';
import type { IdempotencyStore } from './store.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What the app does, whatever the framework: from the body it was given to its answer. */
type Work = (body: string) => Answer | Promise<Answer>;
type Framework = (kit: Service, work: Work) => Promise<Server>;

const HEADERS = { 'content-type': 'text/plain; v=1', location: '/orders/7' };

const frameworks: Record<string, Framework> = {
  'node:http': async (kit, work) => {
    const server = createServer(
      nodeListener(kit, async (request, response) => {
        let body = '';
        for await (const chunk of request) body += String(chunk);
        const { status, text } = await work(body);
        response.writeHead(status, HEADERS);
        response.write(text.slice(0, 1));
        response.end(text.slice(1));
      }),
    );
    return server.listen(0, '127.0.0.1');
  },
  fastify: async (kit, work) => {
    const app = fastify();
    await app.register(fastifyService(kit));
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
      done(null, body);
    });
    app.post('/orders', async (request, reply) => {
      const { status, text } = await work((request.body as string | null) ?? '');
      return reply.code(status).headers(HEADERS).send(text);
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    return app.server;
  },
  express: async (kit, work) => {
    const app = express();
    app.set('env', 'test');
    app.use(expressService(kit));
    app.use(express.text({ type: '*/*', limit: '1mb' }));
    app.post('/orders', async (request, response) => {
      const { status, text } = await work(typeof request.body === 'string' ? request.body : '');
      response.status(status).set(HEADERS).send(Buffer.from(text));
    });
    return app.listen(0, '127.0.0.1');
  },
  hono: async (kit, work) => {
    const app = new Hono();
    app.use(honoService(kit));
    app.post('/orders', async (c) => {
      const { status, text } = await work(await c.req.text());
      return c.body(text, status as 201, HEADERS);
    });
    app.onError((_error, c) => c.text('broken', 500));
    return serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  },
};

let server: Server | undefined;
afterEach(async () => {
  server?.close();
  server?.closeAllConnections();
  if (server?.listening) await once(server, 'close');
});

async function start(
  framework: Framework,
  work: Work,
  options: Partial<IdempotencyOptions> = {},
): Promise<(words?: Ask) => Promise<Seen>> {
  const step = idempotency({ store: memoryStore(), principal: () => 'somebody', ...options });
  server = await framework(service({ idempotency: step, log: pino({ level: 'silent' }) }), work);
  if (!server.listening) await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return (words = {}) => ask(url, words);
}

interface Ask {
  readonly key?: string | null;
  readonly body?: string | ReadableStream;
  readonly path?: string;
  readonly headers?: Record<string, string>;
}

interface Seen extends Answer {
  readonly headers: Headers;
}

async function ask(url: string, { key = '"a-key"', body, path, headers }: Ask): Promise<Seen> {
  const answer = await fetch(url + (path ?? '/orders'), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === null ? {} : { 'idempotency-key': key }),
      ...headers,
    },
    body: body ?? '{"id":7}',
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

/** Work that waits until it is let go, and says how often it was begun. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let begun: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (begun = resolve));
  const seen: string[] = [];
  const work: Work = async (body) => {
    seen.push(body);
    begun();
    await opened;
    return { status: 201, text: `done ${seen.length}` };
  };
  return { work, open, started, seen };
}

function counted(status = 201) {
  const seen: string[] = [];
  const work: Work = (body) => {
    seen.push(body);
    return { status, text: `done ${seen.length}` };
  };
  return { work, seen };
}

function stream(...pieces: string[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
}

describe.each(Object.entries(frameworks))('idempotency under %s', (_name, framework) => {
  it('does the work once, and replays its answer', async () => {
    const { work, seen } = counted();
    const send = await start(framework, work);
    const first = await send();
    const again = await send();
    expect([first.status, first.text]).toEqual([201, 'done 1']);
    expect([again.status, again.text]).toEqual([201, 'done 1']);
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(first.headers.get('content-type')).toContain('v=1');
    expect(again.headers.get('location')).toBe(HEADERS.location);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(seen).toEqual(['{"id":7}']);
    expect((await send({ key: '"another"' })).text).toBe('done 2');
  });

  it('hands the whole body on, long, in pieces, or empty', async () => {
    const { work, seen } = counted();
    const send = await start(framework, work);
    const long = 'x'.repeat(400_000);
    await send({ key: '"long"', body: long });
    await send({ key: '"pieces"', body: stream('a', long, 'z') });
    await send({ key: '"empty"', body: '', headers: { 'content-type': 'text/plain' } });
    await send({ key: '"no pieces"', body: stream() });
    expect(seen).toEqual([long, `a${long}z`, '', '']);
  });

  it('has a duplicate wait for the first, and gives it the same answer', async () => {
    const { work, open, started, seen } = gate();
    const send = await start(framework, work, { waitMs: 30_000 });
    const first = send();
    await started;
    const duplicates = [send(), send(), send()];
    open();
    const answers = await Promise.all([first, ...duplicates]);
    expect(answers.map(({ status, text }) => `${status} ${text}`)).toEqual(
      Array.from({ length: 4 }, () => '201 done 1'),
    );
    expect(seen.length).toBe(1);
  });

  it('refuses a duplicate with 409 when it may not wait', async () => {
    const { work, open, started } = gate();
    const send = await start(framework, work, { waitMs: 0 });
    const first = send();
    await started;
    const refused = await send();
    expect(refused.status).toBe(409);
    expect(refused.headers.get('retry-after')).toBe('1');
    open();
    expect((await first).status).toBe(201);
  });

  it('refuses another payload under a key with 422, also another query', async () => {
    const { work, seen } = counted();
    const send = await start(framework, work);
    await send();
    expect((await send({ body: '{"id":8}' })).status).toBe(422);
    expect((await send({ path: '/orders?really' })).status).toBe(422);
    expect(seen.length).toBe(1);
  });

  it('keeps no 5xx: a retry does the work', async () => {
    const { work, seen } = counted(503);
    const send = await start(framework, work);
    expect([(await send()).text, (await send()).text]).toEqual(['done 1', 'done 2']);
    expect(seen.length).toBe(2);
  });

  it('keeps nothing of a handler that throws', async () => {
    let asked = 0;
    const send = await start(framework, () => {
      asked += 1;
      if (asked === 1) throw new Error('the first fails');
      return { status: 201, text: 'done' };
    });
    expect((await send()).status).toBe(500);
    expect((await send()).status).toBe(201);
  });

  it('refuses with a problem what has no key, or a bad one', async () => {
    const { work, seen } = counted();
    const documentation = 'https://example.com/keys';
    const send = await start(framework, work, { documentation });
    for (const key of [null, 'bare', '""']) {
      const refused = await send({ key });
      expect(refused.status).toBe(400);
      expect(refused.headers.get('content-type')).toBe('application/problem+json');
      expect(refused.headers.get('link')).toContain(documentation);
      expect(JSON.parse(refused.text)).toMatchObject({ type: documentation, status: 400 });
    }
    expect(seen).toEqual([]);
  });
});

describe('idempotency', () => {
  const node = frameworks['node:http'] as Framework;

  it('lets pass what it is not for, as often as it is sent', async () => {
    const { work } = counted();
    const send = await start(node, work, { required: false });
    expect((await send({ key: null })).text).toBe('done 1');
    expect((await send({ key: null })).text).toBe('done 2');
  });

  it('keeps the keys of principals and of paths apart', async () => {
    const { work } = counted();
    const send = await start(node, work, {
      principal: ({ headers }) => String(headers['x-tenant']),
    });
    const [a, b] = [{ 'x-tenant': 'a' }, { 'x-tenant': 'b' }];
    expect((await send({ headers: a })).text).toBe('done 1');
    expect((await send({ headers: b })).text).toBe('done 2');
    expect((await send({ headers: a, path: '/refunds' })).text).toBe('done 3');
    expect((await send({ headers: a })).text).toBe('done 1');
  });

  it('refuses a body beyond its bound, told ahead or not', async () => {
    const { work, seen } = counted();
    const send = await start(node, work, { maxRequestBytes: 10 });
    expect((await send({ body: 'x'.repeat(11) })).status).toBe(413);
    expect((await send({ body: stream('x'.repeat(6), 'x'.repeat(5)) })).status).toBe(413);
    expect((await send({ body: 'x'.repeat(10) })).status).toBe(201);
    expect(seen.length).toBe(1);
  });

  it('does not send an answer that it can not replay', async () => {
    const problems: unknown[] = [];
    const send = await start(node, () => ({ status: 201, text: 'x'.repeat(11) }), {
      maxResultBytes: 10,
      onProblem: (error) => problems.push(error),
    });
    expect((await send()).status).toBe(503);
    expect(problems).toEqual([expect.objectContaining({ message: expect.stringContaining('10') })]);
  });

  it('answers 503 and does nothing when the store can not be asked', async () => {
    const { work, seen } = counted();
    const problems: unknown[] = [];
    const down = new Error('the store is down');
    const send = await start(node, work, {
      store: { claim: () => Promise.reject(down) },
      onProblem: (error) => problems.push(error),
    });
    const refused = await send();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(seen).toEqual([]);
    expect(problems).toEqual([down]);
  });

  it.each(['lost', 'unknown'])('never tells a result whose keeping is %s', async (how) => {
    const store: IdempotencyStore = {
      claim: async () => ({
        kind: 'first',
        attempt: {
          keep: () =>
            how === 'lost' ? Promise.resolve('lost') : Promise.reject(new Error('no answer')),
          release: () => Promise.resolve(),
        },
      }),
    };
    const send = await start(node, counted().work, { store });
    const answer = await send();
    expect(answer.status).toBe(503);
    expect(answer.text).not.toContain('done 1');
    expect(answer.headers.get('location')).toBeNull();
  });

  it('gives up an attempt that outlives its lease, and drops what it says later', async () => {
    const { work, open, started, seen } = gate();
    let endLease: () => void = () => undefined;
    const send = await start(node, work, {
      time: {
        monotonicMs: () => 0,
        sleep: () => new Promise<void>((resolve) => (endLease = resolve)),
      },
    });
    const first = send();
    await started;
    endLease();
    expect((await first).status).toBe(503);
    open();
    const again = await send();
    expect(again.status).toBe(201);
    expect(again.text).toBe('done 2');
    expect(seen.length).toBe(2);
  });

  it('keeps the result of a client that has gone away', async () => {
    const { work, open, started, seen } = gate();
    const send = await start(node, work, { waitMs: 30_000 });
    const { port } = (server as Server).address() as AddressInfo;
    const leaving = httpRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/orders',
      headers: { 'idempotency-key': '"a-key"', 'content-length': 8 },
    });
    leaving.on('error', () => undefined);
    leaving.end('{"id":7}');
    await started;
    leaving.destroy();
    open();
    expect((await send()).text).toBe('done 1');
    expect(seen.length).toBe(1);
  });

  it('refuses to come after the body was read', async () => {
    const problems: unknown[] = [];
    const step = idempotency({ store: memoryStore(), principal: () => '' });
    const late = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      for await (const _ of request);
      const exchange = { request, response, arrivedMs: 0, route: () => undefined };
      await Promise.resolve(step(exchange, () => undefined)).catch((error: unknown) =>
        problems.push(error),
      );
      response.end();
    };
    server = createServer((request, response) => void late(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {});
    expect(String(problems[0])).toContain('before the body parser');
  });

  it('refuses times that are none', () => {
    const options = { store: memoryStore(), principal: () => '' };
    expect(() => idempotency({ ...options, leaseMs: 0 })).toThrow('leaseMs');
    expect(() => idempotency({ ...options, ttlMs: Number.NaN })).toThrow('ttlMs');
    expect(() => idempotency({ ...options, waitMs: -1 })).toThrow('waitMs');
  });
});
