import type { StatefulSet } from 'kubernetes-types/apps/v1.js';
import type { Job } from 'kubernetes-types/batch/v1.js';
import type { ConfigMap, Container, PodSpec, Service } from 'kubernetes-types/core/v1.js';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1.js';

import type { Contract } from '../../contract/contract.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
import { kafkaPorts } from '../kafka/kafka-plan.ts';
import type { KafkaPlan } from '../kafka/kafka-plan.ts';
import { kafkaPaths } from '../kafka/server-settings.ts';
import { containerSecurity, podSecurity } from './app-pod.ts';
import { halfOf } from './cloudnative-pg.ts';
import { inClusterPlan, kafkaFiles } from './kafka-config.ts';
import type { KafkaRole } from './kafka-config.ts';
import { manifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { membersBudget } from './members-budget.ts';
import { objectLabels, selectorLabels } from './names.ts';
import { spreadOf } from './spread.ts';

/** `appuser` of Kafka's own image. */
const kafkaUser = 1000;

/** A broker hands its partitions over before it ends; a kill would cost a session instead. */
const graceS = 120;

/** A log as plain objects: StatefulSets of controllers and brokers, of an image with Kafka in /opt/kafka. */
export function kafkaObjects(
  contract: Contract,
  laidOut: KafkaPlan,
  spec: KubernetesSpec,
): Manifest[] {
  const plan = inClusterPlan(laidOut, spec.namespace);
  return [
    ...(['controller', 'broker'] as const).flatMap((role) =>
      roleObjects(contract, plan, spec, role),
    ),
    bootstrapService(contract, plan, spec),
    ...(plan.log.topics.length === 0 ? [] : [topicsJob(contract, plan, spec)]),
  ];
}

function roleObjects(
  contract: Contract,
  plan: KafkaPlan,
  spec: KubernetesSpec,
  role: KafkaRole,
): Manifest[] {
  const { log, reasons } = plan;
  const name = `${log.name}-${role}`;
  const labels = objectLabels(contract.service, name);
  const metadata = { name, namespace: spec.namespace, labels };
  const replicas = role === 'broker' ? log.brokers : log.controllers;
  const ports = portsOf(role);
  const config: ConfigMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    data: { ...kafkaFiles(plan, role) },
  };
  const members: Service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: selectorLabels(name),
      ports: ports.map(({ name: port, containerPort }) => ({
        name: port,
        port: containerPort,
        targetPort: port,
        protocol: 'TCP',
      })),
    },
  };
  const budget = membersBudget(name, metadata);
  const set: StatefulSet = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: {
      serviceName: name,
      replicas,
      podManagementPolicy: 'Parallel',
      minReadySeconds: 30,
      selector: { matchLabels: selectorLabels(name) },
      template: {
        metadata: { labels },
        spec: memberPod(contract, plan, spec, role, replicas),
      },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: {
            accessModes: ['ReadWriteOnce'],
            ...(spec.storage.class === undefined ? {} : { storageClassName: spec.storage.class }),
            resources: { requests: { storage: spec.storage.size } },
          },
        },
      ],
    },
  };
  const pod = 'spec.template.spec';
  return [
    manifest(config),
    manifest(members, {
      'spec.publishNotReadyAddresses': 'Members must find each other before any of them is ready.',
    }),
    manifest(budget, {
      'spec.maxUnavailable': `${reasons.mayFail}: one node can always be drained; ${replicas - 1} of ${replicas} stay.`,
    }),
    networkPolicy(contract, plan, spec, role),
    manifest(set, {
      'spec.podManagementPolicy': 'No member waits for another: a quorum must start at once.',
      'spec.minReadySeconds': 'A member catches up before the next one is taken.',
      [`${pod}.terminationGracePeriodSeconds`]:
        'A broker hands its partitions over before it ends; a kill would cost a session instead.',
      [`${pod}.topologySpreadConstraints`]: `${reasons.mayFail}: a lost zone or node takes its share and no more.`,
    }),
  ];
}

function portsOf(role: KafkaRole): readonly { name: string; containerPort: number }[] {
  return role === 'broker'
    ? [
        { name: 'clients', containerPort: kafkaPorts.clients },
        { name: 'brokers', containerPort: kafkaPorts.brokers },
      ]
    : [{ name: 'controllers', containerPort: kafkaPorts.controllers }];
}

