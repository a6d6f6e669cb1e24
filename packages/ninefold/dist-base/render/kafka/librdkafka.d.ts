import type { KafkaPlan } from './kafka-plan.ts';
import type { Setting } from './properties.ts';
/** The settings of librdkafka's producer: one `key=value` a line, as kcat and its bindings read. */
export declare function librdkafkaProducer(plan: KafkaPlan): Setting[];
/** The settings of librdkafka's consumer. */
export declare function librdkafkaConsumer(plan: KafkaPlan): Setting[];
/** Where a client's host has its certificate. */
export declare const clientTls: {
    readonly authority: '/etc/ninefold/tls/ca.pem';
    readonly certificate: '/etc/ninefold/tls/host.pem';
    readonly key: '/etc/ninefold/tls/host.key';
};
//# sourceMappingURL=librdkafka.d.ts.map