import type { AppSpec, Contract } from '../../contract/contract.ts';
import type { LocatedMistake } from '../../contract/located-mistake.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
/** How many replicas there are in one region, and where they may be. */
export interface Scale {
    readonly minReplicas: number;
    readonly maxReplicas: number;
    /** Percent of the requested CPU at which replicas are added. */
    readonly targetCpu: number;
    /** Replicas that one fault takes: one, or those of a zone. */
    readonly lost: number;
    /** Replicas that carry the load of the region. */
    readonly needed: number;
    readonly maxSurge: number;
    /** Zones of a region; absent: not known. */
    readonly zones?: number;
    /** There are nodes enough to demand one each, and one to spare. */
    readonly spreadsOverNodes: boolean;
}
/** The scale of the app in each region, and what in the contract forbids it. */
export declare function scaleOf({ regions, assumptions }: Contract, app: AppSpec, spec: KubernetesSpec): {
    readonly scale: Scale;
    readonly mistakes: readonly LocatedMistake[];
};
//# sourceMappingURL=scale.d.ts.map