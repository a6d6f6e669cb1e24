import { z } from 'zod';
import { leaf, named, oneOf, text, wholeNumber } from './leaf.ts';
import { linkPattern, parseLink } from './link.ts';
import { parseInstantQuery, parseRateQuery, parseSelector } from './slo-query.ts';
import { duration, ratio } from './values.ts';

/**
 * `slo:`, how the promise is watched in production: which metrics tell it, further indicators, and
 * where alerts lead. Nothing of it is needed to prove the promise.
 */
export interface SloSection {
  /**
   * Which metrics tell availability and latency. `service` (default): the counters of
   * @ninefold/service; `open-telemetry`: the histogram of OpenTelemetry's HTTP conventions;
   * `haproxy`: HAProxy's own exporter, and `balancer`: Ninefold's own balancer (`balancer.metrics`), both
   * of which also see requests that reached nobody.
   */
  readonly source: SliSource;
  /** The budget starts anew with each (UTC). Absent: a rolling window, `promise.availability.window`. */
  readonly calendar?: CalendarPeriod;
  /** Failed events that an alert needs in its long window. Default 5. */
  readonly floor: number;
  /** Beside availability and latency of the promise. */
  readonly indicators: readonly IndicatorSpec[];
  readonly alerts: AlertLinks;
}

export type SliSource = 'service' | 'open-telemetry' | 'haproxy' | 'balancer';
export type CalendarPeriod = 'week' | 'month' | 'quarter';

export interface IndicatorSpec {
  readonly name: string;
  readonly objective: number;
  /** The SLA, looser than the objective; absent: none was agreed. */
  readonly agreement?: number;
  readonly description?: string;
  readonly measure: MeasureSpec;
}

/** How good and bad are told apart. PromQL stands with `{{window}}` for the range it is read over. */
export type MeasureSpec =
  /**
   * Two queries, each of events a second over the window; `{{seconds}}` is its length. Series of a side
   * are summed.
   */
  | {
      readonly kind: 'ratio';
      readonly counts: 'good' | 'bad';
      readonly part: string;
      readonly total: string;
    }
  /**
   * A query of the Unix time (s) of the last success; time in which it is older is bad. Of several series
   * the oldest counts.
   */
  | { readonly kind: 'freshness'; readonly timestamp: string; readonly belowMs: number }
  /** A selector of 0/1 gauges such as `probe_success`; each sample is an event. */
  | { readonly kind: 'probe'; readonly success: string }
  /** A selector of a histogram (s) without `_bucket`; events within the bound are good. */
  | {
      readonly kind: 'latency';
      readonly histogram: string;
      readonly belowMs: number;
      readonly type: 'classic' | 'native';
    };

export interface AlertLinks {
  /** Runbooks are at this URL and the name of the file. Absent: alerts name the file alone. */
  readonly runbooks?: string;
  /** Where dashboards are. */
  readonly dashboards?: string;
  /** Webhooks that Alertmanager calls. Absent: it notifies nobody. */
  readonly page?: string;
  readonly ticket?: string;
  /** Called every minute as long as alerting works, by a dead-man switch that calls somebody when it stops. */
  readonly watchdog?: string;
}

/** The section as it is written. */
export interface WrittenSlo {
  readonly source: SliSource;
  readonly calendar?: CalendarPeriod | undefined;
  readonly floor: number;
  readonly indicators: Record<string, WrittenIndicator>;
  readonly alerts: {
    readonly runbooks?: string | undefined;
    readonly dashboards?: string | undefined;
    readonly page?: string | undefined;
    readonly ticket?: string | undefined;
    readonly watchdog?: string | undefined;
  };
}

export interface WrittenIndicator {
  readonly objective: number;
  readonly agreement?: number | undefined;
  readonly description?: string | undefined;
  readonly ratio?:
    | {
        readonly good?: string | undefined;
        readonly bad?: string | undefined;
        readonly total: string;
      }
    | undefined;
  readonly freshness?: { readonly timestamp: string; readonly below: number } | undefined;
  readonly probe?: string | undefined;
  readonly latency?:
    | { readonly histogram: string; readonly below: number; readonly type: 'classic' | 'native' }
    | undefined;
}

/** The keys of an indicator of which it has exactly one. */
export const measureKeys = ['ratio', 'freshness', 'probe', 'latency'] as const;

const anyText = /\S/;

const windowed = (): z.ZodType<string> =>
  leaf(parseRateQuery, { type: 'string', pattern: String.raw`\{\{window\}\}` });

const instant = (): z.ZodType<string> =>
  leaf(parseInstantQuery, { type: 'string', pattern: anyText.source });

const selector = (example: string): z.ZodType<string> =>
  leaf((value) => parseSelector(value, example), {
    type: 'string',
    pattern: String.raw`^\s*[a-zA-Z_:][a-zA-Z0-9_:]*\s*(\{[^]*\})?\s*$`,
  });

