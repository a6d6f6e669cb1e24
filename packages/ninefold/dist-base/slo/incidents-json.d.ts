import type { Incident, IncidentStatistics } from './incident.ts';
/** Raised when a field changes its meaning or goes; not when one is added. */
export declare const INCIDENTS_VERSION = 1;
/** incidents.json, which `ninefold plan --from` reads. Durations in ms. */
export interface IncidentsJson {
    readonly kind: 'ninefold incidents';
    readonly schemaVersion: typeof INCIDENTS_VERSION;
    readonly service: string;
    /** Where they are from, in words. */
    readonly source: string;
    /** How long failures were waited for; absent when they were injected. */
    readonly observedMs?: number;
    readonly statistics: IncidentStatistics;
    readonly incidents: readonly IncidentJson[];
}
export type IncidentJson = Omit<Incident, 'startedAtMs'> & {
    readonly startedAt?: string;
};
/** @param showInstant wall time (ms) to ISO 8601 */
export declare function incidentsJson(facts: {
    readonly service: string;
    readonly source: string;
    readonly observedMs?: number;
    readonly statistics: IncidentStatistics;
    readonly incidents: readonly Incident[];
}, showInstant: (wallMs: number) => string): IncidentsJson;
//# sourceMappingURL=incidents-json.d.ts.map