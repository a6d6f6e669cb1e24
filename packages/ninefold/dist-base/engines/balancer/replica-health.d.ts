/**
 * Whether one replica is in rotation, decided from active checks (is it ready?) and passive
 * observation (how do requests fare?). A pure state machine: time comes with each input.
 */
export type ReplicaHealth = HealthState & {
    /** Times it was ejected for failing requests, forgotten one by one while it is healthy. */
    readonly ejections: number;
};
export type HealthState = 
/** Not checked yet; not in rotation. */
{
    readonly kind: 'unknown';
} | {
    readonly kind: 'healthy';
    readonly sinceMs: number;
    readonly failedRequests: number;
    readonly timedOutChecks: number;
}
/** Checks fail; the first that passes admits it. `slow`: it is there, but does not answer. */
 | {
    readonly kind: 'unready';
    readonly cause: 'refused' | 'not-ready' | 'slow';
}
/** Checks pass, requests failed (an outlier): out until then, for longer each time. */
 | {
    readonly kind: 'ejected';
    readonly untilMs: number;
};
export type HealthInput = {
    readonly kind: 'check-passed';
}
/** `refused`: no connection; `not-ready`: another answer than 2xx; `timeout`: none in time. */
 | {
    readonly kind: 'check-failed';
    readonly how: 'refused' | 'not-ready' | 'timeout';
} | {
    readonly kind: 'request-passed';
}
/** `gateway`: an answer of 502, 503 (unless it says it is overloaded) or 504, or no HTTP. */
 | {
    readonly kind: 'request-failed';
    readonly how: 'refused' | 'reset' | 'timeout' | 'gateway';
};
export interface HealthOptions {
    /** Consecutive failed requests until ejection. Default 5. */
    readonly failedRequests: number;
    /** Consecutive timed out checks until it is unready; any other failed check counts at once. */
    readonly timedOutChecks: number;
    /** The first ejection lasts so long (ms), the next twice as long, and so on. */
    readonly ejectionMs: number;
    readonly maxEjectionMs: number;
    /** Healthy for so long, it is forgiven one ejection (ms). */
    readonly forgiveMs: number;
}
export declare const DEFAULT_HEALTH_OPTIONS: HealthOptions;
export declare const UNKNOWN_HEALTH: ReplicaHealth;
/** What the plane should know of the others to judge one. */
export interface HealthContext {
    readonly nowMs: number;
    /** No other replica is in rotation. Then this one is not ejected for failing requests. */
    readonly last: boolean;
}
/** The next state. The same object when nothing changed. */
export declare function nextHealth(health: ReplicaHealth, input: HealthInput, context: HealthContext, options?: HealthOptions): ReplicaHealth;
//# sourceMappingURL=replica-health.d.ts.map