/** A member of the store: its index, 0 to `members` - 1. */
export type MemberIndex = number;
/** A door (listener that clients reach the store through): its index, 0 to `doors` - 1. */
export type DoorIndex = number;
/** What the decision must know about the store, and its timing (ms, the agent's monotonic clock). */
export interface FailoverConfig {
    /** Members, the primary included. At least 1. */
    readonly members: number;
    /** Doors. At least 1. */
    readonly doors: number;
    /** Standbys that must have flushed a commit before it is acknowledged; 0: asynchronous. */
    readonly synchronousStandbys: number;
    /** Time between two rounds of heartbeats, and between two ticks. */
    readonly heartbeatMs: number;
    /** A primary silent for so long has failed. */
    readonly deadlineMs: number;
    /**
     * A standby silent for so long is started again. It is the longer one: nobody waits for a
     * standby that is merely slow, and restarts would only add to what makes it so.
     */
    readonly standbyDeadlineMs: number;
    /** The agent was paused if `decide` was not called for so long: silence then counts anew. */
    readonly pauseMs: number;
    /** A fence, cut, position, promotion, grant or reservation without an answer is sent again. */
    readonly resendMs: number;
    /** How long proof of death is awaited before the proof by doors is good enough. */
    readonly fenceTimeoutMs: number;
    /** With enough positions known: how long to wait for the rest of the members that are up. */
    readonly positionGraceMs: number;
    /** Without enough positions: after so long the old primary is restarted in place. */
    readonly positionPatienceMs: number;
    /** A promotion or restart in place not done by then is given up, and its member fenced. */
    readonly promoteTimeoutMs: number;
    /** A clean stop (switchover) not done by then becomes a failover. */
    readonly stopTimeoutMs: number;
    /** A standby that does not stream from the primary for so long is re-pointed again. */
    readonly repointTimeoutMs: number;
    /** A restart without an answer is sent again. */
    readonly restartTimeoutMs: number;
    /** A rebuild without an answer is sent again. */
    readonly rejoinTimeoutMs: number;
    /** Wait after the first failed attempt or errand; doubles each time up to `maxBackoffMs`. */
    readonly backoffMs: number;
    readonly maxBackoffMs: number;
    /** How long a door may lead to a primary after it asked for its route, by the door's clock. */
    readonly routeLeaseTtlMs: number;
    /** Bound on the rate error of any clock against true time (ratio, below 1). */
    readonly maxClockDrift: number;
}
/**
 * Completes a configuration with the defaults: heartbeat 100 ms, deadline 300 ms, one
 * synchronous standby, one door.
 *
 * @throws RangeError when the numbers contradict each other
 */
export declare function failoverConfig(given: Partial<FailoverConfig> & Pick<FailoverConfig, 'members'>): FailoverConfig;
//# sourceMappingURL=config.d.ts.map