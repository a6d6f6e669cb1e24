import type { TopologySpreadConstraint } from 'kubernetes-types/core/v1.js';
import type { Labels } from './names.ts';
/** Where members of one kind may be. */
export interface Spread {
    /** That only they have. */
    readonly labels: Labels;
    /** Zones of a region; absent: not known. */
    readonly zones?: number;
    /** There are nodes enough to demand one each; only where no zone is demanded. */
    readonly overNodes: boolean;
    /** Counts pods of one version only, as a Deployment's rollout needs it. */
    readonly byVersion?: boolean;
}
/**
 * Spread over zones and nodes, never by anti-affinity: a rule of anti-affinity that is required leaves
 * a rolling update without a node for the new pod. A zone or node that is tainted, as a lost one is,
 * does not count (`nodeTaintsPolicy: Honor`), so what was lost is replaced in those that are left.
 * Zones and nodes are never both demanded: zones of unequal size could not satisfy them.
 */
export declare function spreadOf({ labels, zones, overNodes, byVersion, }: Spread): TopologySpreadConstraint[];
//# sourceMappingURL=spread.d.ts.map