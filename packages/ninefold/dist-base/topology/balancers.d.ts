import type { Clock } from '../clock/clock.ts';
import type { Contract } from '../contract/contract.ts';
import { type BalancerMember } from '../engines/balancer/balancer-member.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { type BalancerDoor } from './door.ts';
import type { BalancerPlace, Layout } from './layout.ts';
import { type Tell } from './lifecycle.ts';
import { type Address, type Network } from './network.ts';
import type { Rotation } from './rotation.ts';
/** A balancer that can be started, and its doors to the stores. */
export interface PlacedBalancer {
    readonly place: BalancerPlace;
    readonly balancer: BalancerMember;
    /** By store. */
    readonly doors: ReadonlyMap<string, BalancerDoor>;
    /** By store and index of the member: where this balancer reaches it. To be filled in. */
    readonly storeAddresses: Map<string, readonly Address[]>;
}
/** The balancers of the layout, not yet started. */
export declare function placeBalancers(contract: Contract, layout: Layout, surroundings: {
    readonly supervisor: Supervisor;
    readonly network: Network;
    readonly clock: Clock;
    readonly rotation: Rotation;
    readonly tell: Tell;
}): Promise<PlacedBalancer[]>;
//# sourceMappingURL=balancers.d.ts.map