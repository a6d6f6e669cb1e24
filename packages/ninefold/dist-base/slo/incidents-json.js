/** Raised when a field changes its meaning or goes; not when one is added. */
export const INCIDENTS_VERSION = 1;
/** @param showInstant wall time (ms) to ISO 8601 */
export function incidentsJson(facts, showInstant) {
    const { service, source, observedMs, statistics, incidents } = facts;
    return {
        kind: 'ninefold incidents',
        schemaVersion: INCIDENTS_VERSION,
        service,
        source,
        ...(observedMs === undefined ? {} : { observedMs }),
        statistics,
        incidents: incidents.map(({ startedAtMs, ...rest }) => ({
            ...rest,
            ...(startedAtMs === undefined ? {} : { startedAt: showInstant(startedAtMs) }),
        })),
    };
}
//# sourceMappingURL=incidents-json.js.map