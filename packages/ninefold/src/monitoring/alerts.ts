import { z } from 'zod';

import { EnvironmentError } from '../ports/errors.ts';
import type { AlertSpan } from '../slo/alert-span.ts';
import { quoted } from '../slo/promql.ts';
import { askJson } from './ask-json.ts';
import type { MonitoringAddress } from './ask-json.ts';
import type { Prometheus, TimeRange } from './prometheus.ts';

/** Of the dead-man switch, which always fires and tells of no incident. */
const TELLS_NOTHING = 'severity!="none"';

/**
 * When alerts of a service fired, as Prometheus saw it: to a step exact.
 *
 * @throws EnvironmentError when it can't be asked
 */
export async function alertsInPrometheus(
  prometheus: Prometheus,
  service: string,
  range: TimeRange,
): Promise<readonly AlertSpan[]> {
  const query = `ALERTS{alertstate="firing",service=${quoted(service)},${TELLS_NOTHING}}`;
  const series = await prometheus.range(query, range);
  return series.flatMap(({ labels, points }) => {
    const spans: { startMs: number; lastMs: number }[] = [];
    for (const { atMs } of points) {
      const last = spans.at(-1);
      if (last !== undefined && atMs - last.lastMs <= range.stepMs * 1.5) last.lastMs = atMs;
      else spans.push({ startMs: atMs, lastMs: atMs });
    }
    return spans.map(({ startMs, lastMs }) => ({
      name: labels['alertname'] ?? 'unnamed',
      ...labelled(labels),
      startMs,
      ...(lastMs + range.stepMs > range.toMs ? {} : { endMs: lastMs + range.stepMs }),
    }));
  });
}

const alertsSchema = z.array(
  z.object({
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
    startsAt: z.iso.datetime({ offset: true }),
    endsAt: z.iso.datetime({ offset: true }),
  }),
);

/**
 * The alerts that Alertmanager holds (API version 2): those that fire, and for a while those that have
 * ended. It knows instants exactly, and what the alert says.
 *
 * @throws EnvironmentError when it can't be asked
 */
export async function alertsInAlertmanager(
  address: MonitoringAddress,
  service: string,
  nowMs: number,
  signal: AbortSignal,
): Promise<readonly AlertSpan[]> {
  const filters = [`service=${quoted(service)}`, TELLS_NOTHING]
    .map((filter) => `filter=${encodeURIComponent(filter)}`)
    .join('&');
  const answer = await askJson(address, `api/v2/alerts?${filters}`, undefined, signal);
  const alerts = alertsSchema.safeParse(answer);
  if (!alerts.success) {
    throw new EnvironmentError(
      `can't ask ${address.shown}: it does not answer as Alertmanager does`,
    );
  }
  return alerts.data.map(({ labels, annotations, startsAt, endsAt }) => {
    const endMs = Date.parse(endsAt);
    const { summary } = annotations;
    return {
      name: labels['alertname'] ?? 'unnamed',
      ...labelled(labels),
      ...(summary === undefined ? {} : { summary }),
      startMs: Date.parse(startsAt),
      // An end yet to come is when it would be forgotten if nobody repeated it.
      ...(endMs > nowMs ? {} : { endMs }),
    };
  });
}

function labelled({
  severity,
  slo,
}: Readonly<Record<string, string>>): Pick<AlertSpan, 'severity' | 'slo'> {
  return {
    ...(severity === undefined ? {} : { severity }),
    ...(slo === undefined ? {} : { slo }),
  };
}

/** Both views as one: what Alertmanager knows exactly takes the place of what Prometheus saw of it. */
export function mergedAlerts(
  exact: readonly AlertSpan[],
  seen: readonly AlertSpan[],
): readonly AlertSpan[] {
  const others = seen.filter(
    (one) =>
      !exact.some(
        ({ name, severity, slo, startMs, endMs = Infinity }) =>
          name === one.name &&
          severity === one.severity &&
          (slo === undefined || one.slo === undefined || slo === one.slo) &&
          startMs <= (one.endMs ?? Infinity) &&
          endMs >= one.startMs,
      ),
  );
  return [...exact, ...others].toSorted((a, b) => a.startMs - b.startMs);
}
