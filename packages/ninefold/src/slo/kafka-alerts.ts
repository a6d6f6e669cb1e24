import type { Contract } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
import { labels } from './promql.ts';
import { describePartitions } from './kafka-commands.ts';
import { countOf, engineAlert, minuteMs } from './engine-alert.ts';

/**
 * By jmx_exporter with its example rules for Kafka (`kafka-kraft-3_0_0.yml`, names in lower case),
 * scraped under the log's name as `job`. The metrics are those of Kafka's documentation, "Monitoring":
 * UnderReplicatedPartitions, UnderMinIsrPartitionCount, OfflinePartitionsCount, ActiveControllerCount.
 */
export function kafkaAlerts({ service, logs = [] }: Contract): readonly Alert[] {
  return logs.flatMap((log) => {
    const { name, brokers } = log;
    const job = labels({ job: name });
    const common = {
      labels: { service, log: name },
      subject: name,
      confirm: [
        {
          say: 'Which partitions, on a broker:',
          run: [
            describePartitions(log, 'under-replicated-partitions'),
            describePartitions(log, 'under-min-isr-partitions'),
          ],
        },
      ],
      mend: [
        {
          say: 'Bring the broker back that is away; its partitions catch up by themselves:',
          run: ['systemctl status kafka', 'journalctl -u kafka --since -15min'],
        },
        {
          say: 'If it is there, look at its disk and network: a follower that is slow leaves the ISR.',
        },
      ],
      failover: [
        {
          say: 'Kafka elects leaders by itself. An unclean election (a leader that was not in the ISR) loses acknowledged events: only when the others are gone for good, and the loss was agreed to.',
        },
      ],
    };
    return [
      engineAlert({
        ...common,
        name: 'PartitionsOffline',
        severity: 'page',
        expr: `max(kafka_controller_kafkacontroller_offlinepartitionscount${job}) > 0`,
        forMs: minuteMs,
        summary: `${name}: {{ $value }} partitions have no leader`,
        means: 'Nobody serves these partitions.',
        clients: 'Events of these partitions can neither be written nor read.',
      }),
      engineAlert({
        ...common,
        name: 'PartitionsUnderMinIsr',
        severity: 'page',
        expr: `sum(kafka_server_replicamanager_underminisrpartitioncount${job}) > 0`,
        forMs: minuteMs,
        summary: `${name}: {{ $value }} partitions have fewer in-sync replicas than min.insync.replicas`,
        means: 'Writes with acks=all are refused on these partitions.',
        clients: 'Events are refused; reads go on.',
      }),
      engineAlert({
        ...common,
        name: 'PartitionsUnderReplicated',
        severity: 'ticket',
        expr: `sum(kafka_server_replicamanager_underreplicatedpartitions${job}) > 0`,
        forMs: 10 * minuteMs,
        summary: `${name}: {{ $value }} partitions lack a replica`,
        means: 'One more loss may stop writes. A rolling restart of brokers does this for minutes.',
        clients: 'Nothing.',
      }),
      engineAlert({
        ...common,
        name: 'NoController',
        severity: 'page',
        expr: `(sum(kafka_controller_kafkacontroller_activecontrollercount${job}) or vector(0)) != 1`,
        forMs: minuteMs,
        summary: `${name}: {{ $value }} controllers are active, and one must be`,
        means: 'Without a controller no leader is elected; more than one disagree.',
        clients: 'Nothing, until a broker fails: then its partitions stay without a leader.',
      }),
      engineAlert({
        ...common,
        name: 'BrokersLow',
        severity: 'ticket',
        expr: `${countOf(`up${job} == 1`)} < ${brokers}`,
        forMs: 15 * minuteMs,
        summary: `${name}: {{ $value }} of ${brokers} brokers answer`,
        means: 'A broker has been away for 15 minutes.',
        clients: 'Nothing.',
      }),
    ];
  });
}
