import { isUnfinished, objectOf, selects, serviceSelects, workloadOf } from './kubernetes.ts';
import type { KubeObject, Workload } from './kubernetes.ts';
import { field, listOf, textOf } from './part.ts';
import type { Part, PartKind } from './part.ts';

/** Everything that was read, with what rules ask of it found once. */
export class World {
  static readonly #known = new WeakMap<readonly Part[], World>();

  /** The world of these parts; the same one for the same list. */
  static of(parts: readonly Part[]): World {
    const known = World.#known.get(parts) ?? new World(parts);
    World.#known.set(parts, known);
    return known;
  }

  readonly parts: readonly Part[];
  readonly objects: readonly KubeObject[];
  readonly workloads: readonly Workload[];
  readonly #ofKind = new Map<string, KubeObject[]>();
  readonly #workloadsIn = new Map<string, Workload[]>();
  readonly #filesOf = new Map<string, Set<string>>();
  readonly #workloadsLabelled = new Map<string, Workload[]>();
  readonly #disruptionBudgetsOf = new Map<Workload, KubeObject[]>();
  readonly #servicesOf = new Map<Workload, KubeObject[]>();
  readonly #autoscalerOf = new Map<Workload, KubeObject>();
  readonly #selectedBy = new Map<KubeObject, readonly Workload[]>();
  /** Gathers the kinds that are asked for, when somebody wants to know. */
  asked: Set<string> | undefined;

