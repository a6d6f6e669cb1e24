import type { AppSpec, Contract } from '../../contract/contract.ts';
import type { Host } from '../../supervisor/hosts/hosts.ts';
import type { RestartingMember } from '../../supervisor/restarting-member.ts';
import type { TopologyMember } from '../member.ts';
import type { HostedSurroundings } from './surroundings.ts';
export interface ReplicaPlace {
    readonly host: Host;
    readonly index: number;
    /** Where the balancers reach it. */
    readonly address: string;
    readonly port: number;
}
/** @param nextPort gives a port that nobody else has, for hosts that share one network */
export declare function placeReplicas(app: AppSpec, surroundings: HostedSurroundings, nextPort: () => Promise<number>): Promise<ReplicaPlace[]>;
/** The app's replicas, by name, not yet started. */
export declare function createReplicas(contract: Contract, app: AppSpec, places: readonly ReplicaPlace[], surroundings: HostedSurroundings & {
    /** The contract's folder. */
    readonly directory: string;
    readonly storeUrl: (store: string) => string;
}): {
    readonly machines: readonly TopologyMember[];
    readonly restarting: ReadonlyMap<string, RestartingMember>;
};
//# sourceMappingURL=app-replicas.d.ts.map