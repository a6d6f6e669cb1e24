import type { Clock } from '../clock/clock.ts';
import type { AppSpec, Contract } from '../contract/contract.ts';
import { createAppReplica } from '../engines/app/app-replica.ts';
import type { RestartingMember } from '../supervisor/restarting-member.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import type { Layout, ReplicaPlace } from './layout.ts';
import { type Tell, lifecycleOf } from './lifecycle.ts';
import { type Address, type Network, addressAt } from './network.ts';

/** The app's replicas, by name, not yet started. */
export async function placeReplicas(
  contract: Contract,
  app: AppSpec,
  layout: Layout,
  surroundings: {
    /** The contract's folder. */
    readonly directory: string;
    readonly supervisor: Supervisor;
    readonly network: Network;
    readonly clock: Clock;
    readonly tell: Tell;
    readonly storeUrl: (store: string, door: Address) => string;
  },
): Promise<Map<string, RestartingMember>> {
  const { directory, supervisor, clock, tell } = surroundings;
  const replicas = new Map<string, RestartingMember>();
  for (const place of layout.replicas) {
    const environment = await environmentOf(contract, layout, place, surroundings);
    replicas.set(
      place.name,
      createAppReplica({
        name: place.name,
        spec: app,
        directory,
        port: place.port,
        environment,
        supervisor,
        clock,
        ...lifecycleOf(place.name, 'the app', tell),
      }),
    );
  }
  return replicas;
}

/** `ORDERS_URL` for a store `orders`, and `DATABASE_URL` for an only store. */
async function environmentOf(
  contract: Contract,
  layout: Layout,
  { name, index, region }: ReplicaPlace,
  {
    network,
    storeUrl,
  }: { readonly network: Network; readonly storeUrl: (store: string, door: Address) => string },
): Promise<Record<string, string>> {
  const environment: Record<string, string> = {
    NINEFOLD_REPLICA: String(index),
    NINEFOLD_REGION: region,
  };
  const balancer = layout.balancers.find((place) => place.region === region);
  for (const { name: store } of contract.stores) {
    const port = balancer?.storePorts.get(store);
    if (balancer === undefined || port === undefined) throw new RangeError(`no door to ${store}`);
    const url = storeUrl(store, await network.connect(name, balancer.name, addressAt(port)));
    environment[`${store.toUpperCase()}_URL`] = url;
    if (contract.stores.length === 1) environment['DATABASE_URL'] = url;
  }
  return environment;
}
