import type { Contract } from '../contract/contract.ts';
/** Who there is to start, and where: names, regions and ports, before anything runs. */
export interface Layout {
    readonly regions: readonly [string, ...string[]];
    readonly balancers: readonly BalancerPlace[];
    readonly replicas: readonly ReplicaPlace[];
}
export interface BalancerPlace {
    readonly name: string;
    readonly region: string;
    readonly httpPort: number;
    /** By store: where its door listens. */
    readonly storePorts: ReadonlyMap<string, number>;
}
export interface ReplicaPlace {
    readonly name: string;
    readonly index: number;
    readonly region: string;
    readonly port: number;
}
/** The region of a member, counted from 0: members are dealt out to the regions in turn. */
export declare function regionOf(index: number, regions: readonly [string, ...string[]]): string;
/**
 * A balancer a region, each with a door for every store; the replicas dealt out to the regions.
 *
 * @param nextPort gives a port that nobody else has
 */
export declare function layOut(contract: Contract, nextPort: () => Promise<number>): Promise<Layout>;
//# sourceMappingURL=layout.d.ts.map