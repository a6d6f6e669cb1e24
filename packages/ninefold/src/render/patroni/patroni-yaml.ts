import { hostPort, indent, lines, shellWord, yamlText } from '../config-text.ts';
import type { BackupPlan, PatroniCluster, PatroniMember } from './cluster.ts';
import { pgbackrestCommand } from '../pgbackrest/pgbackrest.ts';
import { hbaRules } from './hba-rules.ts';
import { defaultSafetyMarginS, defaultTiming } from './timing.ts';

/**
 * `patroni.yml` of one member: accepted by Patroni 3.0 to 4.1 (`patroni --validate-config`).
 *
 * No password is in it. Patroni takes them from its environment: `PATRONI_SUPERUSER_PASSWORD`,
 * `PATRONI_REPLICATION_PASSWORD`, `PATRONI_REWIND_PASSWORD`, and for the REST API
 * `PATRONI_RESTAPI_USERNAME` and `PATRONI_RESTAPI_PASSWORD` (see `secretVariables`).
 *
 * What is under `bootstrap.dcs` is read once, when the cluster is new; later it is in etcd, and
 * `patronictl edit-config` changes it.
 */
export function renderPatroniYaml(cluster: PatroniCluster, member: PatroniMember): string {
  const { scope, tls } = cluster;
  return lines(
    `# Patroni, member ${member.name}. Rendered by Ninefold; a comment says which promise a value is from.`,
    cluster.startFrom === 'archive' ? restoreProcedure(cluster, member) : undefined,
    '# Proved with Patroni 4.1.5. Not for 3.0.2: there a frozen primary that wakes takes the leader key back.',
    '# Passwords are in the environment (PATRONI_..._PASSWORD), never here.',
    `scope: ${yamlText(scope)}`,
    `name: ${yamlText(member.name)}`,
    '',
    'restapi:',
    `  listen: ${yamlText(hostPort(member.address, member.restPort))}`,
    `  connect_address: ${yamlText(hostPort(member.address, member.restPort))}`,
    tls && [
      `  certfile: ${yamlText(tls.certificate)}`,
      `  keyfile: ${yamlText(tls.key)}`,
      `  cafile: ${yamlText(tls.authority)}`,
      '  # Who writes (restart, switchover) shows a certificate; health checks need none.',
      '  verify_client: optional',
      '',
      'ctl:',
      `  certfile: ${yamlText(tls.certificate)}`,
      `  keyfile: ${yamlText(tls.key)}`,
      `  cacert: ${yamlText(tls.authority)}`,
    ],
    '',
    'etcd3:',
    '  hosts:',
    cluster.etcd.map(
      ({ address, clientPort }) => `    - ${JSON.stringify(hostPort(address, clientPort))}`,
    ),
    tls && [
      '  protocol: https',
      `  cacert: ${yamlText(tls.authority)}`,
      `  cert: ${yamlText(tls.certificate)}`,
      `  key: ${yamlText(tls.key)}`,
    ],
    '',
    'bootstrap:',
    '  dcs:',
    indent(4, dynamicConfiguration(cluster)),
    indent(2, beginning(cluster, member)),
    `  post_bootstrap: ${yamlText(cluster.postBootstrap)}`,
    '  pg_hba:',
    indent(
      4,
      hbaRules(cluster).map((rule) => `- ${rule}`),
    ),
    '',
    'postgresql:',
    `  listen: ${yamlText(hostPort(member.address, member.postgresPort))}`,
    `  connect_address: ${yamlText(hostPort(member.address, member.postgresPort))}`,
    `  data_dir: ${yamlText(member.dataDirectory)}`,
    `  bin_dir: ${yamlText(member.binDirectory)}`,
    `  pgpass: ${yamlText(member.passFile)}`,
    `  # ${cluster.reasons.rto}: a new copy of the primary does not wait for its next checkpoint.`,
    '  basebackup:',
    '    - checkpoint: fast',
    '  # Patroni looks at its own PostgreSQL through the socket: no network between them.',
    '  use_unix_socket: true',
    '  authentication:',
    ...authentication(cluster),
    '  # Replaces pg_hba.conf on every start: only the members and the clients named in the contract.',
    '  pg_hba:',
    indent(
      4,
      hbaRules(cluster).map((rule) => `- ${rule}`),
    ),
    '  parameters:',
    `    unix_socket_directories: ${yamlText(member.socketDirectory)}`,
    standbyParameters(cluster),
    tls && [
      '    ssl: "on"',
      `    ssl_cert_file: ${yamlText(tls.certificate)}`,
      `    ssl_key_file: ${yamlText(tls.key)}`,
      `    ssl_ca_file: ${yamlText(tls.authority)}`,
    ],
    cluster.backup &&
      member.pgbackrest && [
        '    # Its configuration is where only this member has it.',
        `    archive_command: ${JSON.stringify(archiveCommand(scope, member))}`,
      ],
    cluster.backup && [
      '  # A member that fell behind takes what the primary no longer has from the archive.',
      '  recovery_conf:',
      `    restore_command: ${JSON.stringify(`${pgbackrestCommand(scope, member)} archive-get %f "%p"`)}`,
    ],
    '',
    'watchdog:',
    indent(2, watchdog(cluster, member)),
  );
}

