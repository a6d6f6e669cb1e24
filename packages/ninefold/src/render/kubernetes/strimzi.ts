import type { ResourceRequirements, TopologySpreadConstraint } from 'kubernetes-types/core/v1.js';

import type { Contract } from '../../contract/contract.ts';
import { at } from '../../contract/located-mistake.ts';
import type { LocatedMistake } from '../../contract/located-mistake.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
import type { LogSpec } from '../../contract/logs.ts';
import type { KafkaPlan } from '../kafka/kafka-plan.ts';
import { boundText } from '../kafka/kafka-timing.ts';
import { clusterSettings } from '../kafka/server-settings.ts';
import { topicSettings } from '../kafka/scripts.ts';
import { manifest } from './manifest.ts';
import type { KubernetesObject, Manifest } from './manifest.ts';
import { objectLabels } from './names.ts';
import { spreadOf } from './spread.ts';

/** The parts of Strimzi's resources (kafka.strimzi.io/v1, 0.49 or later) that are rendered. */
interface StrimziObject extends KubernetesObject {
  readonly apiVersion: 'kafka.strimzi.io/v1';
  readonly kind: 'Kafka' | 'KafkaNodePool' | 'KafkaTopic' | 'KafkaUser';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
  };
}

interface KafkaObject extends StrimziObject {
  readonly kind: 'Kafka';
  readonly spec: {
    readonly kafka: {
      readonly listeners: readonly {
        readonly name: string;
        readonly port: number;
        readonly type: 'internal';
        readonly tls: boolean;
        readonly authentication: { readonly type: 'tls' };
      }[];
      readonly rack: { readonly topologyKey: string };
      readonly config: Readonly<Record<string, string | number | boolean>>;
    };
    readonly entityOperator: { readonly topicOperator: object; readonly userOperator: object };
  };
}

interface NodePoolObject extends StrimziObject {
  readonly kind: 'KafkaNodePool';
  readonly spec: {
    readonly replicas: number;
    readonly roles: readonly ('broker' | 'controller')[];
    readonly storage: {
      readonly type: 'jbod';
      readonly volumes: readonly {
        readonly id: number;
        readonly type: 'persistent-claim';
        readonly size: string;
        readonly class?: string;
        readonly kraftMetadata: 'shared';
        readonly deleteClaim: false;
      }[];
    };
    readonly resources: ResourceRequirements;
    readonly template: {
      readonly pod: {
        readonly priorityClassName: string;
        readonly terminationGracePeriodSeconds: number;
        readonly topologySpreadConstraints: TopologySpreadConstraint[];
      };
    };
  };
}

interface TopicObject extends StrimziObject {
  readonly kind: 'KafkaTopic';
  readonly spec: {
    readonly topicName: string;
    readonly partitions: number;
    readonly replicas: number;
    readonly config: Readonly<Record<string, number | boolean>>;
  };
}

interface UserObject extends StrimziObject {
  readonly kind: 'KafkaUser';
  readonly spec: { readonly authentication: { readonly type: 'tls' } };
}

/** Kafka's own session of a broker: Strimzi lets nobody change settings that begin with "broker.". */
const strimziSessionMs = 9000;

/** What Strimzi can't keep of the promise. */
export function strimziMistakes({ promise }: Contract, plan: KafkaPlan): LocatedMistake[] {
  const boundMs = plan.bounds.hostMs - plan.timing.brokerSessionMs + strimziSessionMs;
  if (promise.rtoMs >= boundMs) return [];
  const message = `Strimzi keeps a broker's session at ${boundText(strimziSessionMs)}, so a lost host of ${plan.log.name} costs up to ${boundText(boundMs)}`;
  return [at(['promise', 'rto'], message, `an rto of at least ${boundText(boundMs)}`)];
}