  private constructor(parts: readonly Part[]) {
    this.parts = parts;
    this.objects = parts
      .filter(({ kind }) => kind === 'kubernetes')
      .map(objectOf)
      .filter((one) => !isUnfinished(one));
    this.workloads = this.objects.map(workloadOf).filter((one) => one !== undefined);
    for (const object of this.objects) append(this.#ofKind, object.kind, object);
    for (const workload of this.workloads) {
      append(this.#workloadsIn, workload.namespace, workload);
      const { namespace, kind, name } = workload;
      const files = this.#filesOf.get(`${namespace} ${kind} ${name}`) ?? new Set();
      this.#filesOf.set(`${namespace} ${kind} ${name}`, files.add(workload.part.file));
      for (const [key, value] of Object.entries(workload.podLabels)) {
        append(this.#workloadsLabelled, labelKey(workload.namespace, key, value), workload);
      }
    }
    for (const budget of this.ofKind('PodDisruptionBudget')) {
      for (const one of this.selectedBy(budget)) append(this.#disruptionBudgetsOf, one, budget);
    }
    for (const service of this.ofKind('Service')) {
      for (const one of this.selectedBy(service)) append(this.#servicesOf, one, service);
    }
    const scalers = new Map(
      this.ofKind('HorizontalPodAutoscaler').map((one) => [targetOf(one), one]),
    );
    if (scalers.size === 0) return;
    for (const workload of this.workloads) {
      const { namespace, kind, name } = workload;
      const scaler = scalers.get(`${namespace} ${kind} ${name}`);
      if (scaler !== undefined) this.#autoscalerOf.set(workload, scaler);
    }
  }

  part(...kinds: readonly PartKind[]): readonly Part[] {
    return this.parts.filter(({ kind }) => kinds.includes(kind));
  }

  ofKind(kind: string): readonly KubeObject[] {
    this.asked?.add(kind);
    return this.#ofKind.get(kind) ?? [];
  }

  /** Workloads whose pods a Service, or an object with a label selector, selects. */
  selectedBy(object: KubeObject): readonly Workload[] {
    this.#askWorkloads();
    const known = this.#selectedBy.get(object);
    if (known !== undefined) return known;
    const selected = this.#select(object);
    this.#selectedBy.set(object, selected);
    return selected;
  }

  #select(object: KubeObject): readonly Workload[] {
    const selector = field(object.part.data, 'spec', 'selector');
    const isService = object.kind === 'Service';
    const wanted = (isService ? selector : field(selector, 'matchLabels')) ?? {};
    const [first] = Object.entries(wanted);
    const candidates =
      first === undefined
        ? this.#workloadsIn.get(object.namespace)
        : this.#workloadsLabelled.get(labelKey(object.namespace, first[0], String(first[1])));
    const selected = (candidates ?? []).filter(({ podLabels, kind }) =>
      kind === 'Job' || kind === 'CronJob'
        ? false
        : isService
          ? serviceSelects(selector, podLabels)
          : selects(selector, podLabels),
    );
    return nearestOf(selected, object.part.file);
  }

  /** Whether files hold alternatives of it: one cluster has only one of that name. */
  hasAlternatives({ namespace, kind, name }: Workload): boolean {
    this.#askWorkloads();
    return (this.#filesOf.get(`${namespace} ${kind} ${name}`)?.size ?? 0) > 1;
  }

  workloadsIn(namespace: string): readonly Workload[] {
    this.#askWorkloads();
    return this.#workloadsIn.get(namespace) ?? [];
  }

  disruptionBudgetsOf(workload: Workload): readonly KubeObject[] {
    this.asked?.add('PodDisruptionBudget');
    return this.#disruptionBudgetsOf.get(workload) ?? [];
  }

  servicesOf(workload: Workload): readonly KubeObject[] {
    this.asked?.add('Service');
    return this.#servicesOf.get(workload) ?? [];
  }

  /** Whether requests may reach it: behind a Service, or ready for one whose file is elsewhere. */
  serves(workload: Workload): boolean {
    const services = this.servicesOf(workload);
    if (services.length > 0) return !services.every(isForMetrics);
    return workload.containers.some(({ data }) => field(data, 'readinessProbe') !== undefined);
  }

  autoscalerOf(workload: Workload): KubeObject | undefined {
    this.asked?.add('HorizontalPodAutoscaler');
    return this.#autoscalerOf.get(workload);
  }

  workloadNamed(namespace: string, kind: string, name: string): Workload | undefined {
    return this.workloadsIn(namespace).find((one) => one.kind === kind && one.name === name);
  }

  #askWorkloads(): void {
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet', 'Pod']) this.asked?.add(kind);
  }

  /** The fewest replicas that it runs with: an autoscaler's minimum, else what it says. */
  leastReplicas(workload: Workload): number {
    const scaler = this.autoscalerOf(workload);
    if (scaler === undefined) return workload.replicas;
    const least = field(scaler.part.data, 'spec', 'minReplicas');
    return typeof least === 'number' ? least : 1;
  }
}

/** `namespace kind name` of what an autoscaler scales. */
export function targetOf(scaler: KubeObject): string {
  const target = field(scaler.part.data, 'spec', 'scaleTargetRef');
  return `${scaler.namespace} ${String(field(target, 'kind'))} ${String(field(target, 'name'))}`;
}

/** A Service that is only for those who measure: no request of a user comes through it. */
export function isForMetrics({ name, part }: KubeObject): boolean {
  const ports = listOf(field(part.data, 'spec', 'ports'));
  const isNamedSo = /-(?:metrics|monitoring)$/.test(name) && ports.length === 1;
  return (
    isNamedSo ||
    (ports.length > 0 &&
      ports.every((port) =>
        // "http-metrics" is the one port of Loki and its like, requests included.
        /^(?!.*http-)(?:.*metrics(?:https?)?|prom|prometheus|monitoring|telemetry)$/.test(
          textOf(field(port, 'name')) ?? '',
        ),
      ))
  );
}

/**
 * Of alternatives, the same name in several files, those that stand nearest: beside, in the folder, or below
 * the folder around it. Those elsewhere are for something else.
 */
function nearestOf(workloads: readonly Workload[], file: string): readonly Workload[] {
  const names = new Map<string, Workload[]>();
  for (const one of workloads) append(names, `${one.kind} ${one.name}`, one);
  if (names.size === workloads.length) return workloads;
  const folder = folderOf(file);
  return [...names.values()].flatMap((same) => {
    const beside = same.filter(({ part }) => part.file === file);
    if (beside.length > 0) return beside;
    if (same.length === 1) return same;
    const near = same.filter(({ part }) => folderOf(part.file) === folder);
    return near.length > 0 ? near : same.filter(({ part }) => standsAround(part, file));
  });
}

/** Whether it stands below the folder around that of a file; a live object is around all others. */
export function standsAround(part: Part, file: string): boolean {
  return part.isLive === true || part.file.startsWith(folderAround(file));
}

/** The folder that holds the folder of a file. */
export function folderAround(file: string): string {
  return folderOf(folderOf(file).slice(0, -1));
}

/** Every folder that a file stands below, the outermost ("") first. */
export function foldersAbove(file: string): readonly string[] {
  return ['', ...[...file.matchAll(/\//g)].map(({ index }) => file.slice(0, index + 1))];
}

/** With a slash at its end; nothing for a file without one. */
function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

function labelKey(namespace: string, key: string, value: string): string {
  return `${namespace}\n${key}\n${value}`;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