const link = (what: string): z.ZodOptional<z.ZodType<string>> =>
  leaf(parseLink, { type: 'string', pattern: linkPattern }).optional().describe(what);

const indicator: z.ZodType<WrittenIndicator> = z.strictObject({
  objective: ratio().describe('The objective (SLO): the share of events that are good.'),
  agreement: ratio()
    .optional()
    .describe('What is agreed with customers (SLA). Default: nothing is.'),
  description: text(anyText, 'a description', 'a text')
    .optional()
    .describe('What it means to clients. Default: made from the measure.'),
  ratio: z
    .strictObject({
      good: windowed()
        .optional()
        .describe('The rate of good events, a second. Default: bad tells it.'),
      bad: windowed()
        .optional()
        .describe('The rate of bad events, a second. Default: good tells it.'),
      total: windowed().describe('The rate of all events, a second.'),
    })
    .optional()
    .describe('Two PromQL queries, with {{window}} for the range. Default: another measure.'),
  freshness: z
    .strictObject({
      timestamp: instant().describe(
        'PromQL of the Unix time (s) of the last success; of several series the oldest counts.',
      ),
      below: duration(60_000).describe('How old it may be.'),
    })
    .optional()
    .describe('Time in which data is older than it may be is bad. Default: another measure.'),
  probe: selector('probe_success{job="blackbox"}')
    .optional()
    .describe(
      'A selector of gauges that are 1 after a successful probe; each sample is an event. Default: another measure.',
    ),
  latency: z
    .strictObject({
      histogram: selector('http_server_request_duration_seconds{job="checkout"}').describe(
        'The histogram, in seconds, without _bucket.',
      ),
      below: duration(1).describe('The bound; of a classic histogram one of its buckets.'),
      type: oneOf(['classic', 'native'], 'histogram')
        .prefault('classic')
        .describe('Which kind of histogram it is.'),
    })
    .optional()
    .describe('Events within a bound are good. Default: another measure.'),
});

/** `slo:`. */
export const slo: z.ZodType<WrittenSlo> = z.strictObject({
  source: oneOf(['service', 'open-telemetry', 'haproxy', 'balancer'], 'source')
    .prefault('service')
    .describe(
      'Which metrics tell availability and latency: of @ninefold/service, OpenTelemetry, HAProxy, or the built-in balancer.',
    ),
  calendar: oneOf(['week', 'month', 'quarter'], 'calendar period')
    .optional()
    .describe('The budget starts anew with each, in UTC. Default: a rolling window.'),
  floor: wholeNumber(0, 1_000_000)
    .prefault(5)
    .describe('Failed events that an alert needs in its long window.'),
  indicators: named(
    indicator,
    /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'the name of an indicator',
    'lower-case letters, digits and dashes, such as search',
  )
    .prefault({})
    .describe('Further indicators by name, each with its objective and one measure.'),
  alerts: z
    .strictObject({
      runbooks: link('Where runbooks are published. Default: alerts name the file alone.'),
      dashboards: link('Where Grafana is. Default: alerts name the dashboard alone.'),
      page: link('The webhook that wakes somebody up. Default: nobody is.'),
      ticket: link('The webhook that opens a ticket. Default: none is.'),
      watchdog: link(
        'The webhook of a dead-man switch: called every minute while alerting works. Default: nobody is.',
      ),
    })
    .prefault({})
    .describe('Where alerts lead.'),
});

/** Completes the section; whatever is checked elsewhere (one measure each) holds. */
export function sloOf(written: WrittenSlo): SloSection {
  const { source, calendar, floor, indicators, alerts } = written;
  const { runbooks, dashboards, page, ticket, watchdog } = alerts;
  return {
    source,
    ...(calendar === undefined ? {} : { calendar }),
    floor,
    indicators: Object.entries(indicators).map(([name, one]) => ({
      name,
      objective: one.objective,
      ...(one.agreement === undefined ? {} : { agreement: one.agreement }),
      ...(one.description === undefined ? {} : { description: one.description }),
      measure: measureOf(one),
    })),
    alerts: {
      ...(runbooks === undefined ? {} : { runbooks }),
      ...(dashboards === undefined ? {} : { dashboards }),
      ...(page === undefined ? {} : { page }),
      ...(ticket === undefined ? {} : { ticket }),
      ...(watchdog === undefined ? {} : { watchdog }),
    },
  };
}

function measureOf({ ratio: counted, freshness, probe, latency }: WrittenIndicator): MeasureSpec {
  if (counted !== undefined) {
    const { good, bad, total } = counted;
    return bad === undefined
      ? { kind: 'ratio', counts: 'good', part: good ?? '', total }
      : { kind: 'ratio', counts: 'bad', part: bad, total };
  }
  if (freshness !== undefined) {
    return { kind: 'freshness', timestamp: freshness.timestamp, belowMs: freshness.below };
  }
  if (latency !== undefined) {
    const { histogram, below, type } = latency;
    return { kind: 'latency', histogram, belowMs: below, type };
  }
  return { kind: 'probe', success: probe ?? '' };
}
