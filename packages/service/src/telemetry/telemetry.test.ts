import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { nodeListener } from '../adapters/node.ts';
import { service } from '../service.ts';
import { serviceLogger } from './logger.ts';
import { telemetry } from './telemetry.ts';
import type { Telemetry, TelemetryOptions } from './telemetry.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const parentId = 'b7ad6b7169203331';
const traceparent = `00-${traceId}-${parentId}-01`;

let closeServer: (() => Promise<void>) | undefined;
let lines: Record<string, unknown>[];
let url: string;
let measured: Telemetry;

const logger = serviceLogger('checkout', {
  destination: {
    write: (line) => {
      lines.push(JSON.parse(line));
    },
  },
});

/** `/orders/<id>` answers and logs from within, `/broken` fails, `/slow` never answers, `/half` half. */
async function open(options: Partial<TelemetryOptions> = {}): Promise<void> {
  measured = telemetry({ service: 'checkout', processMetrics: false, logger, ...options });
  const kit = service({ telemetry: measured, log: logger });
  const server = createServer(
    nodeListener(
      kit,
      async (request, response) => {
        if (request.url?.startsWith('/broken')) throw new Error('broken');
        if (request.url === '/slow') return;
        if (request.url === '/half') {
          response.write('half of the ');
          await new Promise(setImmediate);
          throw new Error('the rest is lost');
        }
        await Promise.resolve();
        trace.getTracer('app').startSpan('child').end();
        if (request.url?.startsWith('/orders')) logger.info('from the handler');
        response.statusCode = request.url?.startsWith('/orders/') ? 200 : 404;
        response.end();
      },
      {
        route: ({ url: path = '' }) => (path.startsWith('/orders/') ? '/orders/:id' : undefined),
      },
    ),
  );
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closeServer = () =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
}

/** The page, once every request before it has been counted. */
async function scrape(): Promise<string> {
  let page = '';
  await vi.waitFor(async () => {
    page = await (await fetch(`${url}/metrics`)).text();
    expect(page).toMatch(/^http_server_active_requests 0$/m);
  });
  return page;
}

beforeEach(() => {
  lines = [];
});

afterEach(async () => {
  await closeServer?.();
  closeServer = undefined;
});

describe('metrics', () => {
  it('count requests by normalised method, pattern and status, and none about the process', async () => {
    await open();
    for (const id of [1, 2, 3]) await fetch(`${url}/orders/${id}`);
    await fetch(`${url}/nowhere/${Math.random()}`, { method: 'PROPFIND' });
    await fetch(`${url}/health/live`);
    const counts = (await scrape()).match(/^http_server_request_duration_seconds_count.*$/gm);
    expect(counts).toEqual([
      'http_server_request_duration_seconds_count{http_request_method="GET",http_route="/orders/:id",http_response_status_code="200"} 3',
      'http_server_request_duration_seconds_count{http_request_method="_OTHER",http_route="unmatched",http_response_status_code="404"} 1',
    ]);
  });

  it('show SLI events from the start, and count them by outcome', async () => {
    await open({ latencyBelowMs: 60_000 });
    expect((await scrape()).match(/^ninefold_sli_events_total.* 0$/gm)).toHaveLength(4);
    await fetch(`${url}/orders/1`);
    await fetch(`${url}/nowhere`);
    await fetch(`${url}/broken`);
    expect((await scrape()).match(/^ninefold_sli_events_total.*$/gm)).toEqual([
      'ninefold_sli_events_total{service="checkout",sli="availability",outcome="good"} 2',
      'ninefold_sli_events_total{service="checkout",sli="availability",outcome="bad"} 1',
      'ninefold_sli_events_total{service="checkout",sli="latency",outcome="good"} 2',
      'ninefold_sli_events_total{service="checkout",sli="latency",outcome="bad"} 1',
    ]);
  });

  it('have a bucket that ends where latency is promised', async () => {
    await open({ latencyBelowMs: 300 });
    await fetch(`${url}/orders/1`);
    expect(await scrape()).toContain('le="0.3"');
  });

  it('count a client that hangs up as 499', async () => {
    await open();
    const impatient = httpRequest(`${url}/slow`).on('error', () => {});
    impatient.end();
    await vi.waitFor(async () => {
      expect(await (await fetch(`${url}/metrics`)).text()).toMatch(
        /^http_server_active_requests 1$/m,
      );
    });
    impatient.destroy();
    const page = await scrape();
    expect(page).toMatch(/_count\{.*http_response_status_code="499"\} 1/);
    expect(page).toMatch(/sli="availability",outcome="bad"\} 0/);
  });

  it('count an answer that broke in the middle as bad, and log it', async () => {
    await open();
    await fetch(`${url}/half`)
      .then((response) => response.text())
      .catch(() => undefined);
    expect(await scrape()).toMatch(/sli="availability",outcome="bad"\} 1/);
    expect(lines.at(-1)).toMatchObject({
      msg: 'request answered',
      level: 'error',
      answered: false,
    });
  });

  it('are answered nowhere when told so', async () => {
    await open({ metricsPath: false });
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
  });

  it('refuse bounds that make no sense', () => {
    expect(() => telemetry({ service: 'x', buckets: [1, 1] })).toThrow(RangeError);
    expect(() => telemetry({ service: 'x', latencyBelowMs: 0 })).toThrow(RangeError);
  });
});