/** What to do at three in the morning. */
function restoreProcedure({ scope }: PatroniCluster, { dataDirectory }: PatroniMember): string[] {
  const config = '/etc/patroni/patroni.yml';
  return [
    '#',
    `# THE WHOLE STORE IS LOST: this file begins ${scope} again from its archive (docs/backup.md).`,
    '# 1. On every member, the leader last:  systemctl stop patroni',
    '#    until this says nothing:  pgrep -x postgres',
    `#    and keep what is left:   mv ${dataDirectory} ${dataDirectory}.lost`,
    `# 2. On one member:           patronictl -c ${config} remove ${scope}`,
    '#                             (it asks three times at the most: the name, a sentence, the leader that',
    '#                             is still in etcd; with etcd lost too there is nothing to remove)',
    `# 3. On the same member:      cp -p ${config} /etc/patroni/patroni.yml.usual`,
    `#                             cp /etc/patroni/patroni-restore.yml ${config}`,
    '#                             systemctl start patroni',
    `# 4. Until it is the leader:  patronictl -c ${config} list`,
    `# 5. On the same member:      mv /etc/patroni/patroni.yml.usual ${config}`,
    '# 6. On the other members:    systemctl start patroni',
    `# 7. On the same member:      systemctl start pgbackrest-${scope}.service`,
    '#    Remove the folders ".lost" when the service is proven.',
    '#',
  ];
}

/** The variables that Patroni and its scripts take secrets from, in one environment file. */
export const secretVariables: readonly string[] = [
  'PATRONI_SUPERUSER_PASSWORD',
  'PATRONI_REPLICATION_PASSWORD',
  'PATRONI_REWIND_PASSWORD',
  'PATRONI_RESTAPI_USERNAME',
  'PATRONI_RESTAPI_PASSWORD',
  'NINEFOLD_SERVICE_PASSWORD',
];

/** What a member does as a standby, so that a cut is noticed, and mended when it is over. */
function standbyParameters({ tuning, timing, reasons }: PatroniCluster): string[] {
  if (tuning === 'defaults') return [];
  return [
    `    # ${reasons.rto}: who follows answers every second, so that silence means something.`,
    '    wal_receiver_status_interval: 1s',
    `    # ${reasons.rto}: a standby leaves a silent primary, and tries again soon: writes may wait for it.`,
    `    wal_receiver_timeout: ${timing.walSenderTimeoutS}s`,
    '    wal_retrieve_retry_interval: 500ms',
  ];
}

function dynamicConfiguration(cluster: PatroniCluster): string[] {
  const { timing, reasons, synchronousStandbys, backup } = cluster;
  const isTuned = cluster.tuning === 'promise';
  const tuned = (...parts: string[]): string[] => (isTuned ? parts : []);
  const isGuarded = timing.leaseS < timing.ttlS;
  return [
    ...tuned(
      ...(isGuarded
        ? [
            `# ${reasons.rto}: Patroni's least ttl. The lease guard on etcd's hosts revokes the lease after`,
            `# ${timing.leaseS} s without a refresh, when the watchdog has reset the host.`,
            // The audit counts with the ttl: it can't see what runs beside etcd.
            `# ninefold-ignore PG04: the lease guard ends the lease after ${timing.leaseS} s, not ${timing.ttlS} s`,
          ]
        : [`# ${reasons.rto}: a lost host is replaced when its lease has run out.`]),
      `ttl: ${timing.ttlS}`,
      `# ${reasons.rto}: how soon Patroni sees that PostgreSQL is dead.`,
      `loop_wait: ${timing.loopWaitS}`,
      ...(timing.retryTimeoutS === defaultTiming.retryTimeoutS
        ? []
        : [
            `# ${reasons.rpo}: a primary that can't reach etcd has given up before its ttl is over.`,
            `retry_timeout: ${timing.retryTimeoutS}`,
          ]),
      timing.primaryStartTimeoutS === 0
        ? `# ${reasons.rto}, ${reasons.rpo}: a standby has every write, so a crash is not waited for.`
        : `# ${reasons.rto}: what it leaves for starting a crashed PostgreSQL where it is, which loses nothing.`,
      `primary_start_timeout: ${timing.primaryStartTimeoutS}`,
    ),
    ...(synchronousStandbys > 0 ? synchronous(cluster) : []),
    ...tuned(
      '# promise.availability: while etcd is away, a primary that reaches all members stays.',
      'failsafe_mode: true',
      `# ${reasons.rpo}: a standby that missed a failover may not be promoted.`,
      'check_timeline: true',
    ),
    'postgresql:',
    `  # ${reasons.rto}: the old primary comes back by rewinding, not by a new copy.`,
    '  use_pg_rewind: true',
    '  parameters:',
    ...tuned(
      `    # ${reasons.rto}: a standby that is silent no longer holds up writes, and another stands in.`,
      `    wal_sender_timeout: ${timing.walSenderTimeoutS}s`,
      '    # promise.availability: the slot of a lost standby must not fill the disk.',
      '    max_slot_wal_keep_size: 10GB',
    ),
    '    # pg_rewind needs it.',
    '    wal_log_hints: "on"',
    ...(backup === undefined ? [] : indent(4, archive(cluster.scope, backup))),
  ];
}

