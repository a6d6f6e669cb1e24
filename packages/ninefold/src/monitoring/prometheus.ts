import { z } from 'zod';

import { EnvironmentError } from '../ports/errors.ts';
import { askJson } from './ask-json.ts';
import type { MonitoringAddress } from './ask-json.ts';

export interface Prometheus {
  readonly shown: string;
  /**
   * The value of a query at an instant (wall time, ms); absent when it gives nothing, NaN as it is.
   *
   * @throws EnvironmentError when it can't be asked, or gives more than one series
   */
  value(query: string, atMs: number): Promise<number | undefined>;
  /**
   * All series of a query over a range, without what is NaN; a long range by several questions.
   *
   * @throws EnvironmentError when it can't be asked
   */
  range(query: string, range: TimeRange): Promise<readonly Series[]>;
}

export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly Sample[];
}

interface Sample {
  readonly atMs: number;
  readonly value: number;
}

/** Prometheus refuses more than 11,000 points of a series at a time. */
const PART_POINTS = 10_000;

/** A reader of Prometheus's HTTP API, version 1, which its relatives (Thanos, Mimir) answer too. */
export function openPrometheus(address: MonitoringAddress, signal: AbortSignal): Prometheus {
  const ask = async (path: string, form: Readonly<Record<string, string>>): Promise<Data> => {
    const answer = answerSchema.safeParse(await askJson(address, path, form, signal));
    if (!answer.success) {
      throw new EnvironmentError(
        `can't ask ${address.shown}: it does not answer as Prometheus does`,
      );
    }
    if (answer.data.status === 'error') {
      throw new EnvironmentError(
        `${address.shown} can't answer "${form['query'] ?? ''}": ${answer.data.error}`,
      );
    }
    return answer.data.data;
  };
  return {
    shown: address.shown,
    async value(query, atMs) {
      const data = await ask('api/v1/query', { query, time: String(atMs / 1000) });
      if (data.resultType === 'scalar') return Number(data.result[1]);
      if (data.resultType === 'matrix') return undefined;
      if (data.result.length > 1) {
        throw new EnvironmentError(
          `${address.shown} has ${data.result.length} series for "${query}", where one was expected`,
        );
      }
      const [only] = data.result;
      return only === undefined ? undefined : Number(only.value[1]);
    },
    async range(query, { fromMs, toMs, stepMs }) {
      const found = new Map<string, Series & { readonly points: Sample[] }>();
      for (let startMs = fromMs; startMs <= toMs; startMs += PART_POINTS * stepMs) {
        const data = await ask('api/v1/query_range', {
          query,
          start: String(startMs / 1000),
          end: String(Math.min(toMs, startMs + (PART_POINTS - 1) * stepMs) / 1000),
          step: String(stepMs / 1000),
        });
        if (data.resultType !== 'matrix') return [];
        for (const { metric: labels, values } of data.result) {
          // Prometheus tells the labels of a series in one order.
          const key = JSON.stringify(labels);
          const series = found.get(key) ?? { labels, points: [] };
          found.set(key, series);
          for (const [seconds, text] of values) {
            const value = Number(text);
            if (!Number.isNaN(value))
              series.points.push({ atMs: Math.round(seconds * 1000), value });
          }
        }
      }
      return [...found.values()];
    },
  };
}

const sample = z.tuple([z.number(), z.string()]);
const metric = z.record(z.string(), z.string());

const dataSchema = z.discriminatedUnion('resultType', [
  z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric, value: sample })),
  }),
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric, values: z.array(sample) })),
  }),
  z.object({ resultType: z.literal('scalar'), result: sample }),
]);
type Data = z.infer<typeof dataSchema>;

const answerSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: dataSchema }),
  z.object({ status: z.literal('error'), error: z.string() }),
]);
