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
    readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'ReplicaSet' | 'ReplicationController' | 'Pod' | 'Job' | 'CronJob';
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
export declare function objectOf(part: Part): KubeObject;
export declare function workloadOf(object: KubeObject): Workload | undefined;
/** Whether a label selector matches. An empty one matches everything, an absent one nothing. */
export declare function selects(selector: unknown, labels: Readonly<Record<string, string>>): boolean;
/** Whether a Service's selector, a plain mapping, matches; one without keys has no pods. */
export declare function serviceSelects(selector: unknown, labels: Readonly<Record<string, string>>): boolean;
/**
 * A number or a percentage of `total`. Rounding differs: up for a PodDisruptionBudget and maxSurge,
 * down for a Deployment's maxUnavailable.
 */
export declare function countOf(value: unknown, total: number, round: 'up' | 'down'): number | undefined;
/** How a Deployment is rolled: pods above and below the desired number. */
export declare function rolling(workload: Workload): {
    surge: number;
    unavailable: number;
} | undefined;
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
export declare function probeOf(container: Container, name: 'livenessProbe' | 'readinessProbe' | 'startupProbe'): Probe | undefined;
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
export declare function spreadsOf({ pod, podPath, podLabels }: Workload): readonly Spread[];
export declare const hostKey = "kubernetes.io/hostname";
export declare const zoneKey = "topology.kubernetes.io/zone";
/** Seconds that a preStop hook waits: `sleep`, or a command that is one. */
export declare function preStopSeconds(container: Container): number | undefined;
/** `512Mi`, `2`, `250m`: bytes, or cores; undefined when it is none. */
export declare function quantityOf(value: unknown): number | undefined;
//# sourceMappingURL=kubernetes.d.ts.map