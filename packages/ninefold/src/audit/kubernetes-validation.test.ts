import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kubernetesMistakes, parseKubernetesSchema } from './kubernetes-validation.ts';
import { readFile } from './read/read-file.ts';

const schema = parseKubernetesSchema(
  readFileSync(new URL('../../kubernetes-schema.json', import.meta.url), 'utf8'),
);

function mistakes(text: string): string[] {
  const [part] = readFile('a.yaml', text).parts;
  return kubernetesMistakes(part?.data, schema).map(
    ({ path, message, expected }) => `${path.join('.')}: ${message}; ${expected}`,
  );
}

const good = `apiVersion: apps/v1
kind: Deployment
metadata: { name: a, annotations: { x: "1" }, creationTimestamp: null }
spec:
  replicas: 3
  strategy: { rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 } }
  selector: { matchLabels: { a: b } }
  template:
    metadata: { labels: { a: b } }
    spec:
      containers:
        - name: a
          image: b:1
          imagePullPolicy: IfNotPresent
          resources: { requests: { cpu: 1, memory: 1Gi } }
          livenessProbe: { httpGet: { path: /, port: http } }
`;

it('lets a right object pass: quantities, numbers or text, null', () => {
  expect(mistakes(good)).toEqual([]);
});

it('judges no kubeconfig, and no value that a template will write', () => {
  expect(mistakes('apiVersion: v1\nkind: Config\nclusters: []\n')).toEqual([]);
  expect(mistakes('apiVersion: v1\nkind: Confg\n')).toHaveLength(1);
  expect(mistakes(good.replace('replicas: 3', 'replicas: "${REPLICAS}"'))).toEqual([]);
  expect(mistakes(good.replace('replicas: 3', 'replicas: "3"'))).toHaveLength(1);
});

it.each([
  [
    'a misspelt field',
    'replicas: 3',
    'replcas: 3',
    'spec.replcas: spec has no field "replcas"; replicas',
  ],
  [
    'one deep below',
    'livenessProbe',
    'livenesProbe',
    'spec.template.spec.containers.0.livenesProbe: containers[0] has no field "livenesProbe"; livenessProbe',
  ],
  [
    'a field in the wrong place',
    'image: b:1',
    'image: b:1\n          replicas: 1',
    'spec.template.spec.containers.0.replicas: containers[0] has no field "replicas"',
  ],
  [
    'text for a number',
    'replicas: 3',
    'replicas: "3"',
    'spec.replicas: replicas is "3", not a whole number; a whole number',
  ],
  ['a number for text', 'x: "1"', 'x: 1', 'metadata.annotations.x: x is "1", not text; text'],
  [
    'a missing field',
    '  selector: { matchLabels: { a: b } }\n',
    '',
    'spec.selector: spec needs selector; selector',
  ],
  [
    'a list that is none',
    /containers:[\s\S]*$/,
    'containers: {}\n',
    'spec.template.spec.containers: containers is a mapping, not a list',
  ],
  [
    'a kind of another group',
    'apps/v1',
    'v1',
    'apiVersion: Kubernetes 1.36 has no Deployment in v1; apps/v1',
  ],
])('refuses %s', (_what, from, to, expected) => {
  const text = good.replace(from, to);
  expect(text).not.toBe(good);
  expect(mistakes(text).join('\n')).toContain(expected);
});

const database = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec:
  instances: 3
  primaryUpdateStrategy: unsupervised
  storage: { size: 20Gi }
  resources: { limits: { memory: 1Gi }, requests: { cpu: 1 } }
  postgresql: { synchronous: { method: any, number: 1, dataDurability: required } }
status: { anything: that the operator writes }
`;

const pool = `apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: { name: broker, labels: { strimzi.io/cluster: events } }
spec:
  replicas: 3
  roles: [broker]
  storage: { type: jbod, volumes: [{ id: 0, type: persistent-claim, size: 20Gi, kraftMetadata: shared }] }
`;

it("lets operators' custom resources pass that are right", () => {
  expect(mistakes(database)).toEqual([]);
  expect(mistakes(pool)).toEqual([]);
});

it.each([
  [
    'a misspelt field of a database',
    database.replace('instances', 'instnces'),
    'spec.instnces: spec has no field "instnces" in CloudNativePG 1.28.0; instances',
  ],
  [
    'a misspelt field of its metadata',
    database.replace('metadata: { name: orders }', 'metadata: { name: orders, lables: {} }'),
    'metadata.lables: metadata has no field "lables" in CloudNativePG 1.28.0; labels',
  ],
  [
    'a word that is none of those allowed',
    database.replace('unsupervised', 'automatic'),
    'spec.primaryUpdateStrategy: primaryUpdateStrategy is "automatic", which CloudNativePG 1.28.0 does not take; one of unsupervised, supervised',
  ],
  [
    'a number below the least',
    database.replace('instances: 3', 'instances: 0'),
    'spec.instances: instances is "0", which CloudNativePG 1.28.0 does not take; at least 1',
  ],
  [
    'a quantity that is none',
    database.replace('memory: 1Gi', 'memory: 1GB'),
    'spec.resources.limits.memory: memory is "1GB", which CloudNativePG 1.28.0 does not take; what ^',
  ],
  [
    'a word in a list',
    pool.replace('[broker]', '[brokers]'),
    'spec.roles.0: roles[0] is "brokers", which Strimzi 1.2.0 does not take; broker',
  ],
  [
    'a field that is not there',
    pool.replace('  replicas: 3\n', ''),
    'spec.replicas: spec needs replicas; replicas',
  ],
])('refuses %s in a custom resource', (_what, text, expected) => {
  expect([database, pool]).not.toContain(text);
  expect(mistakes(text).join('\n')).toContain(expected);
});

it('has patterns that JavaScript reads', () => {
  const patterned = schema.limits.filter(({ pattern }) => pattern !== undefined);
  expect(patterned.length).toBeGreaterThan(5);
  for (const { pattern = '', flags } of patterned) {
    expect(() => new RegExp(pattern, flags), pattern).not.toThrow();
  }
});

it('judges no custom resource of others, and no file that only looks like an object', () => {
  expect(mistakes('apiVersion: example.org/v1\nkind: Cluster\nspec: { x: 1 }\n')).toEqual([]);
  expect(mistakes('apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nspec: 1\n')).toEqual([]);
  expect(
    mistakes('apiVersion: kubelet.config.k8s.io/v1\nkind: KubeletConfiguration\nx: 1\n'),
  ).toEqual([]);
});

it('is of the kinds that people use', () => {
  for (const kind of [
    'v1 Service',
    'apps/v1 StatefulSet',
    'policy/v1 PodDisruptionBudget',
    'autoscaling/v2 HorizontalPodAutoscaler',
    'networking.k8s.io/v1 NetworkPolicy',
    'postgresql.cnpg.io/v1 Cluster',
    'kafka.strimzi.io/v1 Kafka',
    'monitoring.coreos.com/v1 PrometheusRule',
    'batch/v1 CronJob',
  ]) {
    expect(schema.kinds).toHaveProperty([kind]);
  }
});
