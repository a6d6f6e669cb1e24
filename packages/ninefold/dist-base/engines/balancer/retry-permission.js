/**
 * Whether another attempt is allowed, and what it costs. What was certainly not sent may be sent
 * elsewhere whatever its method; what may have been received only if it is idempotent
 * (RFC 9110 §9.2.2). An answer is passed on rather than asked for again at the same replica.
 */
export function retryPermission(failed) {
    if (!failed.replayable)
        return 'refused';
    if (!failed.sent) {
        // No load was caused. Each replica may be found dead once beyond the attempts.
        return failed.attempts < failed.maxAttempts + failed.replicas ? 'free' : 'refused';
    }
    if (!failed.idempotent || failed.attempts >= failed.maxAttempts)
        return 'refused';
    if (failed.answered && !failed.otherReplica)
        return 'refused';
    return 'costs-budget';
}
//# sourceMappingURL=retry-permission.js.map