import type { Contract, StoreSpec } from '../../contract/contract.ts';
import type { PatroniCluster } from '../../render/patroni/cluster.ts';
import type { EtcdPlace } from './etcd-cluster.ts';
import type { PatroniPlace } from './patroni-store.ts';
/** A store of the contract, on these hosts, as Patroni's configuration needs it. */
export declare function clusterPlanOf(contract: Contract, spec: StoreSpec, places: readonly PatroniPlace[], etcd: readonly EtcdPlace[], clients: readonly string[]): Omit<PatroniCluster, 'postBootstrap'>;
/** Of three kinds a contract may ask for, hosts of ours have one that is there, or none. */
export declare function hasWatchdog({ patroni }: StoreSpec): boolean;
//# sourceMappingURL=cluster-plan.d.ts.map