import type { StatefulSet } from 'kubernetes-types/apps/v1.js';
import type { ConfigMap, EnvVar, Service, ServiceAccount } from 'kubernetes-types/core/v1.js';
import type { Role, RoleBinding } from 'kubernetes-types/rbac/v1.js';

import type { Contract, StoreSpec } from '../../contract/contract.ts';
import { formatDuration } from '../../contract/duration.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
import { containerSecurity, podSecurity } from './app-pod.ts';
import { manifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { membersBudget } from './members-budget.ts';
import { objectLabels, objectName, selectorLabels } from './names.ts';
import { patroniConfig, patroniData, patroniTls } from './patroni-config.ts';
import type { PatroniInClusterTiming } from './patroni-config.ts';
import { spreadOf } from './spread.ts';

/** The user of PostgreSQL in Debian's and PostgreSQL's own images. */
const postgresUser = 999;

/** A store as plain objects: a StatefulSet whose members Patroni keeps. */
export function patroniObjects(
  contract: Contract,
  store: StoreSpec,
  spec: KubernetesSpec,
  timing: PatroniInClusterTiming,
): Manifest[] {
  const name = objectName(store.name);
  const metadata = {
    name,
    namespace: spec.namespace,
    labels: objectLabels(contract.service, name),
  };
  const labelled = { ...metadata, labels: { ...metadata.labels, 'cluster-name': name } };
  const account: ServiceAccount = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata,
    automountServiceAccountToken: false,
  };
  const role: Role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata,
    rules: [
      {
        apiGroups: [''],
        resources: ['endpoints'],
        verbs: ['create', 'get', 'list', 'patch', 'update', 'watch', 'delete', 'deletecollection'],
      },
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'patch', 'update', 'watch'] },
      { apiGroups: [''], resources: ['services'], verbs: ['create'] },
    ],
  };
  const binding: RoleBinding = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace: spec.namespace }],
  };
  const config: ConfigMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { ...metadata, name: `${name}-patroni` },
    data: { 'patroni.yml': patroniConfig(contract, store, spec, timing) },
  };
  const ports = [{ name: 'postgresql', port: 5432, targetPort: 'postgresql', protocol: 'TCP' }];
  const leader: Service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: labelled,
    spec: { type: 'ClusterIP', ports },
  };
  const members: Service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata, name: `${name}-members` },
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: selectorLabels(name),
      ports,
    },
  };
  const budget = membersBudget(name, metadata);
  return [
    manifest(account),
    manifest(role),
    manifest(binding),
    manifest(config),
    manifest(leader, {
      spec: 'Without a selector: Patroni writes the Endpoints, and they lead to the primary.',
    }),
    manifest(members),
    manifest(budget, {
      'spec.maxUnavailable': `One node can always be drained; ${store.members - 1} of ${store.members} members stay.`,
    }),
    statefulSet(contract, store, spec, timing),
  ];
}

