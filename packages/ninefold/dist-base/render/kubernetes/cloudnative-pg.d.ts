import type { Contract, StoreSpec } from '../../contract/contract.ts';
import type { LocatedMistake } from '../../contract/located-mistake.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
import type { Manifest } from './manifest.ts';
/** A lost node, in the worst case (ms). */
export declare function cloudNativePgBoundMs({ nodeGraceMs }: KubernetesSpec): number;
/** What CloudNativePG can't keep of the promise. */
export declare function cloudNativePgMistakes({ promise }: Contract, { name, members, replication }: StoreSpec, spec: KubernetesSpec): LocatedMistake[];
/** A store as a Cluster that CloudNativePG keeps. */
export declare function cloudNativePgCluster(contract: Contract, store: StoreSpec, spec: KubernetesSpec): Manifest;
/** Half of a size such as 20Gi, as PostgreSQL writes sizes. */
export declare function halfOf(size: string): string;
//# sourceMappingURL=cloudnative-pg.d.ts.map