import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';

import { context } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

import { whenEnded } from '../http/answer-end.ts';
import { isOperational } from '../http/operational-path.ts';
import type { HttpExchange, HttpStep } from '../http/step.ts';
import { methodLabel } from './method.ts';
import { CLIENT_LEFT, DURATION_BUCKETS, NAMES } from './names.ts';
import { RequestHistogram } from './request-histogram.ts';
import { ServerSpans } from './server-span.ts';
import type { ServerSpan } from './server-span.ts';
import { SliCounters } from './sli.ts';
import type { RequestEnd } from './sli.ts';
import { callersFields, traceFields } from './trace-fields.ts';

export interface TelemetryOptions {
  /** The service's name, as in `ninefold.yaml`. */
  readonly service: string;
  /** The latency promised (ms): `promise.latency.below`. Default: none, and no such SLI. */
  readonly latencyBelowMs?: number;
  /** A client that leaves after waiting this long (ms) waited in vain. Default: 1,000. */
  readonly patienceMs?: number;
  /** Upper bounds of the buckets (s); `latencyBelowMs` is added. Default: OpenTelemetry's. */
  readonly buckets?: readonly number[];
  /** Routes told apart; the others are one, `other`. Default: 200. */
  readonly maxRoutes?: number;
  /** Where a scrape is answered. Default: `/metrics`; `false`: nowhere. */
  readonly metricsPath?: string | false;
  /** Also CPU, memory, garbage collection and event loop of the process. Default: true. */
  readonly processMetrics?: boolean;
  /** Where requests are logged. Default: nowhere. */
  readonly logger?: Pick<Logger, 'info' | 'error'>;
  /** Which requests: `failed` are those answered with 5xx, or half. Default: `failed`. */
  readonly logRequests?: 'failed' | 'all';
}

export interface Telemetry {
  /** Counts, times, traces and logs requests, and answers scrapes. Put it outermost. */
  readonly step: HttpStep;
  /** What a scrape shows; register metrics of the application here. */
  readonly registry: Registry;
}

/**
 * RED metrics, SLI counters, server spans and request logs, under the names in `NAMES`. `/health/...`
 * and `/metrics` count in none of them.
 *
 * Without an OpenTelemetry SDK there are no spans, and nothing is paid for them.
 *
 * @throws RangeError when buckets do not ascend or a bound is not above 0
 */
export function telemetry(options: TelemetryOptions): Telemetry {
  return new RequestTelemetry(options);
}

class RequestTelemetry implements Telemetry {
  readonly registry: Registry = new Registry();
  readonly #options: TelemetryOptions;
  readonly #metricsPath: string | false;
  readonly #histogram: RequestHistogram;
  readonly #sli: SliCounters;
  readonly #spans = new ServerSpans();
  #active = 0;

  constructor(options: TelemetryOptions) {
    this.#options = options;
    const { service, latencyBelowMs, patienceMs = 1_000, maxRoutes = 200 } = options;
    this.#metricsPath = options.metricsPath ?? '/metrics';
    this.#histogram = new RequestHistogram(boundsOf(options), maxRoutes);
    this.#histogram.register(this.registry);
    this.#sli = new SliCounters(latencyBelowMs, patienceMs);
    this.#sli.register(this.registry, service);
    const active = (): number => this.#active;
    new Gauge({
      name: NAMES.active,
      help: 'HTTP requests that were not answered yet.',
      registers: [this.registry],
      collect() {
        this.set(active());
      },
    });
    if (options.processMetrics ?? true) collectDefaultMetrics({ register: this.registry });
  }

  readonly step: HttpStep = (exchange, next) => {
    const { request, response } = exchange;
    if (this.#isScrape(request)) return this.#page(response);
    if (isOperational(request)) return next();
    this.#active++;
    const span = this.#spans.start(exchange);
    whenEnded(response, () => {
      this.#ended(exchange, span);
    });
    return span ? context.with(span.context, next) : next();
  };

  #ended(
    { request, response, arrivedMs, route }: HttpExchange,
    span: ServerSpan | undefined,
  ): void {
    this.#active--;
    const answered = response.writableFinished;
    const end: RequestEnd = {
      status: answered || response.headersSent ? response.statusCode : CLIENT_LEFT,
      answered,
      broke: !answered && response.errored !== null,
      durationMs: performance.now() - arrivedMs,
    };
    const method = methodLabel(request.method);
    const matched = route();
    this.#histogram.observe(method, matched, end.status, end.durationMs / 1_000);
    this.#sli.count(end);
    if (span) this.#spans.end(span, method, matched, end);
    if (isFailure(end) || this.#options.logRequests === 'all')
      this.#log(request, matched, end, span);
  }

  #log(
    { method, url = '', headers }: IncomingMessage,
    route: string | undefined,
    end: RequestEnd,
    span: ServerSpan | undefined,
  ): void {
    const { status, answered, durationMs } = end;
    const line = {
      method,
      // The query may hold secrets.
      path: url.split('?', 1)[0],
      route,
      status,
      answered,
      duration_ms: Math.round(durationMs * 10) / 10,
      ...(span ? traceFields(span.span.spanContext()) : callersFields(headers['traceparent'])),
    };
    const { logger } = this.#options;
    if (isFailure(end)) logger?.error(line, 'request answered');
    else logger?.info(line, 'request answered');
  }

  #isScrape({ method, url = '' }: IncomingMessage): boolean {
    const path = this.#metricsPath;
    if (path === false || !url.startsWith(path) || method !== 'GET') return false;
    return url.length === path.length || url[path.length] === '?';
  }

  async #page(response: ServerResponse): Promise<void> {
    const page = await this.registry.metrics();
    response
      .writeHead(200, { 'content-type': this.registry.contentType, 'cache-control': 'no-store' })
      .end(page);
  }
}

function isFailure({ status, broke }: RequestEnd): boolean {
  return status >= 500 || broke;
}

function boundsOf({ latencyBelowMs, buckets = DURATION_BUCKETS }: TelemetryOptions): number[] {
  if (latencyBelowMs !== undefined && !(latencyBelowMs > 0))
    throw new RangeError('latencyBelowMs must be above 0');
  if (!buckets.every((bound, index) => bound > (buckets[index - 1] ?? 0)))
    throw new RangeError('buckets must ascend from above 0');
  // A promise is read from the histogram exactly only where one of its buckets ends.
  const promised = latencyBelowMs === undefined ? [] : [latencyBelowMs / 1_000];
  return [...new Set([...buckets, ...promised])].toSorted((a, b) => a - b);
}