function statefulSet(
  contract: Contract,
  store: StoreSpec,
  spec: KubernetesSpec,
  timing: PatroniInClusterTiming,
): Manifest {
  const { service, assumptions, promise } = contract;
  const name = objectName(store.name);
  const zones = assumptions.zone?.count;
  const labels = { ...objectLabels(service, name), 'cluster-name': name };
  const { storage } = spec;
  const object: StatefulSet = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace: spec.namespace, labels: objectLabels(service, name) },
    spec: {
      serviceName: `${name}-members`,
      replicas: store.members,
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: selectorLabels(name) },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          automountServiceAccountToken: true,
          priorityClassName: service,
          terminationGracePeriodSeconds: 2 * timing.retryTimeoutS + 30,
          securityContext: podSecurity(postgresUser),
          topologySpreadConstraints: spreadOf({
            labels: selectorLabels(name),
            ...(zones === undefined ? {} : { zones }),
            overNodes: (spec.nodes ?? 0) > store.members,
          }),
          containers: [
            {
              name: 'patroni',
              ...(spec.patroniImage === undefined ? {} : { image: spec.patroniImage }),
              command: ['patroni', '/etc/patroni/patroni.yml'],
              ports: [
                { name: 'postgresql', containerPort: 5432 },
                { name: 'patroni', containerPort: 8008 },
              ],
              env: environment(name),
              resources: {
                requests: { cpu: storage.cpu, memory: storage.memory },
                limits: { memory: storage.memory },
              },
              startupProbe: {
                httpGet: { path: '/liveness', port: 'patroni' },
                periodSeconds: 2,
                timeoutSeconds: 2,
                failureThreshold: 60,
              },
              readinessProbe: {
                httpGet: { path: '/readiness', port: 'patroni' },
                periodSeconds: 2,
                timeoutSeconds: 2,
                failureThreshold: 3,
              },
              livenessProbe: {
                httpGet: { path: '/liveness', port: 'patroni' },
                periodSeconds: 10,
                timeoutSeconds: 5,
                failureThreshold: Math.ceil((2 * timing.ttlS) / 10),
              },
              securityContext: containerSecurity(),
              volumeMounts: [
                { name: 'data', mountPath: patroniData },
                { name: 'config', mountPath: '/etc/patroni', readOnly: true },
                { name: 'tls', mountPath: patroniTls, readOnly: true },
                { name: 'tmp', mountPath: '/tmp' },
              ],
            },
          ],
          volumes: [
            { name: 'config', configMap: { name: `${name}-patroni` } },
            // As cert-manager makes it. PostgreSQL takes no key that others may read.
            { name: 'tls', secret: { secretName: `${name}-tls`, defaultMode: 0o440 } },
            { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
          ],
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: {
            accessModes: ['ReadWriteOnce'],
            ...(storage.class === undefined ? {} : { storageClassName: storage.class }),
            resources: { requests: { storage: storage.size } },
          },
        },
      ],
    },
  };
  const pod = 'spec.template.spec';
  return manifest(object, {
    'spec.podManagementPolicy': "No member waits for another: who leads is Patroni's to say.",
    [`${pod}.automountServiceAccountToken`]: 'Patroni holds its lock by the API server.',
    [`${pod}.terminationGracePeriodSeconds`]: `2 x retry_timeout ${timing.retryTimeoutS} s + 30 s: a primary hands over and checkpoints.`,
    [`${pod}.topologySpreadConstraints`]:
      'promise.availability: a lost zone or node takes its share and no more.',
    [`${pod}.containers.0.readinessProbe`]: `promise.rto ${formatDuration(promise.rtoMs)}: a member that does not answer is no standby to read from.`,
    [`${pod}.containers.0.livenessProbe`]: `After twice the ttl, ${timing.ttlS} s: Patroni has failed over long before.`,
  });
}

function environment(name: string): EnvVar[] {
  const secret = (variable: string, key: string): EnvVar => ({
    name: variable,
    valueFrom: { secretKeyRef: { name: `${name}-patroni`, key } },
  });
  return [
    { name: 'PATRONI_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'PATRONI_KUBERNETES_POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    { name: 'PATRONI_RESTAPI_CONNECT_ADDRESS', value: '$(POD_IP):8008' },
    { name: 'PATRONI_POSTGRESQL_CONNECT_ADDRESS', value: '$(POD_IP):5432' },
    { name: 'PATRONI_SUPERUSER_USERNAME', value: 'postgres' },
    secret('PATRONI_SUPERUSER_PASSWORD', 'superuser-password'),
    { name: 'PATRONI_REPLICATION_USERNAME', value: 'replicator' },
    secret('PATRONI_REPLICATION_PASSWORD', 'replication-password'),
    { name: 'PATRONI_REWIND_USERNAME', value: 'rewinder' },
    secret('PATRONI_REWIND_PASSWORD', 'rewind-password'),
    secret('PATRONI_RESTAPI_USERNAME', 'restapi-username'),
    secret('PATRONI_RESTAPI_PASSWORD', 'restapi-password'),
  ];
}
