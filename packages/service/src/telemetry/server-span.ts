import {
  context,
  propagation,
  ProxyTracer,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { Context, Span, Tracer } from '@opentelemetry/api';

import type { HttpExchange } from '../http/step.ts';
import { methodLabel } from './method.ts';
import type { RequestEnd } from './sli.ts';

/** A server span, and the context to handle its request in. */
export interface ServerSpan {
  readonly span: Span;
  readonly context: Context;
}

/** Between two looks for an SDK (ms): it is registered before the first request, or not at all. */
const LOOK_EVERY_MS = 1_000;

/** Makes a server span for each request once the application has registered an SDK. */
export class ServerSpans {
  #tracer: Tracer | undefined;
  #lookAgainMs = 0;

  /** A child of the request's `traceparent`; undefined while no SDK is registered. */
  start({ request, arrivedMs }: HttpExchange): ServerSpan | undefined {
    const tracer = this.#tracer ?? this.#look(arrivedMs);
    if (!tracer) return undefined;
    const { method, url = '', headers } = request;
    const known = methodLabel(method);
    const query = url.indexOf('?');
    const parent = propagation.extract(context.active(), headers);
    const span = tracer.startSpan(
      known === '_OTHER' ? 'HTTP' : known,
      {
        kind: SpanKind.SERVER,
        attributes: {
          'http.request.method': known,
          ...(known === '_OTHER' &&
            method !== undefined && { 'http.request.method_original': method }),
          'url.path': query < 0 ? url : url.slice(0, query),
          'url.scheme': 'encrypted' in request.socket ? 'https' : 'http',
          'network.protocol.version': request.httpVersion,
        },
      },
      parent,
    );
    return { span, context: trace.setSpan(parent, span) };
  }

  /** Ends `span`, named for what is known by then. 4xx is the client's error, not the server's. */
  end({ span }: ServerSpan, method: string, route: string | undefined, end: RequestEnd): void {
    if (route !== undefined) {
      span.updateName(`${method === '_OTHER' ? 'HTTP' : method} ${route}`);
      span.setAttribute('http.route', route);
    }
    if (end.answered) span.setAttribute('http.response.status_code', end.status);
    else span.setAttribute('error.type', end.broke ? 'answer_broke' : 'client_left');
    if (end.broke) span.setStatus({ code: SpanStatusCode.ERROR });
    if (end.answered && end.status >= 500) {
      span.setAttribute('error.type', String(end.status));
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  }

  #look(nowMs: number): Tracer | undefined {
    if (nowMs < this.#lookAgainMs) return undefined;
    this.#lookAgainMs = nowMs + LOOK_EVERY_MS;
    const tracer = trace.getTracer('@ninefold/service');
    // Until an SDK is registered the API hands out proxies, whose spans record nothing.
    if (tracer instanceof ProxyTracer) return undefined;
    this.#tracer = tracer;
    return tracer;
  }
}
