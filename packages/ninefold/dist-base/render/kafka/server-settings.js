import { hostPort } from '../config-text.js';
import { kafkaPorts } from './kafka-plan.js';
/** Where files are on every host of Kafka. */
export const kafkaPaths = {
    configuration: { broker: '/etc/kafka/broker', controller: '/etc/kafka/controller' },
    data: { broker: '/var/lib/kafka/broker', controller: '/var/lib/kafka/controller' },
    /** The host's certificate and key, one PEM file; the authority's certificate. */
    keystore: '/etc/ninefold/tls/host-and-key.pem',
    truststore: '/etc/ninefold/tls/ca.pem',
};
/** `server.properties` of one broker, for Kafka 4.x (KRaft). */
export function brokerSettings(plan, node) {
    const { timing, reasons } = plan;
    const listeners = [
        `CLIENTS://${hostPort(node.address, kafkaPorts.clients)}`,
        `BROKERS://${hostPort(node.address, kafkaPorts.brokers)}`,
    ].join(',');
    return [
        ['process.roles', 'broker'],
        ['node.id', node.id],
        [
            'listeners',
            listeners,
            'promise.availability: a storm of clients that reconnect does not keep brokers from each other.',
        ],
        ['advertised.listeners', listeners],
        ['inter.broker.listener.name', 'BROKERS'],
        ...quorumSettings(plan, 'broker'),
        ...(node.rack === undefined
            ? []
            : [
                ['broker.rack', node.rack, `${reasons.rpo}: copies of one event are in several zones.`],
                [
                    'replica.selector.class',
                    'org.apache.kafka.common.replica.RackAwareReplicaSelector',
                    'Consumers with client.rack read the copy in their own zone.',
                ],
            ]),
        ...clusterSettings(plan),
        [
            'broker.heartbeat.interval.ms',
            timing.brokerHeartbeatMs,
            'A quarter of the session, which the controllers have.',
        ],
        ...(timing.consumerSessionMs < 6000
            ? [
                [
                    'group.min.session.timeout.ms',
                    timing.consumerSessionMs,
                    `${reasons.rto}: consumers ask for a session shorter than Kafka's least, 6 s.`,
                ],
            ]
            : []),
    ];
}
/** `server.properties` of one controller. */
export function controllerSettings(plan, node) {
    return [
        ['process.roles', 'controller'],
        ['node.id', node.id],
        ['listeners', `CONTROLLERS://${hostPort(node.address, kafkaPorts.controllers)}`],
        ['advertised.listeners', `CONTROLLERS://${hostPort(node.address, kafkaPorts.controllers)}`],
        ...quorumSettings(plan, 'controller'),
        ...clusterSettings(plan),
    ];
}
/**
 * What brokers and controllers must agree on. The controllers create topics and choose leaders, so
 * defaults of topics and the brokers' sessions are read from their files.
 */
export function clusterSettings({ replicationFactor, minInsyncReplicas, timing, reasons, }) {
    const copies = `${reasons.mayFail}: ${minInsyncReplicas} copies before a write is acknowledged, and as many more as brokers may fail.`;
    return [
        ['default.replication.factor', replicationFactor, copies],
        [
            'min.insync.replicas',
            minInsyncReplicas,
            `${reasons.rpo}: an acknowledged event is on so many brokers.`,
        ],
        [
            'unclean.leader.election.enable',
            false,
            `${reasons.rpo}: a broker that lacks acknowledged events never leads.`,
        ],
        [
            'auto.create.topics.enable',
            false,
            'A misspelt topic is an error, not a topic with other settings.',
        ],
        ['offsets.topic.replication.factor', replicationFactor, copies],
        ['transaction.state.log.replication.factor', replicationFactor],
        ['transaction.state.log.min.isr', minInsyncReplicas],
        ['share.coordinator.state.topic.replication.factor', replicationFactor],
        ['share.coordinator.state.topic.min.isr', minInsyncReplicas],
        [
            'broker.session.timeout.ms',
            timing.brokerSessionMs,
            `${reasons.rto}: a lost broker's partitions have other leaders after this.`,
        ],
        [
            'replica.lag.time.max.ms',
            timing.replicaLagMs,
            `${reasons.rto}: a silent follower holds writes up for 1.5 times this at most.`,
        ],
    ];
}
function quorumSettings({ controllers }, role) {
    return [
        ['controller.listener.names', 'CONTROLLERS'],
        [
            'controller.quorum.bootstrap.servers',
            controllers.map(({ address }) => hostPort(address, kafkaPorts.controllers)).join(','),
            'Where the quorum is found; who is in it is in the metadata, so a lost controller can be replaced.',
        ],
        ['log.dirs', kafkaPaths.data[role]],
        [
            'listener.security.protocol.map',
            'CLIENTS:SSL,BROKERS:SSL,CONTROLLERS:SSL',
            'Everybody shows a certificate of our authority.',
        ],
        ['ssl.client.auth', 'required'],
        ['ssl.keystore.type', 'PEM'],
        ['ssl.keystore.location', kafkaPaths.keystore],
        ['ssl.truststore.type', 'PEM'],
        ['ssl.truststore.location', kafkaPaths.truststore],
    ];
}
//# sourceMappingURL=server-settings.js.map