import { hostPort } from '../config-text.js';
import { kafkaPorts } from './kafka-plan.js';
import { kafkaPaths } from './server-settings.js';
/** Every broker: a client that starts while one is lost finds another. */
export function bootstrapOf({ brokers }) {
    return brokers.map(({ address }) => hostPort(address, kafkaPorts.clients));
}
/** Java's settings to connect with a certificate. */
export function connectionSettings(plan) {
    return [
        ['bootstrap.servers', bootstrapOf(plan).join(','), 'All brokers, so that one is there.'],
        ['security.protocol', 'SSL'],
        ['ssl.keystore.type', 'PEM'],
        ['ssl.keystore.location', kafkaPaths.keystore],
        ['ssl.truststore.type', 'PEM'],
        ['ssl.truststore.location', kafkaPaths.truststore],
    ];
}
/** `producer.properties` for kafka-clients 4.x. */
export function producerSettings(plan) {
    const { reasons, timing, minInsyncReplicas } = plan;
    return [
        ...connectionSettings(plan),
        ['client.id', plan.service],
        ['key.serializer', 'org.apache.kafka.common.serialization.StringSerializer'],
        ['value.serializer', 'org.apache.kafka.common.serialization.ByteArraySerializer'],
        ['acks', 'all', `${reasons.rpo}: acknowledged is what ${minInsyncReplicas} brokers have.`],
        ['enable.idempotence', true, 'A retry that was written before is not written twice.'],
        ['max.in.flight.requests.per.connection', 5, 'The most that idempotence keeps in order.'],
        [
            'delivery.timeout.ms',
            timing.deliveryTimeoutMs,
            `${reasons.rto}: what was sent as a fault struck is still delivered after it: rto + request.timeout.ms + linger.ms.\nninefold-ignore KF11: no caller waits for a send: it comes from an outbox, or after the answer.`,
        ],
        [
            'request.timeout.ms',
            timing.requestTimeoutMs,
            `${reasons.rto}: a leader silent for so long is asked again; above the brokers' replica.lag.time.max.ms.`,
        ],
        ...connectTimeouts(plan),
    ];
}
/** `consumer.properties` for kafka-clients 4.x. */
export function consumerSettings(plan) {
    const { reasons, timing } = plan;
    return [
        ...connectionSettings(plan),
        ['group.id', plan.service],
        ['key.deserializer', 'org.apache.kafka.common.serialization.StringDeserializer'],
        ['value.deserializer', 'org.apache.kafka.common.serialization.ByteArrayDeserializer'],
        ['enable.auto.commit', false, `${reasons.rpo}: commit what has been processed, never before.`],
        ['auto.offset.reset', 'earliest', `${reasons.rpo}: a group without an offset skips nothing.`],
        [
            'isolation.level',
            'read_committed',
            'Events of a transaction that was given up are not seen.',
        ],
        [
            'session.timeout.ms',
            timing.consumerSessionMs,
            `${reasons.rto}: a lost consumer's partitions go to others after this and a heartbeat.`,
        ],
        ['heartbeat.interval.ms', timing.consumerHeartbeatMs, 'A third of the session.'],
        [
            'partition.assignment.strategy',
            'org.apache.kafka.clients.consumer.CooperativeStickyAssignor',
            'Consumers that live go on while the partitions of a lost one are dealt out.',
        ],
        [
            'request.timeout.ms',
            timing.requestTimeoutMs,
            `${reasons.rto}: a broker silent for so long is asked again.`,
        ],
        ...connectTimeouts(plan),
    ];
}
function connectTimeouts({ timing, reasons }) {
    return [
        [
            'socket.connection.setup.timeout.ms',
            timing.connectTimeoutMs,
            `${reasons.rto}: a host that does not answer costs a quarter of it, then another is tried.`,
        ],
        ['socket.connection.setup.timeout.max.ms', timing.connectTimeoutMs * 2],
    ];
}
//# sourceMappingURL=client-settings.js.map