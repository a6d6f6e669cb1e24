import type { Contract, StoreSpec } from '../../contract/contract.ts';
import { formatDuration } from '../../contract/duration.ts';
import { at } from '../../contract/located-mistake.ts';
import type { LocatedMistake } from '../../contract/located-mistake.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
import { synchronousStandbys } from '../cluster-of.ts';
import { lines } from '../config-text.ts';
import { defaultTiming, patroniMinimums, recoveryCosts, selfDemotionS } from '../patroni/timing.ts';
import { halfOf } from './cloudnative-pg.ts';
import { objectName } from './names.ts';

/** Patroni's timing with Kubernetes as its store of configuration, in whole seconds. */
export interface PatroniInClusterTiming {
  readonly ttlS: number;
  readonly loopWaitS: number;
  readonly retryTimeoutS: number;
}

/** From the leader's Endpoints to every node's rules. An estimate. */
const endpointsMs = 1000;

const besideMs = recoveryCosts.leaderRaceMs + recoveryCosts.promotionMs + endpointsMs;

/** A lost member costs the ttl, the round in which others see it has ended, and the rest (ms). */
export function patroniBoundMs({ ttlS, loopWaitS }: PatroniInClusterTiming): number {
  return (ttlS + loopWaitS) * 1000 + besideMs;
}

/**
 * The ttl that the promise leaves. Kubernetes ends no lease by itself: a standby sees that the leader's
 * object has not changed for a ttl. So no guard can make it shorter than Patroni's least, 20 s. Within it
 * a primary that reaches nobody has given up, by `selfDemotionS` with one place to ask: the API server.
 */
export function patroniInClusterTiming(rtoMs: number): PatroniInClusterTiming | undefined {
  const forTtlS = Math.floor((rtoMs - besideMs) / 1000);
  const ttlS = Math.min(defaultTiming.ttlS, Math.floor((forTtlS * 10) / 11));
  if (ttlS < patroniMinimums.ttlS) return undefined;
  const loopWaitS = Math.max(patroniMinimums.loopWaitS, Math.floor(ttlS / 10));
  const besideRetriesS = selfDemotionS({ loopWaitS, retryTimeoutS: 0 }, 0);
  const retryTimeoutS = Math.min(
    defaultTiming.retryTimeoutS,
    Math.floor((ttlS - besideRetriesS) / 3),
  );
  return { ttlS, loopWaitS, retryTimeoutS };
}

/** A crash is waited for in whole rounds: one sees it, one gives up. At most Patroni's default. */
function startTimeoutS(rtoMs: number, { loopWaitS }: PatroniInClusterTiming): number {
  const spareS = Math.floor((rtoMs - besideMs) / 1000) - 2 * loopWaitS;
  return Math.min(defaultTiming.primaryStartTimeoutS, spareS);
}

/** What Patroni can't keep of the promise, or lacks. */
export function patroniMistakes(
  { promise }: Contract,
  { name, replication, patroni }: StoreSpec,
  spec: KubernetesSpec,
): LocatedMistake[] {
  const found: LocatedMistake[] = [];
  if (spec.patroniImage === undefined) {
    const message = `${name} is under Patroni, and the contract names no image with it`;
    const expected = 'kubernetes: { patroniImage: registry.example/patroni:4.1.5-pg17 }';
    found.push(at(['kubernetes'], message, expected));
  }
  if (patroniInClusterTiming(promise.rtoMs) === undefined) {
    const leastMs = Math.ceil((patroniMinimums.ttlS * 11) / 10) * 1000 + besideMs;
    const message = `on Kubernetes Patroni's least ttl, ${patroniMinimums.ttlS} s, is how long a lost member of ${name} keeps the lead`;
    found.push(at(['promise', 'rto'], message, `an rto of at least ${formatDuration(leastMs)}`));
  }
  if (promise.rpoMs === 0 && replication === 'asynchronous' && patroni?.tuning !== 'defaults') {
    const message = 'asynchronous replication loses acknowledged writes, and rpo 0 promises none';
    const expected = 'replication: synchronous, or an rpo above 0';
    found.push(at(['stores', name, 'replication'], message, expected));
  }
  return found;
}

