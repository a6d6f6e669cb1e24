import type { Random } from '../clock/random.ts';
import type { PartitionSide, Target } from '../contract/contract.ts';
import type { TopologyMember } from '../topology/member.ts';
import type { RunningStore } from '../topology/running-store.ts';
import type { Topology } from '../topology/topology.ts';
/**
 * The members that a target means at this moment. Where it leaves a choice, chance makes it.
 *
 * @throws EnvironmentError when there is none, a store without a primary for example
 */
export declare function membersOf(target: Target, topology: Topology, random: Random): TopologyMember[];
/** The store a fault names, or the contract's first. */
export declare function storeOf(topology: Topology, name: string | undefined): RunningStore;
/** Whether a name, `clients` among them, is of the sides that a store's members are cut from. */
export declare function sidesOf(sides: readonly PartitionSide[], topology: Topology, target: Target): (name: string) => boolean;
//# sourceMappingURL=targets.d.ts.map