/**
 * @param observedMs how long failures were waited for; absent where they were injected, since then
 * their number says nothing about how often they come
 */
export function statisticsOf(incidents, observedMs) {
    const downMs = incidents.reduce((sum, one) => sum + (one.mitigationMs ?? 0), 0);
    // One that never ended has an unknown length: then the time in between is not known either.
    const countable = observedMs !== undefined &&
        incidents.length > 0 &&
        incidents.every(({ mitigationMs }) => mitigationMs !== undefined);
    return {
        count: incidents.length,
        ...(countable ? { mtbfMs: Math.max(0, observedMs - downMs) / incidents.length } : {}),
        ...named('mttdMs', meanOf(incidents.map((one) => one.detectionMs))),
        ...named('mttrMs', meanOf(incidents.map((one) => one.mitigationMs))),
        ...named('meanRecoveryMs', meanOf(incidents.map((one) => one.recoveryMs))),
    };
}
function meanOf(values) {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0) / known.length;
}
function named(name, value) {
    return (value === undefined ? {} : { [name]: value });
}
//# sourceMappingURL=incident.js.map