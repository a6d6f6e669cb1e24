import type { Clock } from '../clock/clock.ts';
import type { AppSpec, Contract } from '../contract/contract.ts';
import type { RestartingMember } from '../supervisor/restarting-member.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import type { Layout } from './layout.ts';
import { type Tell } from './lifecycle.ts';
import { type Address, type Network } from './network.ts';
/** The app's replicas, by name, not yet started. */
export declare function placeReplicas(contract: Contract, app: AppSpec, layout: Layout, surroundings: {
    /** The contract's folder. */
    readonly directory: string;
    readonly supervisor: Supervisor;
    readonly network: Network;
    readonly clock: Clock;
    readonly tell: Tell;
    readonly storeUrl: (store: string, door: Address) => string;
}): Promise<Map<string, RestartingMember>>;
//# sourceMappingURL=replicas.d.ts.map