import type { Contract, StoreSpec } from '../../contract/contract.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
import type { Manifest } from './manifest.ts';
import type { PatroniInClusterTiming } from './patroni-config.ts';
/** A store as plain objects: a StatefulSet whose members Patroni keeps. */
export declare function patroniObjects(contract: Contract, store: StoreSpec, spec: KubernetesSpec, timing: PatroniInClusterTiming): Manifest[];
//# sourceMappingURL=patroni-objects.d.ts.map