import type { AppSpec, Contract } from '../../contract/contract.ts';
import { createAppReplica } from '../../engines/app/app-replica.ts';
import type { Host } from '../../supervisor/hosts/hosts.ts';
import type { RestartingMember } from '../../supervisor/restarting-member.ts';
import { lifecycleOf } from '../lifecycle.ts';
import type { TopologyMember } from '../member.ts';
import { machine } from './machine.ts';
import type { HostedSurroundings } from './surroundings.ts';

/** In a host of its own every replica has the same port. */
const PORT = 8000;

export interface ReplicaPlace {
  readonly host: Host;
  readonly index: number;
  /** Where the balancers reach it. */
  readonly address: string;
  readonly port: number;
}

/** @param nextPort gives a port that nobody else has, for hosts that share one network */
export async function placeReplicas(
  app: AppSpec,
  surroundings: HostedSurroundings,
  nextPort: () => Promise<number>,
): Promise<ReplicaPlace[]> {
  const places: ReplicaPlace[] = [];
  for (let index = 0; index < app.replicas; index++) {
    const host = await surroundings.addHost(`app[${index}]`);
    if (surroundings.isolated) {
      // Many programs listen on 127.0.0.1 alone.
      await host.openLoopback();
      places.push({ host, index, address: host.address, port: PORT });
    } else {
      places.push({ host, index, address: '127.0.0.1', port: await nextPort() });
    }
  }
  return places;
}

/** The app's replicas, by name, not yet started. */
export function createReplicas(
  contract: Contract,
  app: AppSpec,
  places: readonly ReplicaPlace[],
  surroundings: HostedSurroundings & {
    /** The contract's folder. */
    readonly directory: string;
    readonly storeUrl: (store: string) => string;
  },
): {
  readonly machines: readonly TopologyMember[];
  readonly restarting: ReadonlyMap<string, RestartingMember>;
} {
  const { clock, network, tell, directory } = surroundings;
  const restarting = new Map<string, RestartingMember>();
  const machines = places.map(({ host, index, address, port }): TopologyMember => {
    const environment: Record<string, string> = {
      NINEFOLD_REPLICA: String(index),
      NINEFOLD_REGION: 'local',
    };
    for (const { name: store } of contract.stores) {
      const url = surroundings.storeUrl(store);
      environment[`${store.toUpperCase()}_URL`] = url;
      if (contract.stores.length === 1) environment['DATABASE_URL'] = url;
    }
    const replica = createAppReplica({
      name: host.name,
      spec: app,
      directory,
      port,
      address,
      environment,
      supervisor: host,
      clock,
      ...lifecycleOf(host.name, 'the app', tell),
    });
    restarting.set(host.name, replica);
    return {
      ...machine({
        kind: 'app',
        host,
        network,
        programs: [replica],
        stopWithinMs: app.stopTimeoutMs,
      }),
      // A killed replica is started again, as with every engine.
      isMachine: false,
    };
  });
  return { machines, restarting };
}
