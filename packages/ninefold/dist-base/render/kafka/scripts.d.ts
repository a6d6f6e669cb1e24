import type { TopicSpec } from '../../contract/logs.ts';
import type { KafkaPlan } from './kafka-plan.ts';
/** Prepares the disk of a new node; on one that is prepared it changes nothing. */
export declare function formatScript(plan: KafkaPlan, role: 'broker' | 'controller'): string;
/** Creates the topics of the contract that are not there yet. */
export declare function topicsScript(plan: KafkaPlan): string;
/** A topic's own settings: they hold whatever the brokers' defaults become. */
export declare function topicSettings({ minInsyncReplicas }: KafkaPlan, { retentionMs }: TopicSpec): Readonly<Record<string, number | boolean>>;
//# sourceMappingURL=scripts.d.ts.map