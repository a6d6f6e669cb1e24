import type { Contract } from '../../contract/contract.ts';
import type { BootOptions, Topology } from '../topology.ts';
/**
 * Starts a topology of the engines of production, each member on a host of its own: three etcd,
 * the stores under Patroni, the app, and two HAProxy that stand in for each other behind one
 * virtual address. Hosts are network namespaces as root, and loopback addresses else; there faults
 * of the network are not supported, and there is no virtual address.
 *
 * @throws EnvironmentError when an engine is not installed or can't start; the signal's reason.
 * Nothing is left running then
 */
export declare function bootHosted(options: BootOptions): Promise<Topology>;
/** Whether a contract is for the engines of production. */
export declare function isHosted({ balancer, stores }: Contract): boolean;
//# sourceMappingURL=boot-hosted.d.ts.map