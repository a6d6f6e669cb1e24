import { z } from 'zod';
import { text, wholeNumber } from './leaf.ts';
import { duration } from './values.ts';

/*
 * What the contract says of a Kubernetes cluster: only what can't be computed from the promise. Zones
 * are `assumptions.zone.count`.
 */

export interface KubernetesSpec {
  /** Of the app, with a tag or a digest. Absent: the app can't be rendered. */
  readonly image?: string;
  /** PostgreSQL with Patroni on its path, for stores under Patroni. */
  readonly patroniImage?: string;
  /** Kafka in /opt/kafka, for logs as plain objects. Absent: Strimzi keeps logs. */
  readonly kafkaImage?: string;
  /** Default: the service's name. */
  readonly namespace: string;
  /** Nodes of each region that pods can be put on; absent: not known. */
  readonly nodes?: number;
  /** What one replica of the app asks for, as Kubernetes writes it. Default 250m. */
  readonly cpu: string;
  /** Requested, and the limit too. Default 256Mi. */
  readonly memory: string;
  /** Replicas in each region at most. Absent: three times the least. */
  readonly maxReplicas?: number;
  /** Namespaces whose pods may connect to the app, beside its own. Default: none. */
  readonly clients: readonly string[];
  /** The cluster's node-monitor-grace-period (ms). Default 50 s. */
  readonly nodeGraceMs: number;
  readonly storage: {
    /** Of each member of a store and each broker of a log. Default 20Gi. */
    readonly size: string;
    /** The storage class; absent: the cluster's default. */
    readonly class?: string;
    /** What each of them asks for. Default 500m. */
    readonly cpu: string;
    /** Requested, and the limit too. Default 1Gi. */
    readonly memory: string;
  };
}

/** As it is written. */
export interface WrittenKubernetes {
  readonly image?: string | undefined;
  readonly patroniImage?: string | undefined;
  readonly kafkaImage?: string | undefined;
  readonly namespace?: string | undefined;
  readonly nodes?: number | undefined;
  readonly cpu: string;
  readonly memory: string;
  readonly maxReplicas?: number | undefined;
  readonly clients: string[];
  readonly nodeGrace: number;
  readonly storage: {
    readonly size: string;
    readonly class?: string | undefined;
    readonly cpu: string;
    readonly memory: string;
  };
}

const namePattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const namespaceName = (): z.ZodType<string> =>
  text(namePattern, 'a namespace', 'lower-case letters, digits and dashes, such as checkout');

/** A tag that is not `latest`, or a digest: what runs must be what was tested. */
const image = (): z.ZodType<string> =>
  text(
    /^[a-z0-9][a-z0-9.:/_-]*(:(?!latest$)[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|@sha256:[0-9a-f]{64})$/,
    'an image',
    'an image with a tag other than latest, or a digest, such as registry.example/checkout:1.4.2',
  );

const memory = (): z.ZodType<string> =>
  text(/^[1-9][0-9]*(Ki|Mi|Gi|Ti)$/, 'a size', 'a size such as 512Mi or 20Gi');

const cpu = (): z.ZodType<string> =>
  text(/^([1-9][0-9]*m|[1-9][0-9]{0,2})$/, 'a share of CPUs', 'such as 500m or 2');

const storage = z.strictObject({
  size: memory().prefault('20Gi').describe('The disk of each member of a store, of each broker.'),
  class: text(namePattern, 'a storage class', 'the name of a storage class, such as fast')
    .optional()
    .describe("The storage class. Default: the cluster's."),
  cpu: cpu().prefault('500m').describe('The CPU that each of them asks for.'),
  memory: memory()
    .prefault('1Gi')
    .describe('The memory that each of them asks for, and is limited to.'),
});

/** `kubernetes:`, for `ninefold render --target kubernetes`. */
export const kubernetes: z.ZodType<WrittenKubernetes> = z.strictObject({
  image: image()
    .optional()
    .describe("The app's image, with a tag or a digest. Default: none, so no app is rendered."),
  patroniImage: image()
    .optional()
    .describe('An image with PostgreSQL and Patroni, for stores under Patroni. Default: none.'),
  kafkaImage: image()
    .optional()
    .describe(
      'An image with Kafka 4 in /opt/kafka, for logs as plain objects. Default: none, so Strimzi keeps logs.',
    ),
  namespace: namespaceName().optional().describe("The namespace. Default: the service's name."),
  nodes: wholeNumber(1, 5000)
    .optional()
    .describe('Nodes of each region that pods can be put on. Default: not known.'),
  cpu: cpu().prefault('250m').describe('The CPU that one replica of the app asks for.'),
  memory: memory()
    .prefault('256Mi')
    .describe('The memory that one replica of the app asks for, and is limited to.'),
  maxReplicas: wholeNumber(1, 5000)
    .optional()
    .describe('Replicas in each region at most. Default: three times the least.'),
  clients: z
    .array(namespaceName())
    .max(50)
    .prefault([])
    .describe('Namespaces whose pods may connect to the app, beside its own: [ingress-nginx].'),
  nodeGrace: duration(1000)
    .prefault('50s')
    .describe(
      "After so long without a sign of life a node is not ready: the cluster's node-monitor-grace-period.",
    ),
  storage: storage.prefault({}).describe('What members of stores and brokers of logs have.'),
});

/** Completes what a contract says of Kubernetes. */
export function kubernetesOf(written: WrittenKubernetes, service: string): KubernetesSpec {
  const {
    image: app,
    patroniImage,
    kafkaImage,
    namespace,
    nodes,
    maxReplicas,
    storage: disk,
  } = written;
  return {
    ...(app === undefined ? {} : { image: app }),
    ...(patroniImage === undefined ? {} : { patroniImage }),
    ...(kafkaImage === undefined ? {} : { kafkaImage }),
    namespace: namespace ?? service,
    ...(nodes === undefined ? {} : { nodes }),
    cpu: written.cpu,
    memory: written.memory,
    ...(maxReplicas === undefined ? {} : { maxReplicas }),
    clients: written.clients,
    nodeGraceMs: written.nodeGrace,
    storage: {
      size: disk.size,
      ...(disk.class === undefined ? {} : { class: disk.class }),
      cpu: disk.cpu,
      memory: disk.memory,
    },
  };
}
