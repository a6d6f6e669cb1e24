import { formatDuration } from '../../contract/duration.js';
/** What a failover costs beside the session of a broker (ms), each with its source. */
const costs = {
    /**
     * A new active controller: controller.quorum.fetch.timeout.ms 2 s, election.timeout.ms 1 s and
     * election.backoff.max.ms 1 s, the defaults of Kafka 4.1 (QuorumConfig). It counts sessions anew.
     */
    quorumMs: 4000,
    /** Choosing leaders and telling the brokers; an estimate. */
    electionMs: 500,
    /** Clients learn of it within retry.backoff.max.ms, 1 s by default. */
    clientMs: 1000,
};
/** A broker whose garbage collection pauses for less stays. */
const leastSessionMs = 3000;
/** Kafka 4.1's defaults, never exceeded: more patience than that serves nobody. */
const defaults = {
    brokerSessionMs: 9000,
    replicaLagMs: 30_000,
    connectTimeoutMs: 10_000,
    consumerSessionMs: 45_000,
};
/** linger.ms, Kafka 4's default. */
export const lingerMs = 5;
/** The timing that keeps a promised RTO, with as much patience as it leaves, or the least RTO. */
export function kafkaTimingFor(rtoMs) {
    const beside = costs.quorumMs + costs.electionMs + costs.clientMs;
    const brokerSessionMs = Math.min(defaults.brokerSessionMs, wholeSeconds(rtoMs - beside));
    if (brokerSessionMs < leastSessionMs)
        return { ok: false, leastRtoMs: leastSessionMs + beside };
    // A leader looks at its followers every half of the lag, so one may be waited for 1.5 times it.
    const replicaLagMs = Math.min(defaults.replicaLagMs, wholeSeconds(((rtoMs - costs.clientMs) * 2) / 3));
    const requestTimeoutMs = replicaLagMs + 1000;
    // The others of a group hear of a lost member with their next heartbeat, a third of the session.
    const consumerSessionMs = Math.min(defaults.consumerSessionMs, wholeSeconds(((rtoMs - costs.clientMs) * 3) / 4));
    const consumerHeartbeatMs = Math.floor(consumerSessionMs / 3);
    return {
        ok: true,
        timing: {
            brokerSessionMs,
            brokerHeartbeatMs: Math.floor(brokerSessionMs / 4),
            replicaLagMs,
            requestTimeoutMs,
            deliveryTimeoutMs: rtoMs + requestTimeoutMs + lingerMs,
            connectTimeoutMs: Math.min(defaults.connectTimeoutMs, Math.floor(rtoMs / 4)),
            consumerSessionMs,
            consumerHeartbeatMs,
        },
        bounds: {
            hostMs: brokerSessionMs + beside,
            silentLeaderMs: requestTimeoutMs + costs.clientMs,
            slowFollowerMs: (replicaLagMs * 3) / 2 + costs.clientMs,
            consumerMs: consumerSessionMs + consumerHeartbeatMs + costs.clientMs,
        },
    };
}
/** The words of a refusal. */
export function leastKafkaRtoWords(leastRtoMs) {
    return {
        message: `Kafka can't replace a lost host so soon: a broker's session of ${formatDuration(leastSessionMs)} and a new controller come first`,
        expected: `an rto of at least ${formatDuration(leastRtoMs)}`,
    };
}
function wholeSeconds(ms) {
    return Math.floor(ms / 1000) * 1000;
}
//# sourceMappingURL=kafka-timing.js.map