/**
 * What files do not say and rules need: from the contract, from `--topology`, or unknown. Times are in
 * ms, ratios 0 to 1.
 */
export interface Facts {
    /** Nodes that can be scheduled on. */
    readonly nodes?: number;
    readonly zones?: number;
    readonly rtoMs?: number;
    readonly rpoMs?: number;
    /** The availability objective. */
    readonly objective?: number;
    readonly latencyMs?: number;
    /** How long a pod takes from its start until it is ready. */
    readonly bootMs?: number;
    /** The longest request that is let finish when a replica stops. */
    readonly longestRequestMs?: number;
    /** How long the balancer sends requests to a replica after it began to stop. */
    readonly deregistrationMs?: number;
    /** How long the caller in front waits for an answer. */
    readonly upstreamDeadlineMs?: number;
    readonly requestsPerSecond?: number;
    readonly requestsPerSecondPerReplica?: number;
    readonly walBytesPerSecond?: number;
    readonly databaseMembers?: number;
    readonly databaseMemoryBytes?: number;
    readonly brokers?: number;
    readonly retentionMs?: number;
    /** Failures of a primary that are expected in a year. */
    readonly failoversPerYear?: number;
    /** Availability of each dependency that a request needs, by name. */
    readonly dependencies?: Readonly<Record<string, number>>;
    /** The host of each member: `etcd-0: host-a`. */
    readonly placement?: Readonly<Record<string, string>>;
}
export type FactName = keyof Facts;
/** How to give a fact that is missing: its key in the `--topology` file. */
export declare const factWords: Readonly<Record<FactName, string>>;
//# sourceMappingURL=facts.d.ts.map