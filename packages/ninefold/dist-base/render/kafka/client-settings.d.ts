import type { KafkaPlan } from './kafka-plan.ts';
import type { Setting } from './properties.ts';
/** Every broker: a client that starts while one is lost finds another. */
export declare function bootstrapOf({ brokers }: KafkaPlan): string[];
/** Java's settings to connect with a certificate. */
export declare function connectionSettings(plan: KafkaPlan): Setting[];
/** `producer.properties` for kafka-clients 4.x. */
export declare function producerSettings(plan: KafkaPlan): Setting[];
/** `consumer.properties` for kafka-clients 4.x. */
export declare function consumerSettings(plan: KafkaPlan): Setting[];
//# sourceMappingURL=client-settings.d.ts.map