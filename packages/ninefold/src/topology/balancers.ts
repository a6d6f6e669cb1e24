import type { Clock } from '../clock/clock.ts';
import type { Contract } from '../contract/contract.ts';
import { type BalancerMember, createBalancerMember } from '../engines/balancer/balancer-member.ts';
import type { BalancerConfig, BalancerEvent } from '../engines/balancer/message.ts';
import { failoverConfig } from '../failover/decide/config.ts';
import type { Recorder } from '../recorder/recorder.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { type BalancerDoor, balancerDoor } from './door.ts';
import type { BalancerPlace, Layout } from './layout.ts';
import { type Tell, lifecycleOf } from './lifecycle.ts';
import { type Address, type Network, addressAt } from './network.ts';
import type { Rotation } from './rotation.ts';

/** A door asks for its lease so often in the length of one. */
const ASKS_PER_LEASE = 4;

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
export async function placeBalancers(
  contract: Contract,
  layout: Layout,
  surroundings: {
    readonly supervisor: Supervisor;
    readonly network: Network;
    readonly clock: Clock;
    readonly rotation: Rotation;
    readonly tell: Tell;
    readonly recorder: Recorder;
  },
): Promise<PlacedBalancer[]> {
  const { network } = surroundings;
  return Promise.all(
    layout.balancers.map(async (place) => {
      const config = await configOf(contract, layout, place, network);
      return placeBalancer(contract, place, config, surroundings);
    }),
  );
}

function placeBalancer(
  contract: Contract,
  place: BalancerPlace,
  config: BalancerConfig,
  { supervisor, clock, rotation, tell, recorder }: Parameters<typeof placeBalancers>[2],
): PlacedBalancer {
  const { name } = place;
  const doors = new Map<string, BalancerDoor>();
  const storeAddresses = new Map<string, readonly Address[]>();
  const counting = {
    name,
    ...(contract.topology === 'multi-region' ? { region: place.region } : {}),
  };
  const lifecycle = lifecycleOf(name, 'the balancer', tell);
  const balancer = createBalancerMember({
    name,
    supervisor,
    clock,
    config: () => config,
    onEvent: (event) => {
      for (const door of doors.values()) door.receive(event);
      rotation.receive(name, event);
      if (event.kind === 'counted') recorder.count(counting, event.atMs, event.counts);
      tellOf(event, tell);
    },
    ...lifecycle,
    onExited: (exit) => {
      rotation.forget(name);
      recorder.forget(name);
      lifecycle.onExited(exit);
    },
  });
  for (const { name: store, members } of contract.stores) {
    const door = balancerDoor({
      balancer: name,
      store,
      leaseTtlMs: failoverConfig({ members }).routeLeaseTtlMs,
      send: (message) => {
        balancer.send(message);
      },
      addressOf: (member) => {
        const address = storeAddresses.get(store)?.[member];
        if (!address) throw new RangeError(`${name} knows no ${store}[${member}]`);
        return address;
      },
    });
    doors.set(store, door);
  }
  return { place, balancer, doors, storeAddresses };
}

async function configOf(
  contract: Contract,
  layout: Layout,
  place: BalancerPlace,
  network: Network,
): Promise<BalancerConfig> {
  const stores = contract.stores.map(({ name, members }) => ({
    store: name,
    port: place.storePorts.get(name) ?? 0,
    askLeaseEveryMs: failoverConfig({ members }).routeLeaseTtlMs / ASKS_PER_LEASE,
  }));
  const { app } = contract;
  const { latency } = contract.promise;
  if (!app) return { stores };
  const replicas = await Promise.all(
    layout.replicas.map(async ({ name, region, port }) => ({
      id: name,
      // Those of another region are for when this one has none.
      tier: region === place.region ? 0 : 1,
      ...(await network.connect(place.name, name, addressAt(port))),
    })),
  );
  return {
    stores,
    http: {
      spec: { ...contract.balancer, port: place.httpPort },
      policy: contract.topology === 'active-passive' ? 'primary-backup' : 'least-loaded',
      readyPath: app.health.ready,
      replicas,
      sli: {
        ...(latency === undefined ? {} : { latencyBelowMs: latency.belowMs }),
        exceptPaths: [app.health.ready, app.health.live],
      },
    },
  };
}

function tellOf(event: BalancerEvent, tell: Tell): void {
  if (event.kind === 'ejected') tell('ejected', event.id, `out of rotation: ${event.reason}`);
  else if (event.kind === 'admitted') tell('admitted', event.id, 'in rotation');
  else if (event.kind === 'lease-expired') {
    tell('note', event.store, "the balancer's lease ran out: it leads to no primary");
  }
}
