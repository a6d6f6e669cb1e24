import type { Contract } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
/**
 * By jmx_exporter with its example rules for Kafka (`kafka-kraft-3_0_0.yml`, names in lower case),
 * scraped under the log's name as `job`. The metrics are those of Kafka's documentation, "Monitoring":
 * UnderReplicatedPartitions, UnderMinIsrPartitionCount, OfflinePartitionsCount, ActiveControllerCount.
 */
export declare function kafkaAlerts({ service, logs }: Contract): readonly Alert[];
//# sourceMappingURL=kafka-alerts.d.ts.map