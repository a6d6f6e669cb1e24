import { formatDuration } from '../contract/duration.ts';
import { formatRatio } from '../contract/ratio.ts';
import { burnRowsOf } from './burn.ts';
import { graph, stat } from './dashboard-panels.ts';
import type { Line, PanelWords } from './dashboard-panels.ts';
import { labels, range } from './promql.ts';
import { BASE_MS, SLOW_MS, decimals, periodSeconds } from './recording.ts';
import { SERIES, errorRatioSeries, seriesOf } from './series.ts';
import type { Slo } from './slo.ts';
import { nominalLengthMs } from './window.ts';

type Panel = ReturnType<typeof stat> | ReturnType<typeof graph>;

const MONTH = '30d';

/** The row of one SLO: what was promised, what is left, and how fast it goes. */
export function objectivePanels(slo: Slo): readonly Panel[] {
  const { objective, agreement = objective } = slo;
  const counted = slo.indicator.kind === 'slices' ? 'time' : 'events';
  const allowed = decimals(1 - objective);
  const budgetMinutes = decimals((allowed * nominalLengthMs(slo.window)) / 60_000);
  const good: PanelWords['thresholds'] = [
    [null, 'red'],
    ...(agreement < objective ? ([[agreement, 'orange']] as const) : []),
    [objective, 'green'],
  ];
  const leftOf = (whole: number): NonNullable<PanelWords['thresholds']> => [
    [null, 'red'],
    [0, 'orange'],
    [decimals(whole / 4), 'green'],
  ];
  const rows = burnRowsOf(slo.window, objective);
  const fastest = rows[0];
  const [hour, factor] = [fastest?.longMs ?? BASE_MS, fastest?.factor ?? 1];
  const promised =
    agreement < objective
      ? `objective ${formatRatio(objective)}, agreement ${formatRatio(agreement)}`
      : `objective ${formatRatio(objective)}`;
  return [
    stat(
      {
        title: 'This window',
        description: `${slo.description}: ${promised}. The share of good ${counted} in the window so far.`,
        unit: 'percentunit',
        decimals: 3,
        thresholds: good,
        span: 5,
      },
      `1 - ${last(slo, SERIES.windowRatio)}`,
    ),
    stat(
      {
        title: 'Monthly SLA',
        description: `The share of good ${counted} in the last 30 days, whatever the window is: ${promised}.`,
        unit: 'percentunit',
        decimals: 3,
        thresholds: good,
        span: 5,
      },
      `1 - sum_over_time(${seriesOf(slo, SERIES.badSlice)}[${MONTH}]) / sum_over_time(${seriesOf(slo, SERIES.slice)}[${MONTH}])`,
    ),
    stat(
      {
        title: 'Budget left',
        description: 'The share of the error budget that is left; negative when it is overspent.',
        unit: 'percentunit',
        decimals: 1,
        thresholds: leftOf(1),
        span: 4,
      },
      last(slo, SERIES.budgetLeft),
    ),
    stat(
      {
        title: 'Budget left in minutes',
        description: `Of ${budgetMinutes} minutes of total outage${slo.window.kind === 'rolling' ? '' : `, in a ${slo.window.period} of usual length`}.`,
        unit: 'm',
        decimals: 1,
        thresholds: leftOf(budgetMinutes),
        span: 4,
      },
      budgetLeftMinutes(slo),
    ),
    stat(
      {
        title: `Burn rate, ${formatDuration(hour)}`,
        description: 'At 1 exactly the budget is spent in the whole window.',
        unit: 'none',
        decimals: 2,
        thresholds: [
          [null, 'green'],
          [1, 'orange'],
          [factor, 'red'],
        ],
        span: 3,
      },
      burn(slo, hour),
    ),
    stat(
      {
        title: 'Data',
        description: 'The share of the window for which there are data. The rest nobody knows.',
        unit: 'percentunit',
        decimals: 1,
        thresholds: [
          [null, 'red'],
          [0.9, 'orange'],
          [0.99, 'green'],
        ],
        span: 3,
      },
      last(slo, SERIES.coverage),
    ),
    graph(
      {
        title: 'Budget left over time',
        description: 'Where it falls, something spent it.',
        unit: 'percentunit',
        span: 12,
      },
      [{ expr: last(slo, SERIES.budgetLeft), legend: 'left' }],
    ),
    graph(
      {
        title: 'Burn rates',
        description: rows
          .map(
            ({ severity, factor: pace, longMs, shortMs }) =>
              `${severity}: ${Number(pace.toPrecision(4))} × over ${formatDuration(longMs)} and ${formatDuration(shortMs)}`,
          )
          .join('; '),
        unit: 'none',
        decimals: 2,
        span: 12,
      },
      windowsOf(slo).map((windowMs): Line => ({
        expr: burn(slo, windowMs),
        legend: formatDuration(windowMs),
      })),
    ),
  ];
}