describe('without an SDK', () => {
  it('logs failed requests with the ids of the caller, and no secrets', async () => {
    await open();
    await fetch(`${url}/orders/1`);
    const secrets = {
      authorization: 'Bearer secret',
      cookie: 'session=secret',
      'idempotency-key': '"secret"',
    };
    await fetch(`${url}/broken?token=secret`, { headers: { traceparent, ...secrets } });
    await scrape();
    expect(lines.map(({ msg }) => msg)).toEqual([
      'from the handler',
      'request failed',
      'request answered',
    ]);
    expect(lines[0]).toMatchObject({ level: 'info', service: 'checkout', msg: 'from the handler' });
    expect(lines[0]).not.toHaveProperty('trace_id');
    expect(lines[2]).toMatchObject({
      level: 'error',
      msg: 'request answered',
      method: 'GET',
      path: '/broken',
      status: 500,
      trace_id: traceId,
      span_id: parentId,
    });
    expect(JSON.stringify(lines)).not.toContain('secret');
  });
});

describe('under an SDK', () => {
  const exporter = new InMemorySpanExporter();

  beforeEach(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    const spanProcessors = [new SimpleSpanProcessor({ exporter })];
    trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors }));
  });

  afterEach(() => {
    exporter.reset();
    trace.disable();
    propagation.disable();
    context.disable();
  });

  it("makes a server span under the caller's, with children and logs under it", async () => {
    await open();
    await fetch(`${url}/orders/7?token=secret`, { headers: { traceparent } });
    await scrape();
    const [child, span] = exporter.getFinishedSpans();
    expect(span).toMatchObject({
      name: 'GET /orders/:id',
      kind: 1,
      attributes: {
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'http.route': '/orders/:id',
        'url.path': '/orders/7',
        'url.scheme': 'http',
      },
    });
    expect(span?.spanContext().traceId).toBe(traceId);
    expect(span?.parentSpanContext?.spanId).toBe(parentId);
    expect(child?.parentSpanContext?.spanId).toBe(span?.spanContext().spanId);
    expect(lines[0]).toMatchObject({
      msg: 'from the handler',
      trace_id: traceId,
      span_id: span?.spanContext().spanId,
      trace_flags: '01',
    });
  });

  it('marks a span as failed for 5xx alone', async () => {
    await open();
    await fetch(`${url}/broken`);
    await fetch(`${url}/nowhere`);
    await scrape();
    const byStatus = exporter
      .getFinishedSpans()
      .filter(({ kind }) => kind === 1)
      .map(({ attributes, status }) => [attributes['http.response.status_code'], status.code]);
    expect(byStatus).toEqual([
      [500, 2],
      [404, 0],
    ]);
  });

  it('logs every request when told so, with the ids of its span', async () => {
    await open({ logRequests: 'all' });
    await fetch(`${url}/orders/7`, { headers: { traceparent } });
    await scrape();
    const span = exporter.getFinishedSpans().find(({ kind }) => kind === 1);
    expect(lines.at(-1)).toMatchObject({
      msg: 'request answered',
      route: '/orders/:id',
      status: 200,
      trace_id: traceId,
      span_id: span?.spanContext().spanId,
    });
  });
});
