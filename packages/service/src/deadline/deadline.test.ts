import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';

import { constant, guard, retry, timeout } from '@ninefold/resilience';
import { ManualClock } from '@ninefold/resilience/testing';
import { afterEach, describe, expect, it } from 'vitest';

import { deadlineFetch } from './deadline-fetch.ts';
import { deadline } from './deadline-step.ts';
import type { DeadlineOptions } from './deadline-step.ts';
import { currentDeadline } from './request-deadline.ts';

const HEADER = 'x-envoy-expected-rq-timeout-ms';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server whose handler runs inside the deadline step. `clock` stands at 0 when requests arrive. */
function serve(
  clock: ManualClock,
  handler: () => unknown,
  options: DeadlineOptions = {},
): Promise<string> {
  const step = deadline({ clock, ...options });
  return listen((request, response) => {
    const exchange = { request, response, arrivedMs: 0, route: () => undefined };
    void step(exchange, async () => {
      try {
        response.end(JSON.stringify(await handler()));
      } catch (error) {
        response.writeHead(500).end(JSON.stringify({ error: (error as Error).name }));
      }
    });
  });
}

async function get(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, { headers });
  return response.status === 504 ? 504 : response.json();
}

describe('an incoming deadline', () => {
  it('is what is left of the time since the request arrived', async () => {
    const clock = new ManualClock();
    clock.block(30);
    const url = await serve(clock, () => ({ left: String(currentDeadline()?.remainingMs) }));
    expect(await get(url, { [HEADER]: '100' })).toEqual({ left: '70' });
    expect(await get(url, { [HEADER]: 'soon' })).toEqual({ left: 'Infinity' });
    expect(await get(url)).toEqual({ left: 'Infinity' });
  });

  it('comes by another header, or by default', async () => {
    const clock = new ManualClock();
    const left = (): unknown => currentDeadline()?.remainingMs;
    const grpc = await serve(clock, left, { header: 'gRPC-Timeout', defaultMs: 900 });
    expect(await get(grpc, { 'grpc-timeout': '2S' })).toBe(2_000);
    expect(await get(grpc)).toBe(900);
    expect(() => deadline({ defaultMs: 0 })).toThrow(RangeError);
  });

  it('that has passed before the start is answered with 504, and the handler is not called', async () => {
    const clock = new ManualClock();
    let calls = 0;
    const url = await serve(clock, () => ++calls);
    clock.block(100);
    expect(await get(url, { [HEADER]: '100' })).toBe(504);
    expect(await get(url, { [HEADER]: '101' })).toBe(1);
  });

  it('is of no matter when the client has gone before the start: the handler is not called', async () => {
    const step = deadline();
    let came = (_response: ServerResponse): void => undefined;
    const waiting = new Promise<ServerResponse>((resolve) => (came = resolve));
    const url = await listen((_request, response) => {
      came(response);
    });
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    client.write('GET / HTTP/1.1\r\nhost: test\r\n\r\n');
    const response = await waiting;
    const closed = once(response, 'close');
    client.destroy();
    await closed;
    let calls = 0;
    const exchange = { request: response.req, response, arrivedMs: 0, route: () => undefined };
    await step(exchange, async () => {
      calls++;
    });
    expect(calls).toBe(0);
  });

  it('aborts the signal when it passes, and leaves no timer when the answer is out', async () => {
    const clock = new ManualClock();
    const url = await serve(clock, async () => {
      const signal = currentDeadline()?.signal as AbortSignal;
      await clock.advance(99);
      const before = signal.aborted;
      await clock.advance(1);
      return { before, after: (signal.reason as Error).name };
    });
    expect(await get(url, { [HEADER]: '100' })).toEqual({
      before: false,
      after: 'DeadlineExceededError',
    });
    expect(clock.pendingTimers).toBe(0);
  });

  it.each([
    ['a deadline', `${HEADER}: 60000\r\n`],
    ['no deadline', ''],
  ])('aborts the signal of a request with %s when the client goes', async (_what, field) => {
    currentDeadline();
    const clock = new ManualClock();
    let started = (): void => undefined;
    const handling = new Promise<void>((resolve) => (started = resolve));
    let tell = (_reason: Error): void => undefined;
    const reason = new Promise<Error>((resolve) => (tell = resolve));
    const url = await serve(clock, async () => {
      const signal = currentDeadline()?.signal as AbortSignal;
      signal.addEventListener('abort', () => {
        tell(signal.reason as Error);
      });
      started();
      await reason;
    });
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    client.write(`GET / HTTP/1.1\r\nhost: test\r\n${field}\r\n`);
    await handling;
    client.destroy();
    expect((await reason).name).toBe('ClientGoneError');
    expect(clock.pendingTimers).toBe(0);
  });
});

