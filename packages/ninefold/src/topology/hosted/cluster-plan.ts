import type { Contract, StoreSpec } from '../../contract/contract.ts';
import { formatDuration } from '../../contract/duration.ts';
import { EnvironmentError } from '../../ports/errors.ts';
import { backupPlanOf, synchronousStandbys } from '../../render/cluster-of.ts';
import type { PatroniCluster } from '../../render/patroni/cluster.ts';
import {
  type PatroniTiming,
  type TimingConditions,
  defaultTiming,
  leastRtoWords,
  timingFor,
} from '../../render/patroni/timing.ts';
import type { EtcdPlace } from './etcd-cluster.ts';
import type { PatroniPlace } from './patroni-store.ts';

/** A store of the contract, on these hosts, as Patroni's configuration needs it. */
export function clusterPlanOf(
  contract: Contract,
  spec: StoreSpec,
  places: readonly PatroniPlace[],
  etcd: readonly EtcdPlace[],
  clients: readonly string[],
): Omit<PatroniCluster, 'postBootstrap'> {
  const { rtoMs, rpoMs } = contract.promise;
  const synchronous = spec.replication === 'synchronous';
  const tuning = spec.patroni?.tuning ?? 'promise';
  const repository = places[0]?.repository;
  return {
    scope: spec.name,
    database: spec.name,
    role: 'app',
    members: places.map(({ member }) => member),
    etcd: etcd.map(({ member }) => member),
    clients,
    synchronousStandbys: synchronousStandbys(spec),
    tuning,
    timing:
      tuning === 'defaults'
        ? defaultTiming
        : promisedTiming(rtoMs, {
            synchronous,
            watchdog: hasWatchdog(spec),
            etcdMembers: etcd.length,
            etcdShared: false,
          }),
    watchdog: hasWatchdog(spec) ? 'required' : 'off',
    ...(spec.patroni?.backup && repository !== undefined
      ? { backup: { ...backupPlanOf(spec.patroni.backup), repository } }
      : {}),
    startFrom: 'empty',
    reasons: {
      rto: `promise.rto: ${formatDuration(rtoMs)}`,
      rpo: `promise.rpo: ${formatDuration(rpoMs)}`,
    },
  };
}

/** Of three kinds a contract may ask for, hosts of ours have one that is there, or none. */
export function hasWatchdog({ patroni }: StoreSpec): boolean {
  return (patroni?.watchdog ?? 'required') === 'required';
}

function promisedTiming(rtoMs: number, conditions: TimingConditions): PatroniTiming {
  const result = timingFor(rtoMs, conditions);
  if (result.ok) return result.timing;
  const { message, expected } = leastRtoWords(result.leastRtoMs, conditions);
  throw new EnvironmentError(`${message}; promise.rto must be ${expected}`);
}
