import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, expect, it } from 'vitest';

import type { EndpointOptions } from './endpoints.ts';
import { healthEndpoints } from './endpoints.ts';
import { health } from './health.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

/** Serves the endpoints of a service whose only dependency is down. */
async function endpoints(options: EndpointOptions = {}): Promise<string> {
  const own = health({ checks: { orders: () => Promise.reject(new Error('down')) } });
  const find = healthEndpoints(own, options);
  server = createServer((request, response) => {
    const endpoint = find(request.url);
    if (endpoint) void endpoint(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('answers 200 for a pass and 503 for a fail, as health+json that nobody keeps', async () => {
  const url = await endpoints();
  const live = await fetch(`${url}/health/live`);
  expect([
    live.status,
    live.headers.get('content-type'),
    live.headers.get('cache-control'),
  ]).toEqual([200, 'application/health+json', 'no-store']);
  expect(await live.json()).toEqual({ status: 'pass' });
  const ready = await fetch(`${url}/health/ready?verbose`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ status: 'fail' });
  expect((await fetch(`${url}/health/startup`)).status).toBe(503);
  expect((await fetch(`${url}/orders`)).status).toBe(404);
});

it('answers one word to who asks for plain text, or when told to', async () => {
  const url = await endpoints();
  const accept = async (value: string): Promise<string> =>
    (await fetch(`${url}/health/ready`, { headers: { accept: value } })).text();
  expect(await accept('text/plain')).toBe('fail\n');
  expect(await accept('application/json, text/plain, */*')).toContain('"status"');
  expect(await accept('*/*')).toContain('"status"');
  server?.close();
  const plain = await endpoints({ format: 'plain', livePath: '/alive' });
  expect(await (await fetch(`${plain}/alive`)).text()).toBe('pass\n');
});

it('answers HEAD without a body, and no other method than GET', async () => {
  const url = await endpoints();
  const head = await fetch(`${url}/health/live`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
    200,
    '17',
    '',
  ]);
  const post = await fetch(`${url}/health/live`, { method: 'POST' });
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

it('refuses a path that is none', () => {
  expect(() => healthEndpoints(health(), { readyPath: 'ready' })).toThrow('must begin with "/"');
});
