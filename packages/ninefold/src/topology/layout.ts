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
export function regionOf(index: number, regions: readonly [string, ...string[]]): string {
  return regions[index % regions.length] ?? regions[0];
}

/**
 * A balancer a region, each with a door for every store; the replicas dealt out to the regions.
 *
 * @param nextPort gives a port that nobody else has
 */
export async function layOut(contract: Contract, nextPort: () => Promise<number>): Promise<Layout> {
  const [first = 'local', ...others] = contract.regions;
  const regions: [string, ...string[]] = [first, ...others];
  const replicas: ReplicaPlace[] = [];
  for (let index = 0; index < (contract.app?.replicas ?? 0); index++) {
    const region = regionOf(index, regions);
    replicas.push({ name: `app[${index}]`, index, region, port: await nextPort() });
  }
  const balancers: BalancerPlace[] = [];
  for (const region of regions) {
    // The contract's port is the first balancer's: two can't have it.
    const wanted = balancers.length === 0 ? contract.balancer.port : 0;
    const storePorts = new Map<string, number>();
    for (const { name } of contract.stores) storePorts.set(name, await nextPort());
    balancers.push({
      name: regions.length === 1 ? 'balancer' : `balancer[${region}]`,
      region,
      httpPort: wanted === 0 ? await nextPort() : wanted,
      storePorts,
    });
  }
  return { regions, balancers, replicas };
}