/** A log as Kafka, KafkaNodePool, KafkaTopic and KafkaUser, which Strimzi keeps. */
export function strimziObjects(
  contract: Contract,
  plan: KafkaPlan,
  spec: KubernetesSpec,
): Manifest[] {
  const { log } = plan;
  return [
    kafka(contract, plan, spec),
    nodePool(contract, log, spec, 'controller'),
    nodePool(contract, log, spec, 'broker'),
    ...log.topics.map((topic) => {
      const object: TopicObject = {
        ...head(contract, log, spec, 'KafkaTopic', `${log.name}-${topicObjectName(topic.name)}`),
        spec: {
          topicName: topic.name,
          partitions: topic.partitions,
          replicas: plan.replicationFactor,
          config: topicSettings(plan, topic),
        },
      };
      return manifest(object, {
        'spec.replicas': `${plan.reasons.mayFail}: ${plan.minInsyncReplicas} copies before a write is acknowledged, and as many more as brokers may fail.`,
      });
    }),
    user(contract, log, spec),
  ];
}

function kafka(contract: Contract, plan: KafkaPlan, spec: KubernetesSpec): Manifest {
  const settings = clusterSettings(plan).filter(([key]) => !key.startsWith('broker.'));
  const object: KafkaObject = {
    ...head(contract, plan.log, spec, 'Kafka', plan.log.name),
    spec: {
      kafka: {
        listeners: [
          {
            name: 'tls',
            port: 9093,
            type: 'internal',
            tls: true,
            authentication: { type: 'tls' },
          },
        ],
        rack: { topologyKey: 'topology.kubernetes.io/zone' },
        config: Object.fromEntries(settings.map(([key, value]) => [key, value])),
      },
      entityOperator: { topicOperator: {}, userOperator: {} },
    },
  };
  return manifest(object, {
    'spec.kafka.rack': `${plan.reasons.rpo}: copies of one event are in several zones.`,
    'spec.kafka.config': settings
      .flatMap(([key, , why]) => (why === undefined ? [] : [`${key}: ${why}`]))
      .join('\n '),
  });
}

function nodePool(
  contract: Contract,
  log: LogSpec,
  spec: KubernetesSpec,
  role: 'broker' | 'controller',
): Manifest {
  const { storage } = spec;
  const zones = contract.assumptions.zone?.count;
  const name = `${log.name}-${role}`;
  const replicas = role === 'broker' ? log.brokers : log.controllers;
  const object: NodePoolObject = {
    ...head(contract, log, spec, 'KafkaNodePool', name),
    spec: {
      replicas,
      roles: [role],
      storage: {
        type: 'jbod',
        volumes: [
          {
            id: 0,
            type: 'persistent-claim',
            size: storage.size,
            ...(storage.class === undefined ? {} : { class: storage.class }),
            kraftMetadata: 'shared',
            deleteClaim: false,
          },
        ],
      },
      resources: {
        requests: { cpu: storage.cpu, memory: storage.memory },
        limits: { memory: storage.memory },
      },
      template: {
        pod: {
          priorityClassName: contract.service,
          terminationGracePeriodSeconds: 120,
          topologySpreadConstraints: spreadOf({
            labels: { 'strimzi.io/cluster': log.name, 'strimzi.io/pool-name': name },
            ...(zones === undefined ? {} : { zones }),
            overNodes: (spec.nodes ?? 0) > replicas,
          }),
        },
      },
    },
  };
  return manifest(object, {
    'spec.template.pod.terminationGracePeriodSeconds':
      'A broker hands its partitions over before it ends; a kill would cost a session instead.',
    'spec.template.pod.topologySpreadConstraints': `logs.${log.name}.mayFail ${log.mayFail}: a lost zone or node takes its share and no more.`,
  });
}

function user(contract: Contract, log: LogSpec, spec: KubernetesSpec): Manifest {
  const object: UserObject = {
    ...head(contract, log, spec, 'KafkaUser', `${contract.service}-${log.name}`),
    spec: { authentication: { type: 'tls' } },
  };
  return manifest(object);
}

function head<K extends StrimziObject['kind']>(
  { service }: Contract,
  log: LogSpec,
  { namespace }: KubernetesSpec,
  kind: K,
  name: string,
): Omit<StrimziObject, 'kind'> & { readonly kind: K } {
  const labels = { ...objectLabels(service, name), 'strimzi.io/cluster': log.name };
  return { apiVersion: 'kafka.strimzi.io/v1', kind, metadata: { name, namespace, labels } };
}

/** A topic's name as an object may be called; `spec.topicName` has the name itself. */
function topicObjectName(topic: string): string {
  return topic
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]/g, '-')
    .replaceAll(/[.-]+$/g, '');
}
