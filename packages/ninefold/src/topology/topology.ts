import type { Clock } from '../clock/clock.ts';
import type { Random } from '../clock/random.ts';
import { until } from '../clock/until.ts';
import type { Contract } from '../contract/contract.ts';
import { createAppReplica } from '../engines/app/app-replica.ts';
import { type BalancerMember, createBalancerMember } from '../engines/balancer/balancer-member.ts';
import type { BalancerConfig, BalancerEvent } from '../engines/balancer/message.ts';
import { failoverConfig } from '../failover/decide/config.ts';
import type { TopologyEvent, TopologyEventKind } from '../ports/events.ts';
import { EnvironmentError } from '../ports/errors.ts';
import { canBoundDirectories } from '../supervisor/bounded-directory.ts';
import { isFree, openPorts } from '../supervisor/ports.ts';
import { type RestartingMember, exitText } from '../supervisor/restarting-member.ts';
import { openSupervisor } from '../supervisor/supervisor.ts';
import { type BalancerDoor, balancerDoor } from './door.ts';
import type { TopologyMember } from './member.ts';
import { type Address, type Network, createNetwork } from './network.ts';
import { type RunningStore, failOver, startServers } from './running-store.ts';

const WHOLE_WITHIN_MS = 30_000;
/** Room for a data directory, its rebuild beside it, and the WAL of some minutes. */
const BOUND_BYTES = 192 * 1024 * 1024;
/** Clients of the workload, as an end of an edge. */
export const CLIENTS = 'clients';

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
  readonly signal: AbortSignal;
}

/** A topology that runs: engines times members, behind balancers. */
export interface Topology {
  readonly runDirectory: string;
  readonly members: readonly TopologyMember[];
  readonly stores: readonly RunningStore[];
  readonly network: Network;
  /** Where clients connect, in order of preference: a balancer a region. Empty without an app. */
  readonly baseUrls: readonly string[];
  /** Leads to the store's primary, as the app's role. Holds a password: never to be shown. */
  storeUrl(store: string): string;
  /** Resolves with the time at which the balancers lead no new request to the replica (ms). */
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
 * @throws EnvironmentError when a member can't start or never gets ready; nothing is left running
 */
export async function bootTopology(options: BootOptions): Promise<Topology> {
  const { contract, clock, random, signal, onEvent } = options;
  await refusePortInUse(contract.balancer.port);
  const supervisor = await openSupervisor(clock);
  const network = createNetwork(options.linked, clock, random);
  const ports = openPorts();
  const surroundings = {
    supervisor,
    network,
    clock,
    random,
    ports,
    onEvent,
    ...(options.bounded && canBoundDirectories() ? { boundBytes: BOUND_BYTES } : {}),
  };
  const admitted = new Map<string, Set<string>>();
  const stores: RunningStore[] = [];
  const restarting = new Map<string, RestartingMember>();
  let closed: Promise<void> | undefined;

  const close = (): Promise<void> => {
    closed ??= (async () => {
      for (const member of restarting.values()) member.close();
      for (const store of stores) store.close();
      await network.close();
      await ports.close();
      await supervisor.close();
    })();
    return closed;
  };
  const tell = (kind: TopologyEventKind, member: string, text: string): void => {
    onEvent({ atMs: clock.monotonicMs(), kind, member, text });
  };
  const lifecycle = (
    name: string,
    program: string,
  ): {
    onStarted: () => void;
    onReady: () => void;
    onExited: (exit: Parameters<typeof exitText>[0]) => void;
  } => ({
    onStarted: () => {
      tell('started', name, `${program} started`);
    },
    onReady: () => {
      tell('ready', name, 'ready');
    },
    onExited: (exit) => {
      tell('exited', name, `ended: ${exitText(exit)}`);
    },
  });

  try {
    const [first = 'local', ...otherRegions] = contract.regions;
    const regions = [first, ...otherRegions];
    const regionOf = (index: number): string => regions[index % regions.length] ?? first;
    const replicaNames = Array.from({ length: contract.app?.replicas ?? 0 }, (_, i) => `app[${i}]`);
    const replicaPorts = new Map<string, number>();
    for (const name of replicaNames) admitted.set(name, new Set());
    for (const name of replicaNames) replicaPorts.set(name, await ports.next());

    // Balancers and servers need nothing of each other to start.
    const balancerNames = regions.map((region) =>
      regions.length === 1 ? 'balancer' : `balancer[${region}]`,
    );
    const balancers: BalancerMember[] = [];
    const doorsOf = new Map<string, BalancerDoor[]>(contract.stores.map(({ name }) => [name, []]));
    const balancerPorts: { http: number; stores: Record<string, number> }[] = [];
    const starting: Promise<void>[] = [];
    const drained = new Map<string, Set<string>>();
    const storeAddresses = new Map<string, Map<number, Address>>();
    for (const [index, name] of balancerNames.entries()) {
      const http =
        index === 0 && contract.balancer.port !== 0 ? contract.balancer.port : await ports.next();
      const storePorts: Record<string, number> = {};
      for (const store of contract.stores) {
        storePorts[store.name] = await ports.next();
      }
      balancerPorts.push({ http, stores: storePorts });
      const replicas = await Promise.all(
        replicaNames.map(async (id, position) => ({
          id,
          tier: regionOf(position) === regions[index] ? 0 : 1,
          ...(await network.connect(name, id, addressAt(replicaPorts.get(id) ?? 0))),
        })),
      );
      const { app } = contract;
      const config: BalancerConfig = {
        ...(app
          ? {
              http: {
                spec: { ...contract.balancer, port: http },
                policy: contract.topology === 'active-passive' ? 'primary-backup' : 'least-loaded',
                readyPath: app.health.ready,
                replicas,
              },
            }
          : {}),
        stores: contract.stores.map((store) => ({
          store: store.name,
          port: storePorts[store.name] ?? 0,
          askLeaseEveryMs: failoverConfig({ members: store.members }).routeLeaseTtlMs / 4,
        })),
      };
      const doors: BalancerDoor[] = [];
      const balancer = createBalancerMember({
        name,
        supervisor,
        clock,
        config: () => config,
        onEvent: (event) => {
          for (const door of doors) door.receive(event);
          if (event.kind === 'drained') drained.get(event.id)?.add(name);
          if (event.kind === 'admitted') admitted.get(event.id)?.add(name);
          if (event.kind === 'ejected') admitted.get(event.id)?.delete(name);
          showBalancerEvent(event, tell);
        },
        ...lifecycle(name, 'the balancer'),
      });
      for (const store of contract.stores) {
        const door = balancerDoor({
          balancer: name,
          store: store.name,
          leaseTtlMs: failoverConfig({ members: store.members }).routeLeaseTtlMs,
          send: (message) => {
            balancer.send(message);
          },
          addressOf: (member) =>
            storeAddresses.get(`${name}>${store.name}`)?.get(member) ?? addressAt(0),
        });
        doors.push(door);
        doorsOf.get(store.name)?.push(door);
      }
      balancers.push(balancer);
      restarting.set(name, balancer.member);
      starting.push(balancer.member.begin(signal));
    }
    const servers = Promise.all(
      contract.stores.map((store) => startServers(store, surroundings, signal)),
    );
    const [started] = await settleAll([servers, ...starting]);
    for (const [index, spec] of contract.stores.entries()) {
      const cluster = started[index];
      if (!cluster) throw new RangeError(`no servers for ${spec.name}`);
      for (const name of balancerNames) {
        const addresses = new Map<number, Address>();
        for (const member of cluster.members) {
          addresses.set(
            member.index,
            await network.connect(name, member.name, addressAt(member.port)),
          );
        }
        storeAddresses.set(`${name}>${spec.name}`, addresses);
      }
      stores.push(failOver(spec, cluster, doorsOf.get(spec.name) ?? [], surroundings));
    }
    for (const store of stores) {
      await until(
        `${store.spec.name} to have a primary that its clients reach`,
        () => store.agent.isWhole(),
        {
          clock,
          withinMs: WHOLE_WITHIN_MS,
          everyMs: 3,
          signal,
        },
      );
      for (const member of store.members) tell('ready', member.name, 'ready');
    }

    const storeUrl = (store: string, address: Address): string => {
      const running = stores.find(({ spec }) => spec.name === store);
      const member = running?.members[0];
      if (!member) throw new RangeError(`no store ${store}`);
      const { user, password, database } = member.login('app');
      return `postgres://${user}:${password}@${address.host}:${address.port}/${database}`;
    };
    const { app } = contract;
    if (app) {
      const replicas = await Promise.all(
        replicaNames.map(async (name, position) => {
          const region = regions.indexOf(regionOf(position));
          const environment: Record<string, string> = {
            NINEFOLD_REPLICA: String(position),
            NINEFOLD_REGION: regionOf(position),
          };
          for (const { name: store } of contract.stores) {
            const door = await network.connect(
              name,
              balancerNames[region] ?? first,
              addressAt(balancerPorts[region]?.stores[store] ?? 0),
            );
            const url = storeUrl(store, door);
            environment[`${store.toUpperCase()}_URL`] = url;
            if (contract.stores.length === 1) environment['DATABASE_URL'] = url;
          }
          const replica = createAppReplica({
            name,
            spec: app,
            directory: options.directory,
            port: replicaPorts.get(name) ?? 0,
            environment,
            supervisor,
            clock,
            ...lifecycle(name, 'the app'),
          });
          restarting.set(name, replica);
          return replica;
        }),
      );
      await settleAll(replicas.map((replica) => replica.begin(signal)));
    }

    const baseUrls = app
      ? await Promise.all(
          balancerNames.map(async (name, index) => {
            const at = addressAt(balancerPorts[index]?.http ?? 0);
            const { host, port } = await network.connect(CLIENTS, name, at);
            return `http://${host}:${port}`;
          }),
        )
      : [];
    const members = describeMembers(regions, balancerNames, replicaNames, stores, restarting);
    const isAdmitted = (name: string): boolean => admitted.get(name)?.size === balancerNames.length;
    const notWhole = (): string | undefined => {
      for (const [name, member] of restarting) if (!member.isReady) return `${name} to be ready`;
      for (const name of replicaNames) {
        if (!isAdmitted(name)) return `the balancer to lead requests to ${name}`;
      }
      for (const { spec, agent } of stores) {
        if (!agent.isWhole()) return `${spec.name} to have a primary and all its standbys`;
      }
      return undefined;
    };
    return {
      runDirectory: supervisor.runDirectory,
      members,
      stores,
      network,
      baseUrls,
      storeUrl: (store) => storeUrl(store, addressAt(balancerPorts[0]?.stores[store] ?? 0)),
      async drain(member, drainSignal) {
        const done = new Set<string>();
        drained.set(member, done);
        for (const balancer of balancers) balancer.send({ kind: 'drain-replica', id: member });
        await until(
          `the balancer to drain ${member}`,
          () => balancerNames.every((name) => done.has(name) || !restarting.get(name)?.isReady),
          { clock, withinMs: WHOLE_WITHIN_MS, everyMs: 2, signal: drainSignal },
        );
      },
      restore(member) {
        for (const balancer of balancers) balancer.send({ kind: 'restore-replica', id: member });
      },
      isReady: (member) => restarting.get(member)?.isReady ?? false,
      isAdmitted: (member) => isAdmitted(member),
      boundedDirectory: (member) =>
        stores.flatMap((store) => store.members).find(({ name }) => name === member)
          ?.boundedDirectory,
      isWhole: () => notWhole() === undefined,
      async untilWhole(withinMs, waitSignal) {
        const startMs = clock.monotonicMs();
        for (let missing = notWhole(); missing !== undefined; missing = notWhole()) {
          const restMs = withinMs - (clock.monotonicMs() - startMs);
          await until(missing, () => notWhole() !== missing, {
            clock,
            withinMs: Math.max(restMs, 0),
            everyMs: 5,
            signal: waitSignal,
          });
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function addressAt(port: number): Address {
  return { host: '127.0.0.1', port };
}

/** @throws EnvironmentError when the port the contract asks for is taken */
async function refusePortInUse(port: number): Promise<void> {
  if (port === 0 || (await isFree(port))) return;
  throw new EnvironmentError(
    `port ${port} on 127.0.0.1 is in use; the contract asks for it in balancer.port. Free it, choose another, or leave it out`,
  );
}

/** Waits for all, also when one fails, so that nothing goes on behind the error. */
async function settleAll<T extends readonly Promise<unknown>[]>(
  promises: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const results = await Promise.allSettled(promises);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return (await Promise.all(promises)) as { [K in keyof T]: Awaited<T[K]> };
}

function showBalancerEvent(
  event: BalancerEvent,
  tell: (kind: TopologyEventKind, member: string, text: string) => void,
): void {
  if (event.kind === 'ejected') tell('ejected', event.id, `out of rotation: ${event.reason}`);
  else if (event.kind === 'admitted') tell('admitted', event.id, 'in rotation');
  else if (event.kind === 'lease-expired') {
    tell('note', event.store, `the balancer's route expired: it leads to no primary`);
  }
}

function describeMembers(
  regions: readonly string[],
  balancerNames: readonly string[],
  replicaNames: readonly string[],
  stores: readonly RunningStore[],
  restarting: ReadonlyMap<string, RestartingMember>,
): TopologyMember[] {
  const regionOf = (index: number): string => regions[index % regions.length] ?? 'local';
  const restartingMember = (
    name: string,
    kind: 'app' | 'balancer',
    index: number,
  ): TopologyMember => ({
    name,
    kind,
    region: regionOf(index),
    process: () => restarting.get(name)?.process,
    requestStop: () => {
      restarting.get(name)?.process?.signal('SIGTERM');
    },
    hold: () => restarting.get(name)?.hold(),
    release: () => restarting.get(name)?.release(),
  });
  return [
    ...balancerNames.map((name, index) => restartingMember(name, 'balancer', index)),
    ...replicaNames.map((name, index) => restartingMember(name, 'app', index)),
    ...stores.flatMap(({ members, agent }) =>
      members.map((member): TopologyMember => ({
        name: member.name,
        kind: 'store',
        region: regionOf(member.index),
        process: () => member.process,
        // The fast shutdown, which is what service managers ask of PostgreSQL.
        requestStop: () => member.process?.signal('SIGINT'),
        hold: () => {
          agent.hold(member.index);
        },
        release: () => {
          agent.release(member.index);
        },
      })),
    ),
  ];
}
