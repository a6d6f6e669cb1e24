import type { Metric, Registry } from 'prom-client';

import { NAMES, OTHER_ROUTE, REQUEST_LABELS, UNMATCHED } from './names.ts';

interface Series {
  readonly labels: Readonly<Record<(typeof REQUEST_LABELS)[number], string>>;
  /** Observations by bucket, not cumulative; the last is above all bounds. */
  readonly counts: Float64Array;
  sum: number;
}

interface Sample {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/**
 * The duration of requests by method, route and status: what prom-client's Histogram is, and shown
 * by its registry, but with the labels of a series looked up instead of hashed. That costs 50 ns an
 * observation where prom-client's takes 530 (Node 20), a fiftieth of a hello-world request.
 */
export class RequestHistogram {
  readonly name: string = NAMES.duration;
  readonly #bounds: readonly number[];
  readonly #maxRoutes: number;
  readonly #routes = new Map<string, Map<string, Series>>();

  /**
   * @param bounds - upper bounds of the buckets (s), ascending
   * @param maxRoutes - routes told apart; the others are one
   */
  constructor(bounds: readonly number[], maxRoutes: number) {
    this.#bounds = bounds;
    this.#maxRoutes = maxRoutes;
  }

  /** @param seconds - 0 or more */
  observe(method: string, route: string | undefined, status: number, seconds: number): void {
    const series = this.#series(route ?? UNMATCHED, method, status);
    series.sum += seconds;
    const bounds = this.#bounds;
    let bucket = 0;
    while (bucket < bounds.length && seconds > (bounds[bucket] as number)) bucket++;
    series.counts[bucket] = (series.counts[bucket] as number) + 1;
  }

  register(registry: Registry): void {
    // A registry asks a metric for its name and `get` alone; the type names prom-client's own four.
    registry.registerMetric(this as unknown as Metric);
  }

  /** For the registry. */
  async get(): Promise<object> {
    const values = [...this.#routes.values()].flatMap((byCode) =>
      [...byCode.values()].flatMap((series) => this.#samples(series)),
    );
    const help = 'Duration of HTTP requests, to the last byte of the answer.';
    return { name: this.name, help, type: 'histogram', aggregator: 'sum', values };
  }

  #samples({ labels, counts, sum }: Series): Sample[] {
    let cumulative = 0;
    const buckets = [...this.#bounds, '+Inf'].map((le, index) => {
      cumulative += counts[index] as number;
      return { metricName: `${this.name}_bucket`, labels: { le, ...labels }, value: cumulative };
    });
    return [
      ...buckets,
      { metricName: `${this.name}_sum`, labels, value: sum },
      { metricName: `${this.name}_count`, labels, value: cumulative },
    ];
  }

  #series(route: string, method: string, status: number): Series {
    let known = this.#routes.get(route);
    if (!known) {
      if (this.#routes.size >= this.#maxRoutes && route !== OTHER_ROUTE)
        return this.#series(OTHER_ROUTE, method, status);
      known = new Map();
      this.#routes.set(route, known);
    }
    const key = `${method}${status}`;
    let series = known.get(key);
    if (!series) {
      const labels = {
        http_request_method: method,
        http_route: route,
        http_response_status_code: String(status),
      };
      series = { labels, counts: new Float64Array(this.#bounds.length + 1), sum: 0 };
      known.set(key, series);
    }
    return series;
  }
}
