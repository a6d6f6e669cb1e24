export const DEFAULT_HEALTH_OPTIONS = {
    failedRequests: 5,
    timedOutChecks: 2,
    ejectionMs: 500,
    maxEjectionMs: 30_000,
    forgiveMs: 30_000,
};
export const UNKNOWN_HEALTH = { kind: 'unknown', ejections: 0 };
/** The next state. The same object when nothing changed. */
export function nextHealth(health, input, context, options = DEFAULT_HEALTH_OPTIONS) {
    switch (input.kind) {
        case 'check-passed':
            return passedCheck(health, context.nowMs, options);
        case 'check-failed':
            if (input.how !== 'timeout')
                return unready(health, input.how);
            if (health.kind !== 'healthy')
                return unready(health, 'slow');
            if (health.timedOutChecks + 1 >= options.timedOutChecks)
                return unready(health, 'slow');
            return { ...health, timedOutChecks: health.timedOutChecks + 1 };
        case 'request-passed':
            return health.kind === 'healthy' && health.failedRequests > 0
                ? { ...health, failedRequests: 0 }
                : health;
        case 'request-failed': {
            if (health.kind !== 'healthy')
                return health;
            // Nobody listens: certain, also of the last one.
            if (input.how === 'refused')
                return unready(health, 'refused');
            const failedRequests = health.failedRequests + 1;
            if (failedRequests < options.failedRequests || context.last) {
                return { ...health, failedRequests };
            }
            const ejections = health.ejections + 1;
            const lastsMs = Math.min(options.maxEjectionMs, options.ejectionMs * 2 ** (ejections - 1));
            return { kind: 'ejected', untilMs: context.nowMs + lastsMs, ejections };
        }
    }
}
function passedCheck(health, nowMs, options) {
    switch (health.kind) {
        case 'healthy':
            if (health.ejections > 0 && nowMs - health.sinceMs >= options.forgiveMs) {
                return { ...health, sinceMs: nowMs, ejections: health.ejections - 1, timedOutChecks: 0 };
            }
            return health.timedOutChecks === 0 ? health : { ...health, timedOutChecks: 0 };
        case 'ejected':
            if (nowMs < health.untilMs)
                return health;
            return admitted(health.ejections, nowMs);
        case 'unknown':
        case 'unready':
            return admitted(health.ejections, nowMs);
    }
}
function admitted(ejections, sinceMs) {
    return { kind: 'healthy', sinceMs, failedRequests: 0, timedOutChecks: 0, ejections };
}
function unready(health, cause) {
    if (health.kind === 'unready' && health.cause === cause)
        return health;
    return { kind: 'unready', cause, ejections: health.ejections };
}
//# sourceMappingURL=replica-health.js.map