import type { Incident, IncidentStatistics } from './incident.ts';

/** Raised when a field changes its meaning or goes; not when one is added. */
export const INCIDENTS_VERSION = 1;

/** incidents.json, which `ninefold plan --from` reads. Durations in ms. */
export interface IncidentsJson {
  readonly kind: 'ninefold incidents';
  readonly schemaVersion: typeof INCIDENTS_VERSION;
  readonly service: string;
  /** Where they are from, in words. */
  readonly source: string;
  /** How long failures were waited for; absent when they were injected. */
  readonly observedMs?: number;
  /** Times are exact to it; absent where clients were recorded one by one. */
  readonly stepMs?: number;
  readonly statistics: IncidentStatistics;
  readonly incidents: readonly IncidentJson[];
}

export type IncidentJson = Omit<Incident, 'startedAtMs'> & { readonly startedAt?: string };

/** @param showInstant wall time (ms) to ISO 8601 */
export function incidentsJson(
  facts: {
    readonly service: string;
    readonly source: string;
    readonly observedMs?: number;
    readonly stepMs?: number;
    readonly statistics: IncidentStatistics;
    readonly incidents: readonly Incident[];
  },
  showInstant: (wallMs: number) => string,
): IncidentsJson {
  const { service, source, observedMs, stepMs, statistics, incidents } = facts;
  return {
    kind: 'ninefold incidents',
    schemaVersion: INCIDENTS_VERSION,
    service,
    source,
    ...(observedMs === undefined ? {} : { observedMs }),
    ...(stepMs === undefined ? {} : { stepMs }),
    statistics,
    incidents: incidents.map(({ startedAtMs, ...rest }) => ({
      ...rest,
      ...(startedAtMs === undefined ? {} : { startedAt: showInstant(startedAtMs) }),
    })),
  };
}
