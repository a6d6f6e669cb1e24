import { describe, expect, it } from 'vitest';
import { constant } from './backoff.ts';
import { breaker } from './breaker.ts';
import { guard } from './guard.ts';
import { guarded } from './guarded-method.ts';
import { otelMetrics, otelSpan } from './open-telemetry.ts';
import { PrometheusMetrics } from './prometheus.ts';
import { retry } from './retry.ts';
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

  it('makes a span for the call and one for each attempt', async () => {
    const spans: string[] = [];
    const tracer = {
      startSpan: (name: string, options?: { attributes?: Record<string, unknown> }) => {
        const label = `${name} ${String(options?.attributes?.['attempt'])}`;
        return {
          setStatus: ({ code }: { code: number }) => spans.push(`${label} status ${code}`),
          recordException: () => {},
          end: () => spans.push(`${label} ended`),
        };
      },
    };
    await guard(
      otelSpan(tracer, 'call'),
      retry({ backoff: constant(0) }),
      otelSpan(tracer, 'attempt'),
    ).execute(({ attempt }) => {
      if (attempt === 1) throw new Error('down');
    });
    expect(spans).toEqual([
      'attempt 1 status 2',
      'attempt 1 ended',
      'attempt 2 ended',
      'call 1 ended',
    ]);
  });
});

describe('guarded', () => {
  it('puts a method under a guard, with its this', async () => {
    const policy = retry({ backoff: constant(0) });
    class Repository {
      rows = 2;
      tries = 0;
      async count(): Promise<number> {
        if (++this.tries === 1) throw new Error('down');
        return this.rows;
      }
    }
    // Written out, since not every runtime has the decorator syntax yet.
    const decorate = guarded<[]>(policy);
    const own = Object.getOwnPropertyDescriptor(Repository.prototype, 'count');
    Repository.prototype.count = decorate(own?.value as () => Promise<number>, { kind: 'method' });
    expect(await new Repository().count()).toBe(2);
  });
});
