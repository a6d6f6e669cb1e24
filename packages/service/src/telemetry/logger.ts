import { trace } from '@opentelemetry/api';
import { pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Logger, LoggerOptions } from 'pino';

import { traceFields } from './trace-fields.ts';

export interface ServiceLoggerOptions extends Omit<LoggerOptions, 'mixin'> {
  /** Default: standard output. */
  readonly destination?: DestinationStream;
}

/**
 * Structured logs, one JSON object a line: pino with the service's name, the level as a word, the
 * time as ISO 8601, and `trace_id`, `span_id` and `trace_flags` of the span that is active when a
 * line is written (OpenTelemetry's names for logs that are not OTLP).
 */
export function serviceLogger(service: string, options: ServiceLoggerOptions = {}): Logger {
  const { destination, ...rest } = options;
  const settings: LoggerOptions = {
    base: { service },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    ...rest,
    mixin: () => traceFields(trace.getActiveSpan()?.spanContext()),
  };
  return destination ? pino(settings, destination) : pino(settings);
}
