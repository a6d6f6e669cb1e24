import type { KafkaPlan } from './kafka-plan.ts';
/** A module with the settings of KafkaJS 2.2. */
export declare function kafkaJsModule(plan: KafkaPlan): string;
/** A module with the settings of @platformatic/kafka 2. */
export declare function platformaticModule(plan: KafkaPlan): string;
//# sourceMappingURL=node-clients.d.ts.map