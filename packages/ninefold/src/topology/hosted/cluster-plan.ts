import type { Contract, StoreSpec } from '../../contract/contract.ts';
import { formatDuration } from '../../contract/duration.ts';
import { EnvironmentError } from '../../ports/errors.ts';
import type { PatroniCluster } from '../../render/patroni/cluster.ts';
import {
  type PatroniTiming,
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
  return {
    scope: spec.name,
    database: spec.name,
    role: 'app',
    members: places.map(({ member }) => member),
    etcd: etcd.map(({ member }) => member),
    clients,
    synchronousStandbys: synchronous ? 1 : 0,
    tuning,
    timing: tuning === 'defaults' ? defaultTiming : promisedTiming(rtoMs, synchronous),
    // A watchdog resets the machine it is on, and this one has other work.
    watchdog: 'off',
    startFrom: 'empty',
    reasons: {
      rto: `promise.rto: ${formatDuration(rtoMs)}`,
      rpo: `promise.rpo: ${formatDuration(rpoMs)}`,
    },
  };
}

function promisedTiming(rtoMs: number, synchronous: boolean): PatroniTiming {
  const result = timingFor(rtoMs, { synchronous, etcdShared: false });
  if (result.ok) return result.timing;
  const { message, expected } = leastRtoWords(result.leastRtoMs);
  throw new EnvironmentError(`${message}; promise.rto must be ${expected}`);
}
