/** Samples of a service as a Prometheus would have scraped it, once a minute. */
export interface SyntheticService {
  readonly service: string;
  readonly region?: string;
  /** Events per second. */
  readonly rate: number;
  /** The share of events that are bad at an instant (ms). Default: none. */
  readonly badAt?: (ms: number) => number;
  /** No samples after it (ms). Default: until the end. */
  readonly untilMs?: number;
}

const minuteMs = 60_000;

/** Series in OpenMetrics text: each name once, each series in the order of time. */
export interface SyntheticSeries {
  readonly name: string;
  readonly labels: string;
  readonly samples: readonly (readonly [ms: number, value: number])[];
}

/** `ninefold_sli_events_total` of a service for availability, over a stretch of time. */
export function eventSeries(
  service: SyntheticService,
  fromMs: number,
  toMs: number,
): readonly SyntheticSeries[] {
  const { rate, badAt = () => 0, untilMs = toMs, region } = service;
  const good: [number, number][] = [];
  const bad: [number, number][] = [];
  let [goodCount, badCount] = [0, 0];
  for (let ms = fromMs; ms <= Math.min(toMs, untilMs); ms += minuteMs) {
    const events = rate * 60;
    badCount += events * badAt(ms);
    goodCount += events * (1 - badAt(ms));
    good.push([ms, goodCount]);
    bad.push([ms, badCount]);
  }
  const where = region === undefined ? '' : `,region="${region}"`;
  const labels = (outcome: string): string =>
    `service="${service.service}",sli="availability",outcome="${outcome}",job="${service.service}",instance="app-0"${where}`;
  const name = 'ninefold_sli_events_total';
  return [
    { name, labels: labels('good'), samples: good },
    { name, labels: labels('bad'), samples: bad },
  ];
}

/** A series that has one value over a stretch, once a minute. */
export function constantSeries(
  name: string,
  labels: string,
  value: number,
  fromMs: number,
  toMs: number,
): SyntheticSeries {
  const samples: [number, number][] = [];
  for (let ms = fromMs; ms <= toMs; ms += minuteMs) samples.push([ms, value]);
  return { name, labels, samples };
}

/** As `promtool tsdb create-blocks-from openmetrics` reads it. */
export function openMetrics(series: readonly SyntheticSeries[]): string {
  const names = [...new Set(series.map(({ name }) => name))];
  const lines = names.flatMap((name) =>
    series
      .filter((one) => one.name === name)
      .flatMap(({ labels, samples }) =>
        samples.map(([ms, value]) => `${name}{${labels}} ${value} ${ms / 1000}`),
      ),
  );
  return `${lines.join('\n')}\n# EOF\n`;
}