function memberPod(
  contract: Contract,
  plan: KafkaPlan,
  spec: KubernetesSpec,
  role: KafkaRole,
  replicas: number,
): PodSpec {
  const name = `${plan.log.name}-${role}`;
  const zones = contract.assumptions.zone?.count;
  const port = role === 'broker' ? 'clients' : 'controllers';
  const probe = { tcpSocket: { port }, periodSeconds: 5, timeoutSeconds: 2 };
  const { cpu, memory } = spec.storage;
  const heap = halfOf(memory).replace('MB', 'm');
  return {
    automountServiceAccountToken: false,
    priorityClassName: contract.service,
    terminationGracePeriodSeconds: graceS,
    securityContext: podSecurity(kafkaUser),
    topologySpreadConstraints: spreadOf({
      labels: selectorLabels(name),
      ...(zones === undefined ? {} : { zones }),
      // A node may hold neither a majority of the controllers nor most copies of a partition; where nodes
      // are fewer than pods, a skew of one still finds each a place.
      overNodes: spec.nodes === undefined || spec.nodes > replicas,
    }),
    containers: [
      {
        ...container(spec, role, ['sh', `${kafkaPaths.configuration[role]}/start`]),
        ports: [...portsOf(role)],
        env: [
          { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          ...(role === 'broker'
            ? [
                {
                  name: 'ZONE',
                  valueFrom: {
                    fieldRef: { fieldPath: "metadata.labels['topology.kubernetes.io/zone']" },
                  },
                },
              ]
            : []),
          {
            name: 'CLUSTER_ID',
            valueFrom: { configMapKeyRef: { name: `${plan.log.name}-cluster`, key: 'id' } },
          },
          { name: 'KAFKA_HEAP_OPTS', value: `-Xms${heap} -Xmx${heap}` },
          {
            name: 'KAFKA_LOG4J_OPTS',
            value: `-Dlog4j2.configurationFile=${kafkaPaths.configuration[role]}/log4j2.properties`,
          },
          // Without the collector's log, which would fill the disk of /tmp.
          { name: 'EXTRA_ARGS', value: '-name kafkaServer' },
          { name: 'LOG_DIR', value: '/tmp' },
        ],
        resources: { requests: { cpu, memory }, limits: { memory } },
        startupProbe: { ...probe, failureThreshold: 60 },
        readinessProbe: { ...probe, failureThreshold: 2 },
        livenessProbe: { ...probe, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
        volumeMounts: [{ name: 'data', mountPath: '/var/lib/kafka' }, ...mounts(role)],
      },
    ],
    volumes: volumes(plan, role),
  };
}

function container(spec: KubernetesSpec, role: KafkaRole, command: readonly string[]): Container {
  return {
    name: 'kafka',
    ...(spec.kafkaImage === undefined ? {} : { image: spec.kafkaImage }),
    command: [...command],
    securityContext: containerSecurity(),
    volumeMounts: mounts(role),
  };
}

function mounts(role: KafkaRole): NonNullable<Container['volumeMounts']> {
  return [
    { name: 'config', mountPath: kafkaPaths.configuration[role], readOnly: true },
    { name: 'tls', mountPath: '/etc/ninefold/tls', readOnly: true },
    { name: 'tmp', mountPath: '/tmp' },
  ];
}

function volumes({ log }: KafkaPlan, role: KafkaRole): NonNullable<PodSpec['volumes']> {
  return [
    { name: 'config', configMap: { name: `${log.name}-${role}` } },
    {
      name: 'tls',
      secret: {
        secretName: `${log.name}-tls`,
        defaultMode: 0o440,
        // As cert-manager calls them, and as the settings do.
        items: [
          { key: 'tls-combined.pem', path: 'host-and-key.pem' },
          { key: 'ca.crt', path: 'ca.pem' },
        ],
      },
    },
    { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
  ];
}

/** What clients name: any broker tells them the others. */
function bootstrapService(
  { service }: Contract,
  { log }: KafkaPlan,
  { namespace }: KubernetesSpec,
): Manifest {
  const name = `${log.name}-kafka-bootstrap`;
  const object: Service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: objectLabels(service, name) },
    spec: {
      type: 'ClusterIP',
      selector: selectorLabels(`${log.name}-broker`),
      ports: [
        { name: 'clients', port: kafkaPorts.clients, targetPort: 'clients', protocol: 'TCP' },
      ],
    },
  };
  return manifest(object);
}

/** Who reaches a member: brokers the controllers and each other, the app and the topics' job the brokers. */
function networkPolicy(
  { service }: Contract,
  { log }: KafkaPlan,
  { namespace }: KubernetesSpec,
  role: KafkaRole,
): Manifest {
  const name = `${log.name}-${role}`;
  const pods = (...names: readonly string[]): { podSelector: object }[] =>
    names.map((one) => ({ podSelector: { matchLabels: selectorLabels(one) } }));
  const to = (port: number): { protocol: string; port: number }[] => [{ protocol: 'TCP', port }];
  const [broker, controller] = [`${log.name}-broker`, `${log.name}-controller`];
  const object: NetworkPolicy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace, labels: objectLabels(service, name) },
    spec: {
      podSelector: { matchLabels: selectorLabels(name) },
      policyTypes: ['Ingress'],
      ingress:
        role === 'broker'
          ? [
              { from: pods(service, `${log.name}-topics`), ports: to(kafkaPorts.clients) },
              { from: pods(broker), ports: to(kafkaPorts.brokers) },
            ]
          : [{ from: pods(broker, controller), ports: to(kafkaPorts.controllers) }],
    },
  };
  return manifest(object);
}

/** Creates the topics that are not there. Gone after an hour, so that it can be applied again. */
function topicsJob({ service }: Contract, plan: KafkaPlan, spec: KubernetesSpec): Manifest {
  const name = `${plan.log.name}-topics`;
  const labels = objectLabels(service, name);
  const object: Job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: spec.namespace, labels },
    spec: {
      backoffLimit: 10,
      ttlSecondsAfterFinished: 3600,
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          restartPolicy: 'OnFailure',
          securityContext: podSecurity(kafkaUser),
          containers: [
            {
              ...container(spec, 'broker', [
                'sh',
                `${kafkaPaths.configuration.broker}/create-topics`,
              ]),
              env: [{ name: 'LOG_DIR', value: '/tmp' }],
              resources: {
                requests: { cpu: '100m', memory: '512Mi' },
                limits: { memory: '512Mi' },
              },
            },
          ],
          volumes: volumes(plan, 'broker'),
        },
      },
    },
  };
  return manifest(object, {
    'spec.backoffLimit': 'Brokers may take minutes to be there.',
  });
}
