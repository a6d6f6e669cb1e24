/** How to give a fact that is missing: its key in the `--topology` file. */
export const factWords = {
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
    requestsPerSecond: 'requestsPerSecond: the peak load',
    requestsPerSecondPerReplica: 'requestsPerSecondPerReplica: what one replica carries',
    walBytesPerSecond: 'walPerSecond: how much WAL is written, such as 5MB',
    databaseMembers: 'databaseMembers: how many members the database has',
    databaseMemoryBytes: "databaseMemory: the memory of a database's host, such as 16GiB",
    brokers: 'brokers: how many Kafka brokers there are',
    retentionMs: 'retention: how long Prometheus keeps samples',
    failoversPerYear: 'failoversPerYear: how often a primary is expected to fail',
    dependencies: 'dependencies: the availability of each thing a request needs',
    placement: 'placement: the host of each member',
};
//# sourceMappingURL=facts.js.map