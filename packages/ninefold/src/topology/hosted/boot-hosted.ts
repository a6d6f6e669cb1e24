import { until } from '../../clock/until.ts';
import type { Contract, StoreSpec } from '../../contract/contract.ts';
import { formatDuration } from '../../contract/duration.ts';
import { cacheDirectory } from '../../engines/postgres/cache-directory.ts';
import { operatingUser } from '../../engines/postgres/operating-user.ts';
import type { EtcdMember } from '../../render/patroni/cluster.ts';
import { renderLeaseGuard } from '../../render/etcd/lease-guard.ts';
import { renderReachGuard } from '../../render/haproxy/reach-guard.ts';
import { createRecorder } from '../../recorder/recorder.ts';
import { canIsolateHosts } from '../../supervisor/hosts/capabilities.ts';
import {
  type Hosts,
  LOOPBACK,
  openLoopback,
  openNamespaces,
} from '../../supervisor/hosts/hosts.ts';
import { openPorts } from '../../supervisor/ports.ts';
import type { RestartingMember } from '../../supervisor/restarting-member.ts';
import { openSupervisor } from '../../supervisor/supervisor.ts';
import { teller } from '../lifecycle.ts';
import { settleAll } from '../settle-all.ts';
import type { BootOptions, Topology } from '../topology.ts';
import { untilWhole } from '../until-whole.ts';
import { createReplicas, placeReplicas } from './app-replicas.ts';
import { clusterPlanOf } from './cluster-plan.ts';
import { locateEngines } from './engine-programs.ts';
import { createEtcdCluster, placeEtcd } from './etcd-cluster.ts';
import { countByHaproxy } from './haproxy-counts.ts';
import { type BalancerGuard, createHaproxyPair, placeBalancers } from './haproxy-pair.ts';
import { watchHaproxy } from './haproxy-sight.ts';
import { archiveFolder, hostFiles } from './host-files.ts';
import { createHostsNetwork } from './hosts-network.ts';
import { type PatroniStore, createPatroniStore, placePatroni } from './patroni-store.ts';
import type { HostedSurroundings, MemberUser } from './surroundings.ts';

const WHOLE_WITHIN_MS = 30_000;
const ETCD_WITHIN_MS = 30_000;
/** Where clients reach the app, when the contract names no port. */
const APP_PORT = 8080;
const STORE_PORT = 5432;

/**
 * Starts a topology of the engines of production, each member on a host of its own: three etcd,
 * the stores under Patroni, the app, and two HAProxy that stand in for each other behind one
 * virtual address. Hosts are network namespaces as root, and loopback addresses else; there faults
 * of the network are not supported, and there is no virtual address.
 *
 * @throws EnvironmentError when an engine is not installed or can't start; the signal's reason.
 * Nothing is left running then
 */
export async function bootHosted(options: BootOptions): Promise<Topology> {
  const { contract, clock, signal, onEvent } = options;
  const specs = contract.stores.filter(({ engine }) => engine === 'patroni');
  const programs = locateEngines(cacheDirectory(), specs);
  const supervisor = await openSupervisor(clock);
  const ports = openPorts();
  const tell = teller(clock, onEvent);
  const closers: (() => void)[] = [];
  const restarting = new Map<string, RestartingMember>();
  let hosts: Hosts | undefined;
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= (async () => {
      for (const member of restarting.values()) member.close();
      for (const end of closers) end();
      try {
        await settleAll([ports.close(), hosts?.close() ?? Promise.resolve()]);
      } finally {
        await supervisor.close();
      }
    })();
    return closed;
  };
  const adopt = (members: ReadonlyMap<string, RestartingMember>): void => {
    for (const [name, member] of members) restarting.set(name, member);
  };

  try {
    hosts = canIsolateHosts() ? await openNamespaces(supervisor, clock) : openLoopback(supervisor);
    const opened = hosts;
    const network = createHostsNetwork(opened);
    const user = memberUser();
    const surroundings: HostedSurroundings = {
      service: contract.service,
      rtoReason: `promise.rto: ${formatDuration(contract.promise.rtoMs)}`,
      clock,
      tell,
      network,
      programs,
      user,
      isolated: opened.isolated,
      virtualAddress: opened.virtualAddress,
      clientAddress: opened.clientAddress,
      onGrant: (member, term, when, how = 'took the leader key') => {
        onEvent({ ...when, kind: 'granted', member, term, text: `${how}, term ${term}` });
      },
      portFor: (standard) => (opened.isolated ? Promise.resolve(standard) : ports.next()),
      async addHost(name) {
        const host = await opened.add(name);
        network.join(host);
        return host;
      },
      filesOf: (host) => hostFiles(supervisor.runDirectory, host, user),
      archiveOf: (store) => archiveFolder(supervisor.runDirectory, store, user),
    };

    // Everything has its place before anything starts: configurations name each other's addresses.
    const etcdPlaces = specs.length > 0 ? await placeEtcd(surroundings) : [];
    const storePlaces = new Map<StoreSpec, Awaited<ReturnType<typeof placePatroni>>>();
    for (const spec of specs) storePlaces.set(spec, await placePatroni(spec, surroundings));
    const balancerPlaces = await placeBalancers(surroundings);
    const replicaPlaces = contract.app
      ? await placeReplicas(contract.app, surroundings, () => ports.next())
      : [];
    const clients = [surroundings.clientAddress, ...balancerPlaces.map(({ host }) => host.address)];

    const guards = new Map<string, (member: EtcdMember) => string | undefined>();
    const stores: PatroniStore[] = [];
    const reachGuards: ((virtualAddress: string | undefined) => BalancerGuard[])[] = [];
    for (const [spec, places] of storePlaces) {
      const plan = clusterPlanOf(contract, spec, places, etcdPlaces, clients);
      const cluster = { ...plan, postBootstrap: '' };
      guards.set(spec.name, (member) => renderLeaseGuard(cluster, member));
      const store = createPatroniStore(spec, places, etcdPlaces, plan, surroundings);
      stores.push(store);
      reachGuards.push((virtualAddress) => {
        const script = renderReachGuard(
          cluster,
          virtualAddress === undefined ? {} : { virtualAddress },
        );
        if (script === undefined) return [];
        return [{ store: spec.name, script, environment: store.restEnvironment }];
      });
    }
    const etcd = createEtcdCluster(etcdPlaces, guards, surroundings);
    // Every address of its host, the virtual one too.
    const listen = opened.isolated ? '*' : LOOPBACK;
    const doors = await Promise.all(
      balancerPlaces.map(() => doorsOf(contract, specs, surroundings)),
    );
    const pair = createHaproxyPair(
      contract,
      balancerPlaces,
      (index) => ({
        ...(contract.app
          ? {
              app: {
                bind: { address: listen, port: doors[index]?.app ?? 0 },
                servers: replicaPlaces.map(({ index: replica, address, port }) => ({
                  name: `app${replica}`,
                  address,
                  port,
                })),
                readyPath: contract.app.health.ready,
                checkEveryMs: contract.balancer.checkEveryMs,
                attemptTimeoutMs: contract.balancer.attemptTimeoutMs,
                maxAttempts: contract.balancer.maxAttempts,
                maxConnectionsPerReplica: contract.balancer.maxConnectionsPerReplica,
                drainMs: contract.app.stopTimeoutMs,
              },
            }
          : {}),
        stores: [...storePlaces].map(([spec, places]) => ({
          name: spec.name,
          primary: { address: listen, port: doors[index]?.stores.get(spec.name)?.primary ?? 0 },
          replicas: { address: listen, port: doors[index]?.stores.get(spec.name)?.replicas ?? 0 },
          members: places.map(({ member }) => ({
            name: member.name,
            address: member.address,
            port: member.postgresPort,
            restPort: member.restPort,
          })),
          leaseS: clusterPlanOf(contract, spec, places, etcdPlaces, clients).timing.leaseS,
          rtoReason: surroundings.rtoReason,
        })),
      }),
      (virtualAddress) => reachGuards.flatMap((guard) => guard(virtualAddress)),
      surroundings,
    );
    const storeUrl = (name: string): string => {
      const store = stores.find(({ spec }) => spec.name === name);
      const port = doors[0]?.stores.get(name)?.primary;
      if (!store || port === undefined) throw new RangeError(`no store ${name}`);
      const { user: role, password, database } = store.appLogin;
      return `postgres://${role}:${password}@${pair.address}:${port}/${database}`;
    };
    adopt(etcd.restarting);
    adopt(pair.restarting);
    for (const store of stores) {
      adopt(store.restarting);
      closers.push(() => {
        store.close();
      });
    }

    await settleAll([etcd.begin(signal), pair.begin(signal)]);
    if (etcdPlaces.length > 0) {
      await until('etcd to have a leader', () => etcd.isWhole(), {
        clock,
        withinMs: ETCD_WITHIN_MS,
        everyMs: 20,
        signal,
      });
    }
    await settleAll(stores.map((store) => store.begin(signal)));

    const replicas = contract.app
      ? createReplicas(contract, contract.app, replicaPlaces, {
          ...surroundings,
          directory: options.directory,
          storeUrl,
        })
      : undefined;
    const sight = watchHaproxy({
      statsSockets: pair.statsSockets,
      replicas: new Map(replicaPlaces.map(({ index, host }) => [`app${index}`, host.name])),
      clock,
      tell,
    });
    sight.begin();
    const recorder = createRecorder(contract, clock);
    if (contract.app) {
      const counting = countByHaproxy(pair.statsSockets, recorder, clock);
      closers.push(() => {
        counting.close();
      });
    }
    closers.push(() => {
      sight.close();
    });
    const serverOf = (replica: string): string => replica.replace('[', '').replace(']', '');
    const notWhole = (): string | undefined => {
      for (const [name, member] of restarting) if (!member.isReady) return `${name} to be ready`;
      const unheld = pair.missing();
      if (unheld !== undefined) return unheld;
      for (const { spec, sight: seen, members, agent } of stores) {
        const missing = seen.missing();
        if (missing !== undefined) return missing;
        const index = agent.primary()?.member;
        const primary = index === undefined ? undefined : storePlaces.get(spec)?.[index]?.member;
        if (!primary || !sight.isUp(`${spec.name}-primary`, primary.name)) {
          return `the balancers to lead to ${members[index ?? 0]?.name ?? spec.name}`;
        }
      }
      for (const { host } of replicaPlaces) {
        if (!sight.isUp('app-replicas', serverOf(host.name))) {
          return `the balancers to lead requests to ${host.name}`;
        }
      }
      return undefined;
    };
    // The app may need its stores to start.
    const storesLed = (): boolean =>
      notWhole()?.startsWith('the balancers to lead requests') ?? true;
    await until('the balancers to lead to every primary', storesLed, {
      clock,
      withinMs: WHOLE_WITHIN_MS,
      signal,
    });
    if (replicas) {
      adopt(replicas.restarting);
      await settleAll([...replicas.restarting.values()].map((one) => one.begin(signal)));
    }
    return {
      runDirectory: supervisor.runDirectory,
      members: [
        ...pair.machines,
        ...(replicas?.machines ?? []),
        ...stores.flatMap((store) => store.machines),
        ...etcd.members,
      ],
      stores,
      network,
      recorder,
      baseUrls: contract.app ? [`http://${pair.address}:${doors[0]?.app ?? 0}`] : [],
      storeUrl,
      async drain(member, stop) {
        await sight.drain(serverOf(member));
        await until(`the balancers to drain ${member}`, () => sight.isDrained(serverOf(member)), {
          clock,
          withinMs: WHOLE_WITHIN_MS,
          everyMs: 10,
          signal: stop,
        });
      },
      restore(member) {
        sight.restore(serverOf(member)).catch(() => undefined);
      },
      isReady: (member) => restarting.get(member)?.isReady ?? false,
      isAdmitted: (member) => sight.isUp('app-replicas', serverOf(member)),
      boundedDirectory: () => undefined,
      isWhole: () => notWhole() === undefined,
      untilWhole: (withinMs, stop) => untilWhole(notWhole, clock, withinMs, stop),
      close,
    };
  } catch (error) {
    await close();
    // What was under way when the user stopped us fails for that reason alone.
    throw signal.aborted ? signal.reason : error;
  }
}

/** The ports of one HAProxy. */
interface Doors {
  readonly app: number;
  /** By store. */
  readonly stores: ReadonlyMap<string, { readonly primary: number; readonly replicas: number }>;
}

async function doorsOf(
  { balancer }: Contract,
  specs: readonly StoreSpec[],
  { portFor }: HostedSurroundings,
): Promise<Doors> {
  const stores = new Map<string, { primary: number; replicas: number }>();
  for (const [index, { name }] of specs.entries()) {
    const first = STORE_PORT + 10 * index;
    stores.set(name, { primary: await portFor(first), replicas: await portFor(first + 1) });
  }
  return { app: balancer.port === 0 ? await portFor(APP_PORT) : balancer.port, stores };
}

/** Whether a contract is for the engines of production. */
export function isHosted({ balancer, stores }: Contract): boolean {
  return balancer.engine === 'haproxy' || stores.some(({ engine }) => engine === 'patroni');
}

function memberUser(): MemberUser {
  const user = operatingUser();
  const { uid, gid } = user.as;
  return { ...user, asMember: uid === undefined || gid === undefined ? {} : { as: { uid, gid } } };
}
