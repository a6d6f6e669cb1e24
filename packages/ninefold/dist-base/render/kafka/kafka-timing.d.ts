/** The timing of a Kafka cluster and of its clients (ms). */
export interface KafkaTiming {
    /** A broker silent for so long is fenced, and its partitions get other leaders. */
    readonly brokerSessionMs: number;
    readonly brokerHeartbeatMs: number;
    /** A follower that has not caught up for so long is no longer waited for. */
    readonly replicaLagMs: number;
    /** A request without an answer for so long is sent again. Above `replicaLagMs`. */
    readonly requestTimeoutMs: number;
    /** From a send to its success or failure, retries included. */
    readonly deliveryTimeoutMs: number;
    readonly connectTimeoutMs: number;
    /** A consumer silent for so long loses its partitions to others. */
    readonly consumerSessionMs: number;
    readonly consumerHeartbeatMs: number;
}
/** How long a fault may stop writes or reads in the worst case (ms). */
export interface KafkaBounds {
    /** A host with a broker and the active controller is lost. */
    readonly hostMs: number;
    /** A leader is frozen or cut off while its connections stay open. */
    readonly silentLeaderMs: number;
    /** A follower is slow or cut off from its leader, and writes wait for it. */
    readonly slowFollowerMs: number;
    /** A consumer is lost, and its partitions wait for another. */
    readonly consumerMs: number;
}
export type KafkaTimingResult = {
    readonly ok: true;
    readonly timing: KafkaTiming;
    readonly bounds: KafkaBounds;
} | {
    readonly ok: false;
    readonly leastRtoMs: number;
};
/** linger.ms, Kafka 4's default. */
export declare const lingerMs = 5;
/** The timing that keeps a promised RTO, with as much patience as it leaves, or the least RTO. */
export declare function kafkaTimingFor(rtoMs: number): KafkaTimingResult;
/** The words of a refusal. */
export declare function leastKafkaRtoWords(leastRtoMs: number): {
    message: string;
    expected: string;
};
//# sourceMappingURL=kafka-timing.d.ts.map