import type { KubeObject, Workload } from './kubernetes.ts';
import type { Part, PartKind } from './part.ts';
/** Everything that was read, with what rules ask of it found once. */
export declare class World {
    #private;
    readonly parts: readonly Part[];
    readonly objects: readonly KubeObject[];
    readonly workloads: readonly Workload[];
    constructor(parts: readonly Part[]);
    part(...kinds: readonly PartKind[]): readonly Part[];
    ofKind(kind: string): readonly KubeObject[];
    /** Workloads whose pods a Service, or an object with a label selector, selects. */
    selectedBy(object: KubeObject): readonly Workload[];
    workloadsIn(namespace: string): readonly Workload[];
    disruptionBudgetsOf(workload: Workload): readonly KubeObject[];
    servicesOf(workload: Workload): readonly KubeObject[];
    /** Whether requests may reach it: behind a Service, or ready for one whose file is elsewhere. */
    serves(workload: Workload): boolean;
    autoscalerOf(workload: Workload): KubeObject | undefined;
    workloadNamed(namespace: string, kind: string, name: string): Workload | undefined;
    /** The fewest replicas that it runs with: an autoscaler's minimum, else what it says. */
    leastReplicas(workload: Workload): number;
}
/** `namespace kind name` of what an autoscaler scales. */
export declare function targetOf(scaler: KubeObject): string;
//# sourceMappingURL=world.d.ts.map