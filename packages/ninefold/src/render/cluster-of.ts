import type { Contract, StoreSpec } from '../contract/contract.ts';
import { formatDuration } from '../contract/duration.ts';
import { at } from '../contract/located-mistake.ts';
import type { LocatedMistake } from '../contract/located-mistake.ts';
import type { BackupSpec, PatroniSpec } from '../contract/real-engines.ts';
import type { BackupPlan, EtcdMember, PatroniCluster, PatroniMember } from './patroni/cluster.ts';
import { defaultTiming, leastRtoWords, recoveryBounds, timingFor } from './patroni/timing.ts';
import type { PatroniTiming } from './patroni/timing.ts';

/** The clusters of a contract as they are laid out on hosts, or why they can't be. */
export type ClustersResult =
  | {
      readonly ok: true;
      readonly clusters: readonly PatroniCluster[];
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly mistakes: readonly LocatedMistake[] };

/** Where Debian's packages keep things, and we ours. */
export const paths = {
  patroniConfig: '/etc/patroni/patroni.yml',
  patroniRestore: '/etc/patroni/patroni-restore.yml',
  patroniSecrets: '/etc/patroni/secrets.env',
  postBootstrap: '/etc/patroni/post-bootstrap',
  backupScript: '/etc/patroni/backup',
  pgbackrestConfig: '/etc/pgbackrest.conf',
  etcdConfig: '/etc/etcd/etcd.yml',
  reachSecrets: '/etc/haproxy/reach-guard.env',
  haproxyCheck: '/usr/local/sbin/check-haproxy',
  tls: {
    authority: '/etc/ninefold/tls/ca.pem',
    certificate: '/etc/ninefold/tls/host.pem',
    key: '/etc/ninefold/tls/host.key',
  },
} as const;

/** Every store under Patroni. */
export function clustersOf(contract: Contract): ClustersResult {
  const mistakes: LocatedMistake[] = [];
  const notes: string[] = [];
  const clusters: PatroniCluster[] = [];
  for (const store of contract.stores) {
    if (store.patroni === undefined) continue;
    const found = clusterMistakes(contract, store, store.patroni);
    const timing = timingOf(contract, store, store.patroni);
    mistakes.push(...found, ...(timing.mistakes ?? []));
    notes.push(...timing.notes);
    clusters.push(clusterOf(contract, store, store.patroni, timing.timing));
  }
  if (clusters.length === 0) {
    const expected = 'a store with engine: patroni, such as stores: { orders: patroni }';
    mistakes.push(at(['stores'], 'no store is under Patroni', expected));
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, clusters, notes };
}

/** The timing that a store gets; what it can't promise is a mistake, or a note when it was asked for. */
function timingOf(
  { promise }: Contract,
  { name, members, replication }: StoreSpec,
  spec: PatroniSpec,
): {
  readonly timing: PatroniTiming;
  readonly notes: readonly string[];
  readonly mistakes?: readonly LocatedMistake[];
} {
  const conditions = {
    synchronous: replication === 'synchronous',
    watchdog: spec.watchdog === 'required',
    etcdMembers: spec.etcd.length === 0 ? members : spec.etcd.length,
    etcdShared: spec.etcd.length === 0,
  };
  if (spec.tuning === 'defaults') {
    const { hostMs } = recoveryBounds(defaultTiming, conditions);
    const note = `${name}: with Patroni's defaults a lost host may cost ${formatDuration(hostMs)}; promised is ${formatDuration(promise.rtoMs)}`;
    return { timing: defaultTiming, notes: hostMs > promise.rtoMs ? [note] : [] };
  }
  const result = timingFor(promise.rtoMs, conditions);
  if (!result.ok) {
    const { message, expected } = leastRtoWords(result.leastRtoMs, conditions);
    return {
      timing: defaultTiming,
      notes: [],
      mistakes: [at(['promise', 'rto'], message, expected)],
    };
  }
  const { timing, bounds } = result;
  const guarded =
    timing.leaseS < timing.ttlS
      ? [
          `${name}: rto ${formatDuration(promise.rtoMs)} is below what Patroni's least ttl, ${timing.ttlS}s, allows: every member needs a watchdog, and the lease guard must run on every host of etcd`,
        ]
      : [];
  return {
    timing,
    notes: [
      ...guarded,
      `${name}: by its timing a lost host costs ${formatDuration(bounds.hostMs)} at most, a killed PostgreSQL ${formatDuration(bounds.processMs)}; ninefold prove measures it`,
    ],
  };
}

