import type { Contract } from '../../contract/contract.ts';
import type { LocatedMistake } from '../../contract/located-mistake.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
import type { KafkaPlan } from '../kafka/kafka-plan.ts';
import type { Manifest } from './manifest.ts';
/** What Strimzi can't keep of the promise. */
export declare function strimziMistakes({ promise }: Contract, plan: KafkaPlan): LocatedMistake[];
/** A log as Kafka, KafkaNodePool, KafkaTopic and KafkaUser, which Strimzi keeps. */
export declare function strimziObjects(contract: Contract, plan: KafkaPlan, spec: KubernetesSpec): Manifest[];
//# sourceMappingURL=strimzi.d.ts.map