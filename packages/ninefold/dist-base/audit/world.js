import { objectOf, selects, serviceSelects, workloadOf } from './kubernetes.js';
import { field } from './part.js';
/** Everything that was read, with what rules ask of it found once. */
export class World {
    parts;
    objects;
    workloads;
    #ofKind = new Map();
    #workloadsIn = new Map();
    #workloadsLabelled = new Map();
    #disruptionBudgetsOf = new Map();
    #servicesOf = new Map();
    #autoscalerOf = new Map();
    constructor(parts) {
        this.parts = parts;
        this.objects = parts.filter(({ kind }) => kind === 'kubernetes').map(objectOf);
        this.workloads = this.objects.map(workloadOf).filter((one) => one !== undefined);
        for (const object of this.objects)
            append(this.#ofKind, object.kind, object);
        for (const workload of this.workloads) {
            append(this.#workloadsIn, workload.namespace, workload);
            for (const [key, value] of Object.entries(workload.podLabels)) {
                append(this.#workloadsLabelled, labelKey(workload.namespace, key, value), workload);
            }
        }
        for (const budget of this.ofKind('PodDisruptionBudget')) {
            for (const one of this.selectedBy(budget))
                append(this.#disruptionBudgetsOf, one, budget);
        }
        for (const service of this.ofKind('Service')) {
            for (const one of this.selectedBy(service))
                append(this.#servicesOf, one, service);
        }
        for (const scaler of this.ofKind('HorizontalPodAutoscaler')) {
            this.#autoscalerOf.set(targetOf(scaler), scaler);
        }
    }
    part(...kinds) {
        return this.parts.filter(({ kind }) => kinds.includes(kind));
    }
    ofKind(kind) {
        return this.#ofKind.get(kind) ?? [];
    }
    /** Workloads whose pods a Service, or an object with a label selector, selects. */
    selectedBy(object) {
        const selector = field(object.part.data, 'spec', 'selector');
        const isService = object.kind === 'Service';
        const wanted = (isService ? selector : field(selector, 'matchLabels')) ?? {};
        const [first] = Object.entries(wanted);
        const candidates = first === undefined
            ? this.#workloadsIn.get(object.namespace)
            : this.#workloadsLabelled.get(labelKey(object.namespace, first[0], String(first[1])));
        return (candidates ?? []).filter(({ podLabels, kind }) => kind === 'Job' || kind === 'CronJob'
            ? false
            : isService
                ? serviceSelects(selector, podLabels)
                : selects(selector, podLabels));
    }
    workloadsIn(namespace) {
        return this.#workloadsIn.get(namespace) ?? [];
    }
    disruptionBudgetsOf(workload) {
        return this.#disruptionBudgetsOf.get(workload) ?? [];
    }
    servicesOf(workload) {
        return this.#servicesOf.get(workload) ?? [];
    }
    /** Whether requests may reach it: behind a Service, or ready for one whose file is elsewhere. */
    serves(workload) {
        return (this.servicesOf(workload).length > 0 ||
            workload.containers.some(({ data }) => field(data, 'readinessProbe') !== undefined));
    }
    autoscalerOf(workload) {
        return this.#autoscalerOf.get(`${workload.namespace} ${workload.kind} ${workload.name}`);
    }
    workloadNamed(namespace, kind, name) {
        return (this.#workloadsIn.get(namespace) ?? []).find((one) => one.kind === kind && one.name === name);
    }
    /** The fewest replicas that it runs with: an autoscaler's minimum, else what it says. */
    leastReplicas(workload) {
        const scaler = this.autoscalerOf(workload);
        if (scaler === undefined)
            return workload.replicas;
        const least = field(scaler.part.data, 'spec', 'minReplicas');
        return typeof least === 'number' ? least : 1;
    }
}
/** `namespace kind name` of what an autoscaler scales. */
export function targetOf(scaler) {
    const target = field(scaler.part.data, 'spec', 'scaleTargetRef');
    return `${scaler.namespace} ${String(field(target, 'kind'))} ${String(field(target, 'name'))}`;
}
function labelKey(namespace, key, value) {
    return `${namespace}\n${key}\n${value}`;
}
function append(map, key, value) {
    const list = map.get(key);
    if (list === undefined)
        map.set(key, [value]);
    else
        list.push(value);
}
//# sourceMappingURL=world.js.map