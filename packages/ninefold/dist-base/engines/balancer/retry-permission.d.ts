/** What is known when an attempt has failed. */
export interface FailedAttempt {
    /** The replica may have received (a part of) the request. */
    readonly sent: boolean;
    /** It failed by an answer of 502, 503 or 504, which could be passed on. */
    readonly answered: boolean;
    readonly idempotent: boolean;
    /** The whole request is still at hand. */
    readonly replayable: boolean;
    /** Attempts made, this one included. */
    readonly attempts: number;
    readonly maxAttempts: number;
    /** Another replica, not tried yet, is in rotation. */
    readonly otherReplica: boolean;
    /** Replicas known. */
    readonly replicas: number;
}
/**
 * Whether another attempt is allowed, and what it costs. What was certainly not sent may be sent
 * elsewhere whatever its method; what may have been received only if it is idempotent
 * (RFC 9110 §9.2.2). An answer is passed on rather than asked for again at the same replica.
 */
export declare function retryPermission(failed: FailedAttempt): 'free' | 'costs-budget' | 'refused';
//# sourceMappingURL=retry-permission.d.ts.map