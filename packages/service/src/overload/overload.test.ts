import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, request as httpRequest } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Registry } from 'prom-client';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { LoopSample } from './loop-limit.ts';
import { overload } from './overload.ts';
import type { Overload, OverloadOptions } from './overload.ts';

const idle: LoopSample = { delayMs: 0, utilization: 0 };
const quiet = { probe: { sample: () => idle, stop: () => {} } };
const context = new AsyncLocalStorage<string>();

/** A server whose requests stay in the handler until the test answers them, oldest first. */
class Held {
  readonly guard: Overload;
  readonly started: { url: string; response: ServerResponse; context: string | undefined }[] = [];
  readonly #server: Server;

  constructor(options: OverloadOptions) {
    this.guard = overload({ ...quiet, ...options });
    this.#server = createServer((request, response) => {
      const url = request.url ?? '';
      void context.run(`context of ${url}`, () =>
        this.guard.step(
          { request, response, route: () => undefined, arrivedMs: performance.now() },
          async () => {
            this.started.push({ url, response, context: context.getStore() });
          },
        ),
      );
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return this;
  }

  get(path: string): Promise<Response> {
    return fetch(this.url(path));
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  async inHandler(path: string): Promise<void> {
    await vi.waitFor(() => {
      expect(this.started.map(({ url }) => url)).toContain(path);
    });
  }

  async queued(count: number): Promise<void> {
    await vi.waitFor(() => {
      expect(this.guard.inspect().queued).toBe(count);
    });
  }

  answer(path: string): void {
    this.started.find(({ url }) => url === path)?.response.end(path);
  }

  async close(): Promise<void> {
    this.guard.stop();
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}

describe('overload', () => {
  let held: Held | undefined;
  afterEach(() => held?.close());

  async function open(options: OverloadOptions): Promise<Held> {
    held = await new Held(options).listen();
    return held;
  }

  it('sheds who waits too long with 503 and a Retry-After between one and two times the least', async () => {
    const registry = new Registry();
    const server = await open({
      initialLimit: 1,
      maxLimit: 1,
      burstWaitMs: 20,
      retryAfterS: 10,
      random: () => 0.45,
      registry,
    });
    const first = server.get('/first');
    await server.inHandler('/first');
    const second = await server.get('/second');
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '15']);
    expect(second.headers.get('x-envoy-overloaded')).toBe('true');
    expect(await second.json()).toEqual({ title: 'Overloaded', status: 503 });
    const page = await registry.metrics();
    expect(page).toContain('ninefold_overload_shed_total{priority="normal",reason="waited"} 1');
    expect(page).toContain('ninefold_overload_shed_total{priority="critical",reason="waited"} 0');
    expect(page).toMatch(/^ninefold_overload_in_flight 1$/m);
    server.answer('/first');
    expect((await first).status).toBe(200);
  });

  it('never holds health and metrics back', async () => {
    const server = await open({ initialLimit: 1, maxLimit: 1 });
    const first = server.get('/first');
    await server.inHandler('/first');
    for (const path of ['/health/live', '/metrics']) {
      const exempt = server.get(path);
      await server.inHandler(path);
      server.answer(path);
      expect((await exempt).status).toBe(200);
    }
    server.answer('/first');
    await first;
  });

  it('serves the critical before others that came earlier, each in its own async context', async () => {
    const server = await open({
      initialLimit: 1,
      maxLimit: 1,
      burstWaitMs: 60_000,
      targetWaitMs: 60_000,
      priorityOf: ({ url }) => (url === '/payment' ? 'critical' : 'normal'),
    });
    const all = [server.get('/first')];
    await server.inHandler('/first');
    all.push(server.get('/page'));
    await server.queued(1);
    all.push(server.get('/payment'));
    await server.queued(2);
    for (const path of ['/first', '/payment', '/page']) {
      await server.inHandler(path);
      server.answer(path);
    }
    await Promise.all(all);
    expect(server.started.map((one) => [one.url, one.context])).toEqual([
      ['/first', 'context of /first'],
      ['/payment', 'context of /payment'],
      ['/page', 'context of /page'],
    ]);
  });

  it('forgets a client that hangs up while it waits', async () => {
    const server = await open({ initialLimit: 1, maxLimit: 1, burstWaitMs: 60_000 });
    const first = server.get('/first');
    await server.inHandler('/first');
    const impatient = httpRequest(server.url('/impatient')).on('error', () => {});
    impatient.end();
    await server.queued(1);
    impatient.destroy();
    await server.queued(0);
    server.answer('/first');
    await first;
    expect(server.started.map(({ url }) => url)).toEqual(['/first']);
  });

  it('gives back the slot of a client that hangs up in the handler', async () => {
    const server = await open({ initialLimit: 1, maxLimit: 1, burstWaitMs: 60_000 });
    const impatient = httpRequest(server.url('/impatient')).on('error', () => {});
    impatient.end();
    await server.inHandler('/impatient');
    impatient.destroy();
    const next = server.get('/next');
    await server.inHandler('/next');
    server.answer('/next');
    expect((await next).status).toBe(200);
  });

  it('follows the event loop with what may be in flight', async () => {
    let sample: LoopSample = { delayMs: 40, utilization: 1 };
    const server = await open({ probe: { sample: () => sample, stop: () => {} } });
    await vi.waitFor(() => {
      expect(server.guard.inspect()).toMatchObject({ limit: 1, delayMs: 40 });
    });
    sample = idle;
    const all = ['/a', '/b'].map((path) => server.get(path));
    for (const path of ['/a', '/b']) await server.inHandler(path);
    expect(server.guard.inspect().limit).toBeGreaterThan(1);
    for (const path of ['/a', '/b']) server.answer(path);
    await Promise.all(all);
  });

  it('refuses options that make no sense', () => {
    expect(() => overload({ initialLimit: 0 })).toThrow(RangeError);
    expect(() => overload({ retryAfterS: 0 })).toThrow(RangeError);
  });
});