/** By the true length of a calendar period, as `ninefold status` has it: of 28 days, or of 31. */
function budgetLeftMinutes(slo: Slo): string {
  const { window, objective } = slo;
  const left = last(slo, SERIES.budgetLeft);
  return window.kind === 'rolling'
    ? `${left} * ${decimals(((1 - objective) * window.lengthMs) / 60_000)}`
    : `${left} * ${decimals(1 - objective)} * scalar(${periodSeconds[window.period]}) / 60`;
}

/** Availability of every service whose rules this Prometheus evaluates, and of each region. */
export function availabilityPanels(slos: readonly Slo[]): readonly Panel[] {
  const regions = slos.filter(({ region }) => region !== undefined);
  const span = regions.length > 0 ? 12 : 24;
  const ratio = (by: string, slo: string): string => {
    const matching = `{${slo}}`;
    return `1 - sum by (${by}) (${SERIES.badRate}${matching}) / sum by (${by}) (${SERIES.rate}${matching})`;
  };
  const words = { unit: 'percentunit', decimals: 3, span } as const;
  return [
    graph(
      {
        ...words,
        title: 'Availability by service',
        description: 'The share of good events in 5 minutes, of each service with rules here.',
      },
      [{ expr: ratio('service', 'slo="availability"'), legend: '{{service}}' }],
    ),
    ...(regions.length === 0
      ? []
      : [
          graph(
            {
              ...words,
              title: 'Availability by region',
              description: 'The share of good events in 5 minutes, as measured in each region.',
            },
            [
              {
                expr: ratio('region', `service="${regions[0]?.service ?? ''}",region!=""`),
                legend: '{{region}}',
              },
            ],
          ),
        ]),
  ];
}

/**
 * Quantiles over all replicas and routes together, from the sum of their buckets: a mean of quantiles
 * would be the quantile of nothing.
 */
export function latencyPanel(service: string, belowMs: number | undefined): Panel {
  const buckets = `sum by (le) (rate(http_server_request_duration_seconds_bucket${labels({ job: service })}[$__rate_interval]))`;
  return graph(
    {
      title: 'Latency: P50, P95, P99',
      description:
        belowMs === undefined
          ? 'Of all requests; no latency is promised.'
          : `Of all requests. Promised is ${formatDuration(belowMs)}.`,
      unit: 's',
      ...(belowMs === undefined
        ? {}
        : {
            thresholds: [
              [null, 'green'],
              [belowMs / 1000, 'red'],
            ],
          }),
      span: 12,
    },
    [0.5, 0.95, 0.99].map((quantile) => ({
      expr: `histogram_quantile(${quantile}, ${buckets})`,
      legend: `P${quantile * 100}`,
    })),
  );
}

/** The series is written every 5 minutes; between two writings the last holds. */
function last(slo: Slo, series: string): string {
  return `last_over_time(${seriesOf(slo, series)}[${range(2 * SLOW_MS)}])`;
}

function burn(slo: Slo, windowMs: number): string {
  return `${last(slo, errorRatioSeries(windowMs))} / ${decimals(1 - slo.objective)}`;
}

function windowsOf(slo: Slo): readonly number[] {
  const rows = burnRowsOf(slo.window, slo.objective);
  const all = rows.flatMap(({ longMs, shortMs }) => [longMs, shortMs]);
  return all.length === 0 ? [BASE_MS] : [...new Set(all)].toSorted((a, b) => a - b);
}
