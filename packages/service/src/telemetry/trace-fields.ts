import type { SpanContext } from '@opentelemetry/api';

/** What ties a log line to a trace, under OpenTelemetry's names for logs that are not OTLP. */
export type TraceFields =
  | { readonly trace_id: string; readonly span_id: string; readonly trace_flags: string }
  | Readonly<Record<string, never>>;

/** Nothing when there is no span. */
export function traceFields(span: SpanContext | undefined): TraceFields {
  if (!span) return {};
  const flags = span.traceFlags.toString(16).padStart(2, '0');
  return { trace_id: span.traceId, span_id: span.spanId, trace_flags: flags };
}

/** Version 00 (W3C Trace Context, 2.2); a newer one begins the same way. All zeros are invalid. */
const TRACEPARENT =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:$|-)/;

/** The caller's span, by a `traceparent` header: for a process without an SDK. */
export function callersFields(traceparent: string | string[] | undefined): TraceFields {
  const match = typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent) : null;
  const [, traceId, spanId, flags] = match ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return {};
  return { trace_id: traceId, span_id: spanId, trace_flags: flags };
}
