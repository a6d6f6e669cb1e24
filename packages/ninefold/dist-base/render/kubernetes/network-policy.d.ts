import type { Contract } from '../../contract/contract.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
import type { Manifest } from './manifest.ts';
/** Who may connect to the app, and where it may connect to: nothing else. */
export declare function appNetworkPolicy(contract: Contract, spec: KubernetesSpec): Manifest;
/** Only the app and the other members reach a store; and its operator. */
export declare function storeNetworkPolicy({ service }: Contract, spec: KubernetesSpec, store: string, byPatroni: boolean): Manifest;
//# sourceMappingURL=network-policy.d.ts.map