import { Policy } from './policy.ts';
import type { AnyPolicy, Step } from './policy.ts';

type Attributes = Record<string, string | number | boolean>;

/** What is used of OpenTelemetry's `Meter`. */
export interface OtelMeter {
  createCounter(
    name: string,
    options?: { description?: string; unit?: string },
  ): { add(value: number, attributes?: Attributes): void };
  createObservableGauge(
    name: string,
    options?: { description?: string; unit?: string },
  ): {
    addCallback(
      callback: (result: { observe(value: number, attributes?: Attributes): void }) => void,
    ): void;
  };
}

/** What is used of OpenTelemetry's `Span`. */
export interface OtelSpan {
  setStatus(status: { code: number; message?: string }): unknown;
  recordException(error: Error | string): void;
  end(): void;
}

/** What is used of OpenTelemetry's `Tracer`. */
export interface OtelTracer {
  startActiveSpan<T>(
    name: string,
    options: { attributes?: Attributes },
    fn: (span: OtelSpan) => T,
  ): T;
}

/** OpenTelemetry's SpanStatusCode.ERROR. */
const ERROR = 2;
const STATES = ['closed', 'recovering', 'half-open', 'open', 'isolated'];

/**
 * Counts the events of guards as `resilience.events` (attributes `guard.kind`, `guard.name`,
 * `event`) and shows breakers' states (0 closed to 4 isolated) as `resilience.breaker.state`.
 * The function returned stops the counting.
 */
export function otelMetrics(meter: OtelMeter, ...policies: readonly AnyPolicy[]): () => void {
  const events = meter.createCounter('resilience.events', {
    description: 'What guards did',
    unit: '{event}',
  });
  const all = policies.flatMap((policy) => policy.policies);
  const stops = all.map((policy) => {
    const { kind, name } = policy;
    return policy.on(({ type }) => {
      events.add(1, { 'guard.kind': kind, 'guard.name': name, event: type });
    });
  });
  meter
    .createObservableGauge('resilience.breaker.state', {
      description: STATES.map((state, index) => `${index} ${state}`).join(', '),
    })
    .addCallback((result) => {
      for (const policy of all) {
        const { state } = policy.inspect() as { state?: unknown };
        if (typeof state === 'string')
          result.observe(STATES.indexOf(state), { 'guard.name': policy.name });
      }
    });
  return () => {
    for (const stop of stops) stop();
  };
}

/** A span around whatever is inside it. Make it with `otelSpan`. */
export class OtelSpanPolicy extends Policy {
  declare readonly kind: 'trace';
  readonly #tracer: OtelTracer;

  constructor(tracer: OtelTracer, name: string) {
    super('trace', name);
    this.#tracer = tracer;
  }

  around(next: Step): Step {
    return (call) => {
      const key = call.key === undefined ? {} : { key: call.key };
      const attributes = { attempt: call.attempt, ...key };
      // Active while the rest is called: spans made in there, also later, are its children.
      return this.#tracer.startActiveSpan(this.name, { attributes }, (span) =>
        next(call).then(
          (value) => {
            span.end();
            return value;
          },
          (error: unknown) => {
            const message = error instanceof Error ? error.message : String(error);
            span.recordException(error instanceof Error ? error : message);
            span.setStatus({ code: ERROR, message });
            span.end();
            throw error;
          },
        ),
      );
    };
  }
}

/**
 * A guard that makes a span: outermost for the whole call, inside a retry or a hedge for each
 * attempt (attribute `attempt`). It is the active span of what it guards.
 */
export function otelSpan(tracer: OtelTracer, name: string): OtelSpanPolicy {
  return new OtelSpanPolicy(tracer, name);
}
