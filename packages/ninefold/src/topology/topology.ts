import type { Server } from 'node:http';

import type { Clock } from '../clock/clock.ts';
import type { Random } from '../clock/random.ts';
import { until } from '../clock/until.ts';
import type { Contract } from '../contract/contract.ts';
import { EnvironmentError } from '../ports/errors.ts';
import type { TopologyEvent } from '../ports/events.ts';
import { closeServer, serveMetrics } from '../recorder/metrics-server.ts';
import { type Recorder, createRecorder } from '../recorder/recorder.ts';
import { canBoundDirectories } from '../supervisor/bounded-directory.ts';
import { isFree, openPorts } from '../supervisor/ports.ts';
import type { RestartingMember } from '../supervisor/restarting-member.ts';
import { openSupervisor } from '../supervisor/supervisor.ts';
import { type PlacedBalancer, placeBalancers } from './balancers.ts';
import { bootHosted, isHosted } from './hosted/boot-hosted.ts';
import { type Layout, layOut } from './layout.ts';
import { teller } from './lifecycle.ts';
import type { TopologyMember } from './member.ts';
import { membersOf } from './members.ts';
import { type Address, type Network, addressAt, createNetwork } from './network.ts';
import { placeReplicas } from './replicas.ts';
import { type Rotation, createRotation } from './rotation.ts';
import {
  type RunningStore,
  type StoreServers,
  type StoreSurroundings,
  failOver,
  startServers,
} from './running-store.ts';
import { settleAll } from './settle-all.ts';
import { untilWhole } from './until-whole.ts';

const WHOLE_WITHIN_MS = 30_000;
/** Room for a data directory, its rebuild beside it, and the WAL of some minutes. */
const BOUND_BYTES = 192 * 1024 * 1024;
/** Clients of the workload, as an end of an edge. */
const CLIENTS = 'clients';

export interface BootOptions {
  readonly contract: Contract;
  /** The contract's folder: the app runs there. */
  readonly directory: string;
  /** Whether members reach each other through links that faults can break. */
  readonly linked: boolean;
  /** Whether stores keep their data on file systems of bounded size, where this user can. */
  readonly bounded: boolean;
  readonly clock: Clock;
  readonly random: Random;
  readonly onEvent: (event: TopologyEvent) => void;
  /** The topology can't be watched any more; it is to be closed. */
  readonly onFailure: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** A topology that runs: engines times members, behind balancers. */
export interface Topology {
  readonly runDirectory: string;
  readonly members: readonly TopologyMember[];
  readonly stores: readonly RunningStore[];
  readonly network: Network;
  /** What its balancers counted, and whether its store had a primary. */
  readonly recorder: Recorder;
  /** Where clients connect, in order of preference: a balancer a region. Empty without an app. */
  readonly baseUrls: readonly string[];
  /** Leads to the store's primary, as the app's role. Holds a password: never to be shown. */
  storeUrl(store: string): string;
  /** Resolves when no balancer leads requests to the replica, and all it had are answered. */
  drain(member: string, signal: AbortSignal): Promise<void>;
  restore(member: string): void;
  isReady(member: string): boolean;
  /** Every balancer has the replica in rotation. */
  isAdmitted(member: string): boolean;
  /** The file system of its own that a store member's data lie on, if it has one. */
  boundedDirectory(member: string): string | undefined;
  /** Every member runs and is ready, every store has its primary and followers. */
  isWhole(): boolean;
  /** Waits until it is whole; the error says which part was not. */
  untilWhole(withinMs: number, signal: AbortSignal): Promise<void>;
  /** Ends every process, removes every file, and waits for it. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts everything the contract names, in the order of what depends on what: stores and balancers
 * first, the app when its stores can be written to.
 *
 * @throws EnvironmentError when a member can't start or never gets ready; the signal's reason.
 * Nothing is left running then
 */
export async function bootTopology(options: BootOptions): Promise<Topology> {
  const { contract, clock, random, signal, onEvent } = options;
  if (isHosted(contract)) return bootHosted(options);
  await refusePortInUse(contract.balancer.port);
  const supervisor = await openSupervisor(clock);
  const network = createNetwork(options.linked, clock, random);
  const ports = openPorts();
  const tell = teller(clock, onEvent);
  const stores: RunningStore[] = [];
  const restarting = new Map<string, RestartingMember>();
  const recorder = createRecorder(contract, clock);
  const { metricsPort } = contract.balancer;
  let metrics: Server | undefined;
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= (async () => {
      for (const member of restarting.values()) member.close();
      for (const store of stores) store.close();
      try {
        await settleAll([
          network.close(),
          ports.close(),
          metrics ? closeServer(metrics) : Promise.resolve(),
        ]);
      } finally {
        await supervisor.close();
      }
    })();
    return closed;
  };

