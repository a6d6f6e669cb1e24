import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Agent, request } from 'undici';
import { constant } from './backoff.ts';
import { breaker } from './breaker.ts';
import { guard } from './guard.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { isTransientStatus } from './http-status-error.ts';
import { keyed } from './keyed.ts';
import { retry } from './retry.ts';
import { timeout } from './timeout.ts';
import { consecutive } from './trip-rule.ts';
import { undiciInterceptor } from './undici.ts';

/** What the server does with the next requests: a status, or hang. */
let script: (number | 'hang')[] = [];
let requests: { method: string; body: string }[] = [];
let origin = '';

const server = createServer((incoming, response) => {
  let body = '';
  incoming.on('data', (chunk) => (body += String(chunk)));
  incoming.on('end', () => {
    requests.push({ method: incoming.method ?? '', body });
    const next = script.shift() ?? 200;
    if (next === 'hang') return;
    response.statusCode = next;
    response.end(`answer ${next}`);
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  script = [];
  requests = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('guardedFetch', () => {
  const retrying = guardedFetch(guard(retry({ backoff: constant(1) })));

  it('retries a failing status, and gives the last response as fetch would', async () => {
    script = [503, 200];
    expect(await (await retrying(origin)).text()).toBe('answer 200');
    script = [503, 503, 503];
    const last = await retrying(origin);
    expect([last.status, await last.text()]).toEqual([503, 'answer 503']);
    expect(requests).toHaveLength(5);
  });

  it('does a POST once, unless it has an idempotency key', async () => {
    script = [503, 200];
    const post = { method: 'POST', body: 'order' };
    expect((await retrying(origin, post)).status).toBe(503);
    script = [503, 200];
    const headers = { 'idempotency-key': '1' };
    expect((await retrying(new Request(origin, { ...post, headers }))).status).toBe(200);
    expect(requests.map(({ body }) => body)).toEqual(['order', 'order', 'order']);
  });

  it('opens the circuit of one host', async () => {
    script = [500];
    const fetch = guardedFetch(keyed(() => breaker(consecutive(1))));
    await fetch(origin);
    await expect(fetch(origin)).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });
    const other = guardedFetch(
      keyed(() => breaker(consecutive(5))),
      { key: ({ pathname }) => pathname },
    );
    expect((await other(`${origin}/elsewhere`)).status).toBe(200);
    expect(requests).toHaveLength(2);
  });

  it('stops the request at the timeout, and surfaces the reason of an abort', async () => {
    script = ['hang', 'hang'];
    const fetch = guardedFetch(timeout(50));
    await expect(fetch(origin)).rejects.toMatchObject({ code: 'TIMEOUT' });
    const controller = new AbortController();
    const answer = fetch(origin, { signal: controller.signal });
    controller.abort(new Error('the user left'));
    await expect(answer).rejects.toThrow('the user left');
  });
});

describe('undiciInterceptor', () => {
  const agentWith = (...policies: Parameters<typeof guard>): Agent =>
    new Agent().compose(
      undiciInterceptor(guard(...policies) as never, { failOnStatus: isTransientStatus }) as never,
    ) as Agent;

  it('retries what failed and passes on the answer', async () => {
    const dispatcher = agentWith(retry({ backoff: constant(1) }));
    script = [503, 200];
    const { statusCode, body } = await request(origin, { dispatcher });
    expect([statusCode, await body.text()]).toEqual([200, 'answer 200']);
    script = [503, 200];
    await expect(
      request(origin, { dispatcher, method: 'POST', body: 'order' }),
    ).rejects.toMatchObject({ code: 'HTTP_STATUS', status: 503 });
    await dispatcher.close();
  });

  it('aborts the request at the timeout, and refuses while the circuit is open', async () => {
    const dispatcher = agentWith(breaker(consecutive(1)), timeout(50));
    script = ['hang'];
    await expect(request(origin, { dispatcher })).rejects.toMatchObject({ code: 'TIMEOUT' });
    await expect(request(origin, { dispatcher })).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });
    expect(requests).toHaveLength(1);
    await dispatcher.destroy();
  });
});