function synchronous({ reasons, synchronousStandbys, timing, tuning }: PatroniCluster): string[] {
  return [
    `# ${reasons.rpo}: a write is acknowledged when a standby has it too, and only such a one is promoted.`,
    'synchronous_mode: true',
    `# ${reasons.rpo}: without a standby writes wait, rather than be on one member only.`,
    'synchronous_mode_strict: true',
    ...(synchronousStandbys === 1
      ? []
      : [
          `# ${reasons.rpo}: as many members may be lost at once as leave a majority.`,
          `synchronous_node_count: ${synchronousStandbys}`,
        ]),
    ...(tuning === 'defaults'
      ? []
      : [
          `# ${reasons.rto}: a PostgreSQL that does not stop in time is killed.`,
          `primary_stop_timeout: ${timing.primaryStopTimeoutS}`,
        ]),
  ];
}

function archive(scope: string, { archiveTimeoutS }: BackupPlan): string[] {
  return [
    '# backup: every WAL segment goes to the archive.',
    'archive_mode: "on"',
    `archive_command: ${JSON.stringify(archiveCommand(scope))}`,
    '# backup: what is lost with the whole store is no older than this.',
    `archive_timeout: ${archiveTimeoutS}s`,
  ];
}

function archiveCommand(scope: string, member?: PatroniMember): string {
  return `${pgbackrestCommand(scope, member)} archive-push %p`;
}

/** How a new cluster gets its data. */
function beginning(
  { scope, startFrom, restoreTo }: PatroniCluster,
  member: PatroniMember,
): string[] {
  const initdb = ['initdb:', '  - encoding: UTF8', '  - locale: C.UTF-8', '  - data-checksums'];
  if (startFrom === 'empty') return initdb;
  const until = restoreTo === undefined ? toTheEnd : toTheInstant(restoreTo);
  const pgbackrest = pgbackrestCommand(scope, member);
  const path = shellWord(member.dataDirectory);
  return [
    ...initdb,
    '# The whole store was lost: it begins from a backup and what was archived since.',
    'method: pgbackrest',
    'pgbackrest:',
    ...(restoreTo === undefined
      ? [
          '  # All that was archived. To an instant instead, such as just before a mistake, write in place of',
          `  # ${toTheEnd}:   ${toTheInstant('2026-11-24 15:04:05+00')}`,
        ]
      : ['  # What was archived, up to this instant.']),
    `  command: ${JSON.stringify(`${pgbackrest} --pg1-path=${path} ${until} restore`)}`,
    '  no_params: true',
    '  # pgBackRest writes where recovery ends, and that it ends by promoting.',
    '  keep_existing_recovery_conf: true',
  ];
}

const toTheEnd = '--type=default';

function toTheInstant(instant: string): string {
  return `--type=time ${shellWord(`--target=${instant}`)} --target-action=promote`;
}

function authentication({ tls }: PatroniCluster): string[] {
  const users = [
    ['superuser', 'postgres'],
    ['replication', 'replicator'],
    ['rewind', 'rewinder'],
  ];
  return users.flatMap(([purpose, username]) => [
    `    ${purpose}:`,
    `      username: ${username}`,
    ...(tls ? [`      sslmode: verify-ca`, `      sslrootcert: ${yamlText(tls.authority)}`] : []),
  ]);
}

function watchdog(
  { watchdog: mode, tuning, timing, reasons }: PatroniCluster,
  { watchdogDevice }: PatroniMember,
): string[] {
  if (mode === 'off') {
    return [
      '# No watchdog here: a frozen primary that wakes is stopped by Patroni alone.',
      'mode: "off"',
    ];
  }
  if (mode === 'automatic' || tuning === 'defaults') return [`mode: ${mode}`];
  const marginS = timing.ttlS - timing.watchdogS;
  return [
    `# ${reasons.rpo}: a host that is cut off, or whose Patroni hangs, is reset before another primary can exist.`,
    'mode: required',
    ...(watchdogDevice === undefined
      ? []
      : [
          '# A named pipe that Ninefold reads in place of a device.',
          'driver: testing',
          `device: ${yamlText(watchdogDevice)}`,
        ]),
    ...(marginS === defaultSafetyMarginS
      ? []
      : [
          `# ${reasons.rto}: ${timing.watchdogS} s after the last refresh, within the lease of ${timing.leaseS} s.`,
          `safety_margin: ${marginS}`,
        ]),
  ];
}