function clusterMistakes(
  { promise }: Contract,
  { name, members, replication }: StoreSpec,
  { etcd, tuning }: PatroniSpec,
): LocatedMistake[] {
  const found: LocatedMistake[] = [];
  if (etcd.length === 0 && members % 2 === 0) {
    const message = `etcd would run on this store's ${members} hosts, and an even number outlives no more failures than ${members - 1} would`;
    found.push(at(['stores', name], message, 'etcd: an odd number of hosts, or as many members'));
  }
  if (promise.rpoMs === 0 && replication === 'asynchronous' && tuning === 'promise') {
    const message = 'asynchronous replication loses acknowledged writes, and rpo 0 promises none';
    const expected = 'replication: synchronous, or an rpo above 0, or tuning: defaults';
    found.push(at(['stores', name, 'replication'], message, expected));
  }
  return found;
}

/** The addresses of a store's members: those of the contract, or names. */
export function memberHosts({ name, members, patroni }: StoreSpec): readonly string[] {
  if (patroni !== undefined && patroni.hosts.length > 0) return patroni.hosts;
  return Array.from({ length: members }, (_, index) => `${name}-${index}`);
}

function clusterOf(
  contract: Contract,
  store: StoreSpec,
  spec: PatroniSpec,
  timing: PatroniTiming,
): PatroniCluster {
  const hosts = memberHosts(store);
  const members = hosts.map((address, index) => memberOf(store.name, address, index));
  const backup = spec.backup && backupPlanOf(spec.backup);
  return {
    scope: store.name,
    database: store.name,
    role: store.name,
    members,
    etcd: etcdOf(spec.etcd.length > 0 ? spec.etcd : hosts),
    clients: clientsOf(contract),
    synchronousStandbys: synchronousStandbys(store),
    tuning: spec.tuning,
    timing,
    watchdog: spec.watchdog,
    tls: paths.tls,
    ...(backup === undefined ? {} : { backup }),
    startFrom: 'empty',
    postBootstrap: paths.postBootstrap,
    reasons: reasonsOf(contract),
  };
}

/**
 * As many standbys have each write as leave a majority when they are lost with the primary: one of
 * three members, two of five.
 */
export function synchronousStandbys({ members, replication }: StoreSpec): number {
  return replication === 'synchronous' ? Math.max(1, Math.ceil(members / 2) - 1) : 0;
}

/** A contract's promises as comments quote them. */
export function reasonsOf({ promise }: Contract): PatroniCluster['reasons'] {
  return {
    rto: `promise.rto ${formatDuration(promise.rtoMs)}`,
    rpo: `promise.rpo ${formatDuration(promise.rpoMs)}`,
  };
}

function memberOf(scope: string, address: string, index: number): PatroniMember {
  return {
    name: `${scope}-${index}`,
    address,
    postgresPort: 5432,
    restPort: 8008,
    dataDirectory: `/var/lib/postgresql/15/${scope}`,
    binDirectory: '/usr/lib/postgresql/15/bin',
    passFile: '/run/postgresql/pgpass',
    socketDirectory: '/run/postgresql',
  };
}

function etcdOf(hosts: readonly string[]): EtcdMember[] {
  return hosts.map((address, index) => ({
    name: `etcd-${index}`,
    address,
    clientPort: 2379,
    peerPort: 2380,
    dataDirectory: '/var/lib/etcd/ninefold',
  }));
}

/** A backup as pgBackRest counts it. */
export function backupPlanOf(backup: BackupSpec): BackupPlan {
  return {
    repository: backup.repository,
    fullEveryDays: Math.floor(backup.fullEveryMs / 86_400_000),
    keepFull: backup.keep,
    archiveTimeoutS: Math.floor(backup.archiveEveryMs / 1000),
  };
}

/** HAProxy's hosts log in for everybody behind them; without HAProxy, the app's hosts do. */
function clientsOf({ balancer, app, service }: Contract): readonly string[] {
  if (balancer.engine === 'haproxy') return balancerHosts(balancer);
  return appHosts(service, app).map(({ address }) => address);
}

/** The hosts of HAProxy: those of the contract, or two names. */
export function balancerHosts({ hosts }: Contract['balancer']): readonly string[] {
  return hosts.length > 0 ? hosts : ['balancer-0', 'balancer-1'];
}

/** Where the app's replicas are: the hosts of the contract, or names. */
export function appHosts(
  service: string,
  app: Contract['app'],
): readonly { readonly address: string; readonly port: number }[] {
  if (app === undefined) return [];
  const named = Array.from({ length: app.replicas }, (_, index) => `${service}-${index}:8080`);
  return (app.hosts.length > 0 ? app.hosts : named).map((host) => {
    const cut = host.lastIndexOf(':');
    const address = host.slice(0, cut).replace(/^\[(.*)\]$/, '$1');
    return { address, port: Number(host.slice(cut + 1)) };
  });
}
