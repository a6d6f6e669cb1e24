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
  /** How long clients and resolvers keep the address of a name. */
  readonly dnsTtlMs?: number;
  readonly requestsPerSecond?: number;
  readonly requestsPerSecondPerReplica?: number;
  readonly walBytesPerSecond?: number;
  /** How far a standby is behind at the peak. */
  readonly replicationDelayMs?: number;
  /** Such as `3.0.2`. */
  readonly patroniVersion?: string;
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
export const factWords: Readonly<Record<FactName, string>> = {
  nodes: 'nodes: how many nodes can be scheduled on',
  zones: 'zones: how many zones they stand in',
  rtoMs: 'rto: the promised recovery time',
  rpoMs: 'rpo: the promised age of the oldest lost write',
  objective: 'objective: the promised availability',
  latencyMs: 'latency: the promised latency',
  bootMs: 'boot: how long a replica takes to be ready',
  longestRequestMs: 'longestRequest: how long a request may take',
  deregistrationMs: 'deregistration: how long the balancer still sends to a replica that stops',
  upstreamDeadlineMs: 'upstreamDeadline: how long the caller waits',
  dnsTtlMs: 'dnsTtl: how long clients keep the address of a name',
  requestsPerSecond: 'requestsPerSecond: the peak load',
  requestsPerSecondPerReplica: 'requestsPerSecondPerReplica: what one replica carries',
  walBytesPerSecond: 'walPerSecond: how much WAL is written, such as 5MB',
  replicationDelayMs: 'replicationDelay: how far a standby is behind at the peak, such as 200ms',
  patroniVersion: 'patroni: its version, such as 4.1.5',
  databaseMembers: 'databaseMembers: how many members the database has',
  databaseMemoryBytes: "databaseMemory: the memory of a database's host, such as 16GiB",
  brokers: 'brokers: how many Kafka brokers there are',
  retentionMs: 'retention: how long Prometheus keeps samples',
  failoversPerYear: 'failoversPerYear: how often a primary is expected to fail',
  dependencies: 'dependencies: the availability of each thing a request needs',
  placement: 'placement: the host of each member',
};
