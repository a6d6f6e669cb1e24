import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { describe, expect, it } from 'vitest';
import { constant } from './backoff.ts';
import { breaker } from './breaker.ts';
import { bulkhead } from './bulkhead.ts';
import { guard } from './guard.ts';
import { otelMetrics, otelSpan } from './open-telemetry.ts';
import { PrometheusMetrics } from './prometheus.ts';
import { retry } from './retry.ts';
import { timeout } from './timeout.ts';
import { consecutive } from './trip-rule.ts';

const fail = (): Promise<never> => Promise.reject(new Error('down'));

describe('Prometheus', () => {
  it('counts events and shows states, with labels escaped', async () => {
    const policy = breaker(consecutive(1), { name: 'a "db"\\1' });
    const metrics = new PrometheusMetrics(policy);
    await policy.execute(() => 1);
    await policy.execute(fail).catch(() => {});
    await policy.execute(() => 1).catch(() => {});
    const text = metrics.render();
    const labels = 'kind="breaker",name="a \\"db\\"\\\\1"';
    expect(text).toContain('# TYPE resilience_events_total counter\n');
    expect(text).toContain(`resilience_events_total{${labels},event="success"} 1\n`);
    expect(text).toContain(`resilience_events_total{${labels},event="rejected"} 1\n`);
    expect(text).toContain(`resilience_state{${labels}} 3\n`);
    metrics.stop();
    expect(policy.emit).toBeUndefined();
  });
});

describe('OpenTelemetry', () => {
  it('counts events and observes states', async () => {
    const added: unknown[] = [];
    const observed: unknown[] = [];
    let observe = (): void => {};
    const policy = breaker(consecutive(1), { name: 'db' });
    const stop = otelMetrics(
      {
        createCounter: () => ({ add: (value, attributes) => added.push([value, attributes]) }),
        createObservableGauge: () => ({
          addCallback: (callback) => {
            observe = () => {
              callback({ observe: (value, attributes) => observed.push([value, attributes]) });
            };
          },
        }),
      },
      policy,
    );
    await policy.execute(() => 1);
    policy.isolate();
    observe();
    stop();
    await policy.execute(() => 1).catch(() => {});
    const attributes = { 'guard.kind': 'breaker', 'guard.name': 'db' };
    expect(added).toEqual([
      [1, { ...attributes, event: 'success' }],
      [1, { ...attributes, event: 'state' }],
    ]);
    expect(observed).toEqual([[4, { 'guard.name': 'db' }]]);
  });

  it('makes a span for the call, one for each attempt in it, and is the parent of the work', async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new TracerProvider({
      spanProcessors: [new SimpleSpanProcessor({ exporter })],
    });
    const tracer = provider.getTracer('test');
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    try {
      const load = guard(
        otelSpan(tracer, 'call'),
        timeout(1_000),
        retry({ backoff: constant(1) }),
        bulkhead(),
        otelSpan(tracer, 'attempt'),
      );
      const work = async ({ attempt }: { attempt: number }): Promise<void> => {
        await Promise.resolve();
        tracer.startSpan(`query ${attempt}`).end();
        if (attempt === 1) throw new Error('down');
      };
      await Promise.all([load.execute(work), load.execute(work)]);
    } finally {
      context.disable();
    }
    const spans = exporter.getFinishedSpans();
    const nameOf = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
    const lines = spans.map(
      ({ name, attributes, status, parentSpanContext }) =>
        `${name} ${JSON.stringify(attributes['attempt'] ?? 0)} ${status.code} in ${nameOf.get(parentSpanContext?.spanId ?? '') ?? 'none'}`,
    );
    const each = [
      'query 1 0 0 in attempt',
      'attempt 1 2 in call',
      'query 2 0 0 in attempt',
      'attempt 2 0 in call',
      'call 1 0 in none',
    ];
    expect(lines.toSorted()).toEqual([...each, ...each].toSorted());
    // The two calls are two traces.
    expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(2);
  });
});
