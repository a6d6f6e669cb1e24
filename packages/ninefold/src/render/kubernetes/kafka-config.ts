import { lines } from '../config-text.ts';
import { connectionSettings } from '../kafka/client-settings.ts';
import { kafkaPorts } from '../kafka/kafka-plan.ts';
import type { KafkaNode, KafkaPlan } from '../kafka/kafka-plan.ts';
import { propertiesText } from '../kafka/properties.ts';
import type { Setting } from '../kafka/properties.ts';
import { topicsScript } from '../kafka/scripts.ts';
import { brokerSettings, controllerSettings, kafkaPaths } from '../kafka/server-settings.ts';

export type KafkaRole = 'broker' | 'controller';

/** The plan with each node under the name that its pod keeps, wherever it runs. */
export function inClusterPlan(plan: KafkaPlan, namespace: string): KafkaPlan {
  const named = (nodes: readonly KafkaNode[], role: KafkaRole): KafkaNode[] =>
    nodes.map(({ id }, index) => {
      const set = `${plan.log.name}-${role}`;
      return {
        id,
        address: `${set}-${index}.${set}.${namespace}.svc`,
        // Kubernetes 1.35 and later tell a pod its zone; before, all brokers are in one that has no name.
        ...(role === 'broker' ? { rack: '${env:ZONE}' } : {}),
      };
    });
  return {
    ...plan,
    brokers: named(plan.brokers, 'broker'),
    controllers: named(plan.controllers, 'controller'),
  };
}

/** What pods of one role get, by file name. `plan` is of the cluster. */
export function kafkaFiles(plan: KafkaPlan, role: KafkaRole): Readonly<Record<string, string>> {
  const [first] = role === 'broker' ? plan.brokers : plan.controllers;
  const settings =
    first === undefined
      ? []
      : role === 'broker'
        ? brokerSettings(plan, first)
        : controllerSettings(plan, first);
  return {
    'server.properties': propertiesText(
      ['Kafka 4.x on Kubernetes. What differs from pod to pod is added as it starts.'],
      [
        ...settings.filter(([key]) => !ofPod.has(key)),
        ...quorumVoters(plan),
        ...(role === 'broker' ? environmentProvider : []),
        ...sockets[role],
      ],
    ),
    start: startScript(plan, role),
    'log4j2.properties': lines(
      'rootLogger.level = INFO',
      'rootLogger.appenderRef.out.ref = out',
      'appender.out.type = Console',
      'appender.out.name = out',
      'appender.out.layout.type = PatternLayout',
      'appender.out.layout.pattern = [%d] %p %m (%c)%n',
    ),
    ...(role === 'broker' && plan.log.topics.length > 0
      ? {
          'admin.properties': propertiesText(['For the tools of Kafka'], connectionSettings(plan)),
          'create-topics': topicsScript(plan),
        }
      : {}),
  };
}

/** Set by the start script, or otherwise here. */
const ofPod: ReadonlySet<string> = new Set([
  'node.id',
  'listeners',
  'advertised.listeners',
  'controller.quorum.bootstrap.servers',
]);

/** Names and volumes of a StatefulSet stay with their number, so who votes never changes. */
function quorumVoters({ controllers }: KafkaPlan): Setting[] {
  const voters = controllers.map(({ id, address }) => `${id}@${address}:${kafkaPorts.controllers}`);
  return [
    [
      'controller.quorum.voters',
      voters.join(','),
      'A pod keeps its name and its volume, so who votes never changes.',
    ],
  ];
}

/** Lets settings name variables of the environment (KIP-887). */
const environmentProvider: Setting[] = [
  ['config.providers', 'env'],
  ['config.providers.env.class', 'org.apache.kafka.common.config.provider.EnvVarConfigProvider'],
];

const sockets: Readonly<Record<KafkaRole, Setting[]>> = {
  broker: [['listeners', `CLIENTS://:${kafkaPorts.clients},BROKERS://:${kafkaPorts.brokers}`]],
  controller: [['listeners', `CONTROLLERS://:${kafkaPorts.controllers}`]],
};

function startScript({ log, brokers, controllers }: KafkaPlan, role: KafkaRole): string {
  const [first] = role === 'broker' ? brokers : controllers;
  const folder = kafkaPaths.configuration[role];
  const suffix = (first?.address ?? '').replace(/^[^.]*/, '');
  const advertised =
    role === 'broker'
      ? `CLIENTS://$address:${kafkaPorts.clients},BROKERS://$address:${kafkaPorts.brokers}`
      : `CONTROLLERS://$address:${kafkaPorts.controllers}`;
  return lines(
    '#!/bin/sh',
    `# Starts the ${role} of ${log.name} that this pod is.`,
    'set -eu',
    `address="$POD_NAME${suffix}"`,
    '{',
    `  cat ${folder}/server.properties`,
    `  echo "node.id=$((${first?.id ?? 0} + \${POD_NAME##*-}))"`,
    `  echo "advertised.listeners=${advertised}"`,
    '} > /tmp/server.properties',
    '/opt/kafka/bin/kafka-storage.sh format --ignore-formatted --cluster-id "$CLUSTER_ID" --config /tmp/server.properties',
    'exec /opt/kafka/bin/kafka-server-start.sh /tmp/server.properties',
  );
}