/** A dependency that says what it was told, after `failures` answers of 503. */
async function dependency(failures = 0): Promise<{ url: string; told: IncomingMessage[] }> {
  const told: IncomingMessage[] = [];
  const url = await listen((request, response) => {
    told.push(request);
    response.statusCode = told.length > failures ? 200 : 503;
    response.end();
  });
  return { url, told };
}

describe('an outgoing call', () => {
  it('says what is left, unless the caller says it', async () => {
    const clock = new ManualClock();
    const { url: peer, told } = await dependency();
    const call = deadlineFetch();
    const url = await serve(clock, async () => {
      clock.block(30.5);
      await call(peer);
      await call(new Request(peer, { headers: { [HEADER]: '5' } }));
      return 'done';
    });
    await get(url, { [HEADER]: '1000' });
    expect(told.map(({ headers }) => headers[HEADER])).toEqual(['969', '5']);
  });

  it('says nothing outside a request, or within one without a deadline', async () => {
    const clock = new ManualClock();
    const { url: peer, told } = await dependency();
    const call = deadlineFetch();
    await call(peer);
    await get(await serve(clock, () => call(peer).then(() => 'done')));
    expect(told.map(({ headers }) => headers[HEADER])).toEqual([undefined, undefined]);
  });

  it('is not made when less than a millisecond is left', async () => {
    const clock = new ManualClock();
    const { url: peer, told } = await dependency();
    const call = deadlineFetch();
    const url = await serve(clock, () => {
      clock.block(99.5);
      return call(peer);
    });
    expect(await get(url, { [HEADER]: '100' })).toEqual({ error: 'DeadlineExceededError' });
    expect(told).toEqual([]);
  });

  it('is given up when the deadline passes', async () => {
    const clock = new ManualClock();
    const call = deadlineFetch({
      fetch: (_input, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => {
            reject(init.signal?.reason as Error);
          });
          void clock.advance(100);
        }),
    });
    const url = await serve(clock, () => call('http://peer.test'));
    expect(await get(url, { [HEADER]: '100' })).toEqual({ error: 'DeadlineExceededError' });
  });

  it('is given up when the client goes, whatever deadline it set', async () => {
    const clock = new ManualClock();
    let asked = (): void => undefined;
    const asking = new Promise<void>((resolve) => (asked = resolve));
    const call = deadlineFetch({
      fetch: (_input, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => {
            reject(init.signal?.reason as Error);
          });
          asked();
        }),
    });
    let tell = (_error: unknown): void => undefined;
    const givenUp = new Promise((resolve) => (tell = resolve));
    const url = await serve(clock, () => call('http://peer.test').catch(tell));
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    client.write('GET / HTTP/1.1\r\nhost: test\r\n\r\n');
    await asking;
    client.destroy();
    expect(await givenUp).toMatchObject({ code: 'CLIENT_GONE' });
  });

  it("tells each attempt the nearer of the guard's deadline and the request's", async () => {
    const clock = new ManualClock();
    const { url: peer, told } = await dependency(1);
    const call = deadlineFetch({
      guard: guard(timeout(400, { clock }), retry({ backoff: constant(100), clock })),
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        // Time for the pause before the next attempt.
        if (response.status === 503) setImmediate(() => void clock.advance(100));
        return response;
      },
    });
    const url = await serve(clock, () => call(peer).then(({ status }) => status));
    expect(await get(url, { [HEADER]: '1000' })).toBe(200);
    expect(told.map(({ headers }) => headers[HEADER])).toEqual(['400', '300']);
    told.length = 0;
    clock.block(700);
    expect(await get(url, { [HEADER]: '1000' })).toBe(200);
    expect(told.map(({ headers }) => headers[HEADER])).toEqual(['200', '100']);
  });
});
