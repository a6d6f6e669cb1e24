import { labels } from './promql.ts';

/**
 * Requests that clients made of the built-in balancer, by SLI and outcome: a counter like that of
 * `@ninefold/service`, which also sees what reached no replica.
 */
export const BALANCER_EVENTS = 'ninefold_balancer_events_total';

/** What was counted in one region; `region` is absent where there is only one. */
export interface CountedRegion {
  readonly region?: string;
  readonly sli: 'availability' | 'latency';
  readonly good: number;
  readonly bad: number;
}

/** A page in Prometheus's text format (version 0.0.4). Both outcomes are there from the start, with 0. */
export function metricsPage(service: string, counted: readonly CountedRegion[]): string {
  const lines = counted.flatMap(({ region, sli, good, bad }) =>
    Object.entries({ good, bad }).map(([outcome, count]) => {
      const all = { service, ...(region === undefined ? {} : { region }), sli, outcome };
      return `${BALANCER_EVENTS}${labels(all)} ${count}`;
    }),
  );
  return [
    `# HELP ${BALANCER_EVENTS} Requests of clients that were good or bad for an SLI, as the balancer saw them.`,
    `# TYPE ${BALANCER_EVENTS} counter`,
    ...lines,
    '',
  ].join('\n');
}