/** Where the Secret with the members' certificate is mounted. */
export const patroniTls = '/etc/patroni-tls';

/** `patroni.yml` of every member; names, addresses and passwords come from the environment. */
export function patroniConfig(
  contract: Contract,
  store: StoreSpec,
  spec: KubernetesSpec,
  timing: PatroniInClusterTiming,
): string {
  const { promise } = contract;
  const name = objectName(store.name);
  const standbys = synchronousStandbys(store);
  const rto = `promise.rto ${formatDuration(promise.rtoMs)}`;
  const rpo = `promise.rpo ${formatDuration(promise.rpoMs)}`;
  return lines(
    '# Patroni 4.1 on Kubernetes. PATRONI_NAME, addresses and passwords are in the environment.',
    `scope: ${name}`,
    'kubernetes:',
    `  namespace: ${spec.namespace}`,
    '  labels:',
    `    app.kubernetes.io/name: ${name}`,
    '  scope_label: cluster-name',
    '  # The Service leads to whoever holds the lock: one object says both.',
    '  use_endpoints: true',
    '  ports:',
    '    - name: postgresql',
    '      port: 5432',
    'restapi:',
    '  listen: 0.0.0.0:8008',
    'bootstrap:',
    '  dcs:',
    `    # ${rto}: a lost member keeps the lead for ttl + loop_wait at most.`,
    `    ttl: ${timing.ttlS}`,
    `    loop_wait: ${timing.loopWaitS}`,
    `    # ${rpo}: within the ttl a primary that reaches nobody has given up: loop_wait + 3 x retry_timeout + 5 s.`,
    `    retry_timeout: ${timing.retryTimeoutS}`,
    '    # promise.availability: an API server that is away demotes nobody.',
    '    failsafe_mode: true',
    ...(standbys === 0
      ? [
          `    # ${rto}: what is left of it is how long a crashed PostgreSQL may take to start.`,
          `    primary_start_timeout: ${startTimeoutS(promise.rtoMs, timing)}`,
        ]
      : [
          `    # ${rpo}: a write is acknowledged by ${standbys + 1} members, and only one that has it is promoted.`,
          '    synchronous_mode: quorum',
          '    synchronous_mode_strict: true',
          `    synchronous_node_count: ${standbys}`,
          `    # ${rto}: a standby has every acknowledged write, so nobody waits for a crash to be mended.`,
          '    primary_start_timeout: 0',
        ]),
    '    postgresql:',
    '      use_pg_rewind: true',
    '      use_slots: true',
    '      parameters:',
    '        wal_log_hints: "on"',
    '        # promise.availability: a standby that stays away fills no more than half of the disk.',
    `        max_slot_wal_keep_size: ${halfOf(spec.storage.size)}`,
    '  initdb:',
    '    - encoding: UTF8',
    '    - data-checksums',
    'postgresql:',
    '  listen: 0.0.0.0:5432',
    `  data_dir: ${patroniData}/pgdata`,
    '  pgpass: /tmp/pgpass',
    '  use_unix_socket: true',
    '  parameters:',
    '    unix_socket_directories: /tmp',
    '    ssl: "on"',
    `    ssl_cert_file: ${patroniTls}/tls.crt`,
    `    ssl_key_file: ${patroniTls}/tls.key`,
    '  # The NetworkPolicy says which pods get here; each of them needs a password.',
    '  pg_hba:',
    '    - local all all peer',
    '    - hostssl replication all all scram-sha-256',
    '    - hostssl all all all scram-sha-256',
    'watchdog:',
    standbys === 0
      ? '  # A restricted pod has no device for one: a Patroni that hangs may leave a second primary.'
      : '  # A restricted pod has no device for one. Strict synchronous replication fences instead.',
    '  mode: "off"',
  );
}

/** Where a member's volume is. */
export const patroniData = '/var/lib/postgresql';
