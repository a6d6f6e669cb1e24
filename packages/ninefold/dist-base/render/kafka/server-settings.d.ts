import type { KafkaNode, KafkaPlan } from './kafka-plan.ts';
import type { Setting } from './properties.ts';
/** Where files are on every host of Kafka. */
export declare const kafkaPaths: {
    readonly configuration: {
        readonly broker: '/etc/kafka/broker';
        readonly controller: '/etc/kafka/controller';
    };
    readonly data: {
        readonly broker: '/var/lib/kafka/broker';
        readonly controller: '/var/lib/kafka/controller';
    };
    /** The host's certificate and key, one PEM file; the authority's certificate. */
    readonly keystore: '/etc/ninefold/tls/host-and-key.pem';
    readonly truststore: '/etc/ninefold/tls/ca.pem';
};
/** `server.properties` of one broker, for Kafka 4.x (KRaft). */
export declare function brokerSettings(plan: KafkaPlan, node: KafkaNode): Setting[];
/** `server.properties` of one controller. */
export declare function controllerSettings(plan: KafkaPlan, node: KafkaNode): Setting[];
/**
 * What brokers and controllers must agree on. The controllers create topics and choose leaders, so
 * defaults of topics and the brokers' sessions are read from their files.
 */
export declare function clusterSettings({ replicationFactor, minInsyncReplicas, timing, reasons, }: KafkaPlan): Setting[];
//# sourceMappingURL=server-settings.d.ts.map