import type { LogSpec } from '../contract/logs.ts';
import { kafkaPorts } from '../render/kafka/kafka-plan.ts';
import { kafkaPaths } from '../render/kafka/server-settings.ts';

/**
 * Asks Kafka about partitions, with the addresses and credentials of `ninefold render --target kafka`:
 * brokers listen on their own names and take nobody without a certificate.
 */
export function describePartitions(
  { name, brokers, hosts }: LogSpec,
  which: 'unavailable-partitions' | 'under-min-isr-partitions' | 'under-replicated-partitions',
): string {
  const servers = Array.from(
    { length: brokers },
    (_, index) => `${hosts[index] ?? `${name}-broker-${index}`}:${kafkaPorts.clients}`,
  ).join(',');
  return `/opt/kafka/bin/kafka-topics.sh --bootstrap-server ${servers} --command-config ${kafkaPaths.configuration.broker}/admin.properties --describe --${which}`;
}