  try {
    if (metricsPort !== undefined) {
      metrics = await serveMetrics(metricsPort, () => recorder.page());
    }
    const layout = await layOut(contract, () => ports.next());
    const rotation = createRotation(layout.balancers.length);
    const surroundings: StoreSurroundings = {
      supervisor,
      network,
      clock,
      ports,
      onEvent,
      onFailure: options.onFailure,
      ...(options.bounded && canBoundDirectories() ? { boundBytes: BOUND_BYTES } : {}),
    };
    const balancers = await placeBalancers(contract, layout, {
      supervisor,
      network,
      clock,
      rotation,
      tell,
      recorder,
    });
    for (const { place, balancer } of balancers) restarting.set(place.name, balancer.member);

    // Balancers and servers need nothing of each other to start.
    const servers = settleAll(
      contract.stores.map((store) => startServers(store, surroundings, signal)),
    );
    const listening = settleAll(balancers.map(({ balancer }) => balancer.member.begin(signal)));
    await settleAll<unknown>([servers, listening]);
    for (const cluster of await servers) {
      stores.push(await openDoors(cluster, balancers, surroundings));
    }
    for (const { spec, agent, members } of stores) {
      await until(`${spec.name} to have a primary that its clients reach`, () => agent.isWhole(), {
        clock,
        withinMs: WHOLE_WITHIN_MS,
        everyMs: 3,
        signal,
      });
      for (const member of members) tell('ready', member.name, 'ready');
    }

    if (contract.app) {
      const replicas = await placeReplicas(contract, contract.app, layout, {
        directory: options.directory,
        supervisor,
        network,
        clock,
        tell,
        storeUrl: (store, door) => storeUrl(stores, store, door),
      });
      for (const [name, replica] of replicas) restarting.set(name, replica);
      await settleAll([...replicas.values()].map((replica) => replica.begin(signal)));
    }
    return {
      runDirectory: supervisor.runDirectory,
      ...assemble({
        clock,
        layout,
        network,
        rotation,
        balancers,
        restarting,
        stores,
        recorder,
        appStopWithinMs: contract.app?.stopTimeoutMs ?? 0,
      }),
      baseUrls: contract.app ? await baseUrlsOf(layout, network) : [],
      close,
    };
  } catch (error) {
    await close();
    // What was under way when the user stopped us fails for that reason alone.
    throw signal.aborted ? signal.reason : error;
  }
}

function assemble(parts: {
  readonly clock: Clock;
  readonly layout: Layout;
  readonly network: Network;
  readonly rotation: Rotation;
  readonly balancers: readonly PlacedBalancer[];
  readonly restarting: ReadonlyMap<string, RestartingMember>;
  readonly stores: readonly RunningStore[];
  readonly recorder: Recorder;
  readonly appStopWithinMs: number;
}): Omit<Topology, 'runDirectory' | 'baseUrls' | 'close'> {
  const { clock, layout, network, rotation, balancers, restarting, stores } = parts;
  const notWhole = (): string | undefined => {
    for (const [name, member] of restarting) if (!member.isReady) return `${name} to be ready`;
    for (const { name } of layout.replicas) {
      if (!rotation.isAdmitted(name)) return `the balancer to lead requests to ${name}`;
    }
    for (const { spec, agent } of stores) {
      if (!agent.isWhole()) return `${spec.name} to have a primary and all its standbys`;
    }
    return undefined;
  };
  return {
    members: membersOf(layout, restarting, stores, parts.appStopWithinMs),
    stores,
    network,
    recorder: parts.recorder,
    storeUrl(store) {
      const port = layout.balancers[0]?.storePorts.get(store);
      if (port === undefined) throw new RangeError(`no store ${store}`);
      return storeUrl(stores, store, addressAt(port));
    },
    async drain(member, signal) {
      rotation.beginDrain(member);
      for (const { balancer } of balancers) balancer.send({ kind: 'drain-replica', id: member });
      await until(
        `the balancer to drain ${member}`,
        () =>
          balancers.every(
            // One that does not run leads nobody anywhere.
            ({ place, balancer }) =>
              rotation.drainedBy(member).has(place.name) || !balancer.member.isReady,
          ),
        { clock, withinMs: WHOLE_WITHIN_MS, everyMs: 2, signal },
      );
    },
    restore(member) {
      for (const { balancer } of balancers) balancer.send({ kind: 'restore-replica', id: member });
    },
    isReady: (member) => restarting.get(member)?.isReady ?? false,
    isAdmitted: (member) => rotation.isAdmitted(member),
    boundedDirectory: (member) =>
      stores.flatMap((store) => store.members).find(({ name }) => name === member)
        ?.boundedDirectory,
    isWhole: () => notWhole() === undefined,
    untilWhole: (withinMs, signal) => untilWhole(notWhole, clock, withinMs, signal),
  };
}

/** Puts the failover agent over a store's servers, and tells the balancers where these are. */
async function openDoors(
  servers: StoreServers,
  balancers: readonly PlacedBalancer[],
  surroundings: StoreSurroundings,
): Promise<RunningStore> {
  const { spec, members } = servers;
  for (const { place, storeAddresses } of balancers) {
    const addresses = members.map(({ name, port }) =>
      surroundings.network.connect(place.name, name, addressAt(port)),
    );
    storeAddresses.set(spec.name, await Promise.all(addresses));
  }
  const doors = balancers
    .map((balancer) => balancer.doors.get(spec.name))
    .filter((door) => door !== undefined);
  return failOver(servers, doors, surroundings);
}

function storeUrl(stores: readonly RunningStore[], store: string, door: Address): string {
  const member = stores.find(({ spec }) => spec.name === store)?.members[0];
  if (!member) throw new RangeError(`no store ${store}`);
  const { user, password, database } = member.login('app');
  return `postgres://${user}:${password}@${door.host}:${door.port}/${database}`;
}

function baseUrlsOf({ balancers }: Layout, network: Network): Promise<string[]> {
  return Promise.all(
    balancers.map(async ({ name, httpPort }) => {
      const { host, port } = await network.connect(CLIENTS, name, addressAt(httpPort));
      return `http://${host}:${port}`;
    }),
  );
}

/** @throws EnvironmentError when the port the contract asks for is taken */
async function refusePortInUse(port: number): Promise<void> {
  if (port === 0 || (await isFree(port))) return;
  throw new EnvironmentError(
    `port ${port} on 127.0.0.1 is in use; the contract asks for it in balancer.port. Free it, choose another, or leave it out`,
  );
}
