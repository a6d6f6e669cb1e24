import type { Container, EnvVar, PodSpec, Probe } from 'kubernetes-types/core/v1.js';

import type { AppSpec, Contract } from '../../contract/contract.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
import { kafkaPorts } from '../kafka/kafka-plan.ts';
import { objectName, selectorLabels } from './names.ts';
import type { PodTiming, ProbeTiming } from './pod-timing.ts';
import type { Scale } from './scale.ts';
import { spreadOf } from './spread.ts';

/** Where a replica listens; PORT tells it. */
export const appPort = 8080;

/** Where a log is reached: of Strimzi the listener that is rendered, of plain objects the clients'. */
export function logPort({ kafkaImage }: KubernetesSpec): number {
  return kafkaImage === undefined ? 9093 : kafkaPorts.clients;
}

/** Variables whose names say that they hold a secret: their values are never rendered. */
const secretName =
  /auth|cookie|token|secret|passw|pwd|api_?key|access_?key|private_?key|credential/i;

/** The pod of one replica, under the restricted Pod Security Standard. */
export function appPodSpec(
  contract: Contract,
  app: AppSpec,
  spec: KubernetesSpec,
  timing: PodTiming,
  scale: Scale,
): PodSpec {
  const { service } = contract;
  const { zones, spreadsOverNodes } = scale;
  return {
    serviceAccountName: service,
    automountServiceAccountToken: false,
    priorityClassName: service,
    terminationGracePeriodSeconds: timing.graceS,
    securityContext: podSecurity(10_001),
    topologySpreadConstraints: spreadOf({
      labels: selectorLabels(service),
      ...(zones === undefined ? {} : { zones }),
      overNodes: spreadsOverNodes,
      byVersion: true,
    }),
    tolerations: ['not-ready', 'unreachable'].map((condition) => ({
      key: `node.kubernetes.io/${condition}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: timing.evictAfterS,
    })),
    containers: [containerOf(contract, app, spec, timing)],
    volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }, ...logVolumes(contract)],
  };
}

function containerOf(
  contract: Contract,
  app: AppSpec,
  spec: KubernetesSpec,
  timing: PodTiming,
): Container {
  return {
    name: contract.service,
    ...(spec.image === undefined ? {} : { image: spec.image }),
    command: [...app.run],
    ports: [{ name: 'http', containerPort: appPort }],
    env: environmentOf(contract, app, spec),
    resources: {
      requests: { cpu: spec.cpu, memory: spec.memory },
      limits: { memory: spec.memory },
    },
    startupProbe: { ...livenessAction(app), ...probe(timing.startup) },
    readinessProbe: {
      httpGet: { path: app.health.ready, port: 'http' },
      ...probe(timing.readiness),
    },
    livenessProbe: { ...livenessAction(app), ...probe(timing.liveness) },
    lifecycle: { preStop: { sleep: { seconds: timing.preStopS } } },
    securityContext: containerSecurity(),
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      ...logVolumes(contract).map(({ name }) => ({
        name,
        mountPath: `/etc/ninefold/${name}`,
        readOnly: true,
      })),
    ],
  };
}

/** One path for both questions may ask the stores, and a lost store must restart nobody. */
function livenessAction({ health }: AppSpec): Probe {
  return health.live === health.ready
    ? { tcpSocket: { port: 'http' } }
    : { httpGet: { path: health.live, port: 'http' } };
}

function probe({ timeoutS, periodS, failureThreshold }: ProbeTiming): Probe {
  return { timeoutSeconds: timeoutS, periodSeconds: periodS, failureThreshold };
}

function environmentOf(
  { service, stores, logs = [] }: Contract,
  app: AppSpec,
  spec: KubernetesSpec,
): EnvVar[] {
  return [
    { name: 'PORT', value: String(appPort) },
    ...Object.entries(app.environment).map(([name, value]) =>
      secretName.test(name) ? secretVariable(name, `${service}-secrets`, name) : { name, value },
    ),
    // CloudNativePG makes this secret; for Patroni it is made by hand.
    ...stores.map(({ name }) =>
      secretVariable(`${name.toUpperCase()}_URL`, `${objectName(name)}-app`, 'uri'),
    ),
    ...logs.map(({ name }) => ({
      name: `${name.toUpperCase().replaceAll('-', '_')}_BROKERS`,
      value: `${name}-kafka-bootstrap:${logPort(spec)}`,
    })),
  ];
}

function secretVariable(name: string, secret: string, key: string): EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}

/** What Strimzi makes: the authority of a log's brokers, and the certificate of this service. */
function logVolumes({ service, logs = [] }: Contract): {
  name: string;
  secret: { secretName: string };
}[] {
  return logs.flatMap(({ name }) => [
    { name: `${name}-authority`, secret: { secretName: `${name}-cluster-ca-cert` } },
    { name: `${name}-user`, secret: { secretName: `${service}-${name}` } },
  ]);
}

/** Of a pod, under the restricted standard. An image need not name its user by number. */
export function podSecurity(user: number): NonNullable<PodSpec['securityContext']> {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: user,
    fsGroup: user,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

export function containerSecurity(): NonNullable<Container['securityContext']> {
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  };
}
