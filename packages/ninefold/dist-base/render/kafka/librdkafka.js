import { bootstrapOf } from './client-settings.js';
/** The settings of librdkafka's producer: one `key=value` a line, as kcat and its bindings read. */
export function librdkafkaProducer(plan) {
    const { reasons, timing } = plan;
    return [
        ...connection(plan),
        ['acks', 'all', `${reasons.rpo}: acknowledged is what ${plan.minInsyncReplicas} brokers have.`],
        ['enable.idempotence', true, 'A retry that was written before is not written twice.'],
        ['max.in.flight.requests.per.connection', 5],
        [
            'delivery.timeout.ms',
            timing.deliveryTimeoutMs,
            `${reasons.rto}: rto + request timeout + linger.ms; also called message.timeout.ms.`,
        ],
        [
            'request.timeout.ms',
            timing.requestTimeoutMs,
            `${reasons.rto}: then the leader is asked again.`,
        ],
        ['partitioner', 'murmur2_random', "Java's: one key is in one partition, whoever writes."],
    ];
}
/** The settings of librdkafka's consumer. */
export function librdkafkaConsumer(plan) {
    const { reasons, timing } = plan;
    return [
        ...connection(plan),
        ['group.id', plan.service],
        ['enable.auto.commit', false, `${reasons.rpo}: commit what has been processed, never before.`],
        ['auto.offset.reset', 'earliest', `${reasons.rpo}: a group without an offset skips nothing.`],
        ['isolation.level', 'read_committed'],
        ['session.timeout.ms', timing.consumerSessionMs, `${reasons.rto}: then others take over.`],
        ['heartbeat.interval.ms', timing.consumerHeartbeatMs],
        ['partition.assignment.strategy', 'cooperative-sticky'],
    ];
}
function connection(plan) {
    const { timing, reasons } = plan;
    return [
        ['bootstrap.servers', bootstrapOf(plan).join(','), 'All brokers, so that one is there.'],
        ['client.id', plan.service],
        ['security.protocol', 'ssl'],
        ['ssl.ca.location', clientTls.authority],
        ['ssl.certificate.location', clientTls.certificate],
        ['ssl.key.location', clientTls.key],
        [
            'socket.timeout.ms',
            timing.requestTimeoutMs + 1000,
            `${reasons.rto}: a silent connection is closed; above the request's own timeout.`,
        ],
        // librdkafka takes no less than a second.
        ['socket.connection.setup.timeout.ms', Math.max(1000, timing.connectTimeoutMs)],
    ];
}
/** Where a client's host has its certificate. */
export const clientTls = {
    authority: '/etc/ninefold/tls/ca.pem',
    certificate: '/etc/ninefold/tls/host.pem',
    key: '/etc/ninefold/tls/host.key',
};
//# sourceMappingURL=librdkafka.js.map