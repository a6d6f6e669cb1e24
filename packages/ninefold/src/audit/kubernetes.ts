import { field, listOf, mapOf, numberOf, textOf } from './part.ts';
import type { Part, Step } from './part.ts';

/** One object of Kubernetes. */
export interface KubeObject {
  readonly part: Part;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** `default` when it names none. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An object that makes pods. */
export interface Workload extends KubeObject {
  readonly kind:
    | 'Deployment'
    | 'StatefulSet'
    | 'DaemonSet'
    | 'ReplicaSet'
    | 'ReplicationController'
    | 'Pod'
    | 'Job'
    | 'CronJob';
  /** As the object says; 1 when it says nothing. */
  readonly replicas: number;
  readonly podLabels: Readonly<Record<string, string>>;
  /** Where the pod's spec stands. */
  readonly podPath: readonly Step[];
  readonly pod: unknown;
  readonly containers: readonly Container[];
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly data: unknown;
  readonly path: readonly Step[];
}

const podPaths: Readonly<Record<string, readonly Step[]>> = {
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  ReplicationController: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  Pod: ['spec'],
};

/** Groups of Kubernetes' own workloads, old ones too. */
const ownGroups = /^(?:$|v1$|(?:apps|extensions|batch)\/)/;

/**
 * Whether it is no object yet: a template, whose name and labels are not known, or a patch that no
 * kustomization of the folder applies, by its file's name and what it lacks.
 */
export function isUnfinished({ name, namespace, labels, kind, part }: KubeObject): boolean {
  if ([name, namespace, ...Object.values(labels)].some((text) => /\{\{|<%/.test(text))) return true;
  return (
    /(?:^|[-_./])patch(?:es)?[-_.]?[^/]*\.(?:ya?ml|json)$/i.test(part.file) &&
    ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind) &&
    field(part.data, 'spec', 'selector') === undefined
  );
}

export function objectOf(part: Part): KubeObject {
  const metadata = field(part.data, 'metadata');
  return {
    part,
    apiVersion: textOf(field(part.data, 'apiVersion')) ?? '',
    kind: textOf(field(part.data, 'kind')) ?? '',
    name: textOf(field(metadata, 'name')) ?? textOf(field(metadata, 'generateName')) ?? '',
    namespace: textOf(field(metadata, 'namespace')) ?? 'default',
    labels: labelsOf(field(metadata, 'labels')),
  };
}

export function workloadOf(object: KubeObject): Workload | undefined {
  const podPath = Object.hasOwn(podPaths, object.kind) ? podPaths[object.kind] : undefined;
  // A StatefulSet of OpenKruise, say, has other fields and another controller.
  if (podPath === undefined || !ownGroups.test(object.apiVersion)) return undefined;
  const pod = field(object.part.data, ...podPath);
  const metadata = field(object.part.data, ...podPath.slice(0, -1), 'metadata');
  return {
    ...object,
    kind: object.kind as Workload['kind'],
    replicas: numberOf(field(object.part.data, 'spec', 'replicas')) ?? 1,
    podLabels: labelsOf(field(metadata, 'labels')),
    podPath,
    pod,
    containers: listOf(field(pod, 'containers')).map((data, index) => ({
      name: textOf(field(data, 'name')) ?? String(index),
      image: textOf(field(data, 'image')) ?? '',
      data,
      path: [...podPath, 'containers', index],
    })),
  };
}

function labelsOf(value: unknown): Readonly<Record<string, string>> {
  const labels: Record<string, string> = Object.create(null);
  for (const [key, one] of Object.entries(mapOf(value))) {
    labels[key] = textOf(one) ?? (typeof one === 'boolean' ? String(one) : '');
  }
  return labels;
}

/** Whether a label selector matches. An empty one matches everything, an absent one nothing. */
export function selects(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  if (typeof selector !== 'object' || selector === null) return false;
  for (const [key, value] of Object.entries(mapOf(field(selector, 'matchLabels')))) {
    if (labels[key] !== textOf(value)) return false;
  }
  return listOf(field(selector, 'matchExpressions')).every((expression) => {
    const key = textOf(field(expression, 'key')) ?? '';
    const values = listOf(field(expression, 'values')).map(textOf);
    const value = labels[key];
    switch (field(expression, 'operator')) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        return false;
    }
  });
}

/** Whether a Service's selector, a plain mapping, matches; one without keys has no pods. */
export function serviceSelects(
  selector: unknown,
  labels: Readonly<Record<string, string>>,
): boolean {
  const wanted = Object.entries(mapOf(selector));
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === textOf(value));
}

/**
 * A number or a percentage of `total`. Rounding differs: up for a PodDisruptionBudget and maxSurge,
 * down for a Deployment's maxUnavailable.
 */
export function countOf(value: unknown, total: number, round: 'up' | 'down'): number | undefined {
  if (typeof value === 'number') return value;
  const text = textOf(value) ?? '';
  const percent = /^(\d+)%$/.exec(text);
  if (percent === null) return numberOf(text);
  const share = (Number(percent[1]) * total) / 100;
  return round === 'up' ? Math.ceil(share) : Math.floor(share);
}

/** How a Deployment is rolled: pods above and below the desired number. */
export function rolling(workload: Workload): { surge: number; unavailable: number } | undefined {
  if (workload.kind !== 'Deployment') return undefined;
  const strategy = field(workload.part.data, 'spec', 'strategy');
  if (field(strategy, 'type') === 'Recreate') return undefined;
  const written = field(strategy, 'rollingUpdate');
  const surge = countOf(field(written, 'maxSurge') ?? '25%', workload.replicas, 'up') ?? 0;
  const unavailable =
    countOf(field(written, 'maxUnavailable') ?? '25%', workload.replicas, 'down') ?? 0;
  // The API refuses two zeros as written; as two percentages that round to 0 it takes 1.
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable };
}

/** A probe with Kubernetes' defaults; undefined when there is none. */
export interface Probe {
  readonly path: readonly Step[];
  readonly data: unknown;
  readonly delayS: number;
  readonly periodS: number;
  readonly timeoutS: number;
  readonly failures: number;
  /** What it asks, with named ports resolved: equal text is the same question. */
  readonly action: string;
  /** The path of an HTTP probe. */
  readonly httpPath?: string;
}

export function probeOf(
  container: Container,
  name: 'livenessProbe' | 'readinessProbe' | 'startupProbe',
): Probe | undefined {
  const data = field(container.data, name);
  if (typeof data !== 'object' || data === null) return undefined;
  const httpPath =
    field(data, 'httpGet') === undefined
      ? undefined
      : (textOf(field(data, 'httpGet', 'path')) ?? '/');
  return {
    path: [...container.path, name],
    data,
    delayS: numberOf(field(data, 'initialDelaySeconds')) ?? 0,
    periodS: numberOf(field(data, 'periodSeconds')) ?? 10,
    timeoutS: numberOf(field(data, 'timeoutSeconds')) ?? 1,
    failures: numberOf(field(data, 'failureThreshold')) ?? 3,
    action: actionOf(container, data),
    ...(httpPath === undefined ? {} : { httpPath }),
  };
}

function actionOf(container: Container, probe: unknown): string {
  const port = (value: unknown): string => {
    const named = listOf(field(container.data, 'ports')).find(
      (one) => field(one, 'name') === value,
    );
    return textOf(field(named, 'containerPort') ?? value) ?? '';
  };
  const http = field(probe, 'httpGet');
  if (http !== undefined) {
    return `http ${textOf(field(http, 'host')) ?? ''}:${port(field(http, 'port'))}${textOf(field(http, 'path')) ?? '/'}`;
  }
  const grpc = field(probe, 'grpc');
  if (grpc !== undefined) {
    return `grpc ${textOf(field(grpc, 'port')) ?? ''} ${textOf(field(grpc, 'service')) ?? ''}`;
  }
  const tcp = field(probe, 'tcpSocket');
  if (tcp !== undefined) return `tcp ${port(field(tcp, 'port'))}`;
  return `exec ${JSON.stringify(field(probe, 'exec', 'command') ?? [])}`;
}

/** One self-made bound on where pods of a workload stand. */
export interface Spread {
  readonly kind: 'required' | 'preferred' | 'spread' | 'soft-spread';
  readonly topologyKey: string;
  readonly path: readonly Step[];
  readonly data: unknown;
  readonly selector: unknown;
  /** It is about the workload's own pods. */
  readonly isSelf: boolean;
}

/** A dozen rules ask: it is found out once. */
const spreads = new WeakMap<Workload, readonly Spread[]>();

export function spreadsOf(workload: Workload): readonly Spread[] {
  const known = spreads.get(workload);
  if (known !== undefined) return known;
  const found = findSpreads(workload);
  spreads.set(workload, found);
  return found;
}

function findSpreads({ pod, podPath, podLabels }: Workload): readonly Spread[] {
  const affinity = field(pod, 'affinity', 'podAntiAffinity');
  const base: readonly Step[] = [...podPath, 'affinity', 'podAntiAffinity'];
  const spreadOf = (kind: Spread['kind'], data: unknown, path: readonly Step[]): Spread => {
    const selector = field(data, 'labelSelector');
    return {
      kind,
      topologyKey: textOf(field(data, 'topologyKey')) ?? '',
      path,
      data,
      selector,
      isSelf: selects(selector, podLabels),
    };
  };
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  return [
    ...listOf(field(affinity, required)).map((term, index) =>
      spreadOf('required', term, [...base, required, index]),
    ),
    ...listOf(field(affinity, preferred)).map((term, index) =>
      spreadOf('preferred', field(term, 'podAffinityTerm'), [
        ...base,
        preferred,
        index,
        'podAffinityTerm',
      ]),
    ),
    ...listOf(field(pod, 'topologySpreadConstraints')).map((constraint, index) =>
      spreadOf(
        field(constraint, 'whenUnsatisfiable') === 'ScheduleAnyway' ? 'soft-spread' : 'spread',
        constraint,
        [...podPath, 'topologySpreadConstraints', index],
      ),
    ),
  ];
}

export const hostKey = 'kubernetes.io/hostname';
export const zoneKey = 'topology.kubernetes.io/zone';

/** Seconds that a preStop hook waits: `sleep`, or a command that is one. */
export function preStopSeconds(container: Container): number | undefined {
  const hook = field(container.data, 'lifecycle', 'preStop');
  if (hook === undefined || hook === null) return undefined;
  const seconds = numberOf(field(hook, 'sleep', 'seconds'));
  if (seconds !== undefined) return seconds;
  const command = listOf(field(hook, 'exec', 'command'))
    .map(textOf)
    .join(' ');
  const slept = /\bsleep\s+(\d+)/.exec(command);
  return slept === null ? 0 : Number(slept[1]);
}

/** `512Mi`, `2`, `250m`: bytes, or cores; undefined when it is none. */
export function quantityOf(value: unknown): number | undefined {
  const match = /^([0-9.]+)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/.exec(textOf(value) ?? '');
  if (match === null) return undefined;
  const [, amount = '', unit = ''] = match;
  return Number(amount) * (quantityUnits[unit] ?? 1);
}

const quantityUnits: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};
