import { hostPort, indent, lines, shellWord, yamlText } from '../config-text.js';
import { hbaRules } from './hba-rules.js';
import { defaultSafetyMarginS, defaultTiming } from './timing.js';
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
export function renderPatroniYaml(cluster, member) {
    const { scope, tls } = cluster;
    return lines(`# Patroni, member ${member.name}. Rendered by Ninefold; a comment says which promise a value is from.`, '# Proved with Patroni 4.1.5. Not for 3.0.2: there a frozen primary that wakes takes the leader key back.', '# Passwords are in the environment (PATRONI_..._PASSWORD), never here.', `scope: ${yamlText(scope)}`, `name: ${yamlText(member.name)}`, '', 'restapi:', `  listen: ${yamlText(hostPort(member.address, member.restPort))}`, `  connect_address: ${yamlText(hostPort(member.address, member.restPort))}`, tls && [
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
    ], '', 'etcd3:', '  hosts:', cluster.etcd.map(({ address, clientPort }) => `    - ${JSON.stringify(hostPort(address, clientPort))}`), tls && [
        '  protocol: https',
        `  cacert: ${yamlText(tls.authority)}`,
        `  cert: ${yamlText(tls.certificate)}`,
        `  key: ${yamlText(tls.key)}`,
    ], '', 'bootstrap:', '  dcs:', indent(4, dynamicConfiguration(cluster)), indent(2, beginning(cluster, member)), `  post_bootstrap: ${yamlText(cluster.postBootstrap)}`, '  pg_hba:', indent(4, hbaRules(cluster).map((rule) => `- ${rule}`)), '', 'postgresql:', `  listen: ${yamlText(hostPort(member.address, member.postgresPort))}`, `  connect_address: ${yamlText(hostPort(member.address, member.postgresPort))}`, `  data_dir: ${yamlText(member.dataDirectory)}`, `  bin_dir: ${yamlText(member.binDirectory)}`, `  pgpass: ${yamlText(member.passFile)}`, `  # ${cluster.reasons.rto}: a new copy of the primary does not wait for its next checkpoint.`, '  basebackup:', '    - checkpoint: fast', '  # Patroni looks at its own PostgreSQL through the socket: no network between them.', '  use_unix_socket: true', '  authentication:', ...authentication(cluster), '  # Replaces pg_hba.conf on every start: only the members and the clients named in the contract.', '  pg_hba:', indent(4, hbaRules(cluster).map((rule) => `- ${rule}`)), '  parameters:', `    unix_socket_directories: ${yamlText(member.socketDirectory)}`, tls && [
        '    ssl: "on"',
        `    ssl_cert_file: ${yamlText(tls.certificate)}`,
        `    ssl_key_file: ${yamlText(tls.key)}`,
        `    ssl_ca_file: ${yamlText(tls.authority)}`,
    ], cluster.backup && [
        '  # A member that fell behind takes what the primary no longer has from the archive.',
        '  recovery_conf:',
        `    restore_command: ${JSON.stringify(restoreCommand(scope))}`,
    ], '', 'watchdog:', indent(2, watchdog(cluster, member)));
}
/** The variables that Patroni and its scripts take secrets from, in one environment file. */
export const secretVariables = [
    'PATRONI_SUPERUSER_PASSWORD',
    'PATRONI_REPLICATION_PASSWORD',
    'PATRONI_REWIND_PASSWORD',
    'PATRONI_RESTAPI_USERNAME',
    'PATRONI_RESTAPI_PASSWORD',
    'NINEFOLD_SERVICE_PASSWORD',
];
function dynamicConfiguration(cluster) {
    const { timing, reasons, synchronousStandbys, backup } = cluster;
    const isTuned = cluster.tuning === 'promise';
    const tuned = (...parts) => (isTuned ? parts : []);
    const isGuarded = timing.leaseS < timing.ttlS;
    return [
        ...tuned(...(isGuarded
            ? [
                `# ${reasons.rto}: Patroni's least ttl. The lease guard on etcd's hosts revokes the lease after`,
                `# ${timing.leaseS} s without a refresh, when the watchdog has reset the host.`,
            ]
            : [`# ${reasons.rto}: a lost host is replaced when its lease has run out.`]), `ttl: ${timing.ttlS}`, `# ${reasons.rto}: how soon Patroni sees that PostgreSQL is dead.`, `loop_wait: ${timing.loopWaitS}`, ...(timing.retryTimeoutS === defaultTiming.retryTimeoutS
            ? []
            : [
                `# ${reasons.rpo}: a primary that can't reach etcd has given up before its ttl is over.`,
                `retry_timeout: ${timing.retryTimeoutS}`,
            ]), timing.primaryStartTimeoutS === 0
            ? `# ${reasons.rto}, ${reasons.rpo}: a standby has every write, so a crash is not waited for.`
            : `# ${reasons.rto}: what it leaves for starting a crashed PostgreSQL where it is, which loses nothing.`, `primary_start_timeout: ${timing.primaryStartTimeoutS}`),
        ...(synchronousStandbys > 0 ? synchronous(cluster) : []),
        ...tuned('# promise.availability: while etcd is away, a primary that reaches all members stays.', 'failsafe_mode: true', `# ${reasons.rpo}: a standby that missed a failover may not be promoted.`, 'check_timeline: true'),
        'postgresql:',
        `  # ${reasons.rto}: the old primary comes back by rewinding, not by a new copy.`,
        '  use_pg_rewind: true',
        '  parameters:',
        ...tuned(`    # ${reasons.rto}: a standby that is silent no longer holds up writes, and another stands in.`, `    wal_sender_timeout: ${timing.walSenderTimeoutS}s`, '    # promise.availability: the slot of a lost standby must not fill the disk.', '    max_slot_wal_keep_size: 10GB'),
        '    # pg_rewind needs it.',
        '    wal_log_hints: "on"',
        ...(backup === undefined ? [] : indent(4, archive(cluster.scope, backup))),
    ];
}
function synchronous({ reasons, synchronousStandbys, timing, tuning }) {
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
function archive(scope, { archiveTimeoutS }) {
    const command = `pgbackrest --stanza=${shellWord(scope)} archive-push %p`;
    return [
        '# backup: every WAL segment goes to the archive.',
        'archive_mode: "on"',
        `archive_command: ${JSON.stringify(command)}`,
        '# backup: what is lost with the whole store is no older than this.',
        `archive_timeout: ${archiveTimeoutS}s`,
    ];
}
function restoreCommand(scope) {
    return `pgbackrest --stanza=${shellWord(scope)} archive-get %f "%p"`;
}
/** How a new cluster gets its data. */
function beginning({ scope, startFrom }, member) {
    const initdb = ['initdb:', '  - encoding: UTF8', '  - locale: C.UTF-8', '  - data-checksums'];
    if (startFrom === 'empty')
        return initdb;
    const path = shellWord(member.dataDirectory);
    const command = `pgbackrest --stanza=${shellWord(scope)} --pg1-path=${path} restore`;
    return [
        ...initdb,
        '# The whole store was lost: it begins from the newest backup and all that was archived since.',
        'method: pgbackrest',
        'pgbackrest:',
        `  command: ${JSON.stringify(command)}`,
        '  no_params: true',
        '  recovery_conf:',
        `    restore_command: ${JSON.stringify(restoreCommand(scope))}`,
        '    recovery_target_timeline: latest',
        '    recovery_target_action: promote',
    ];
}
function authentication({ tls }) {
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
function watchdog({ watchdog: mode, tuning, timing, reasons }, { watchdogDevice }) {
    if (mode === 'off') {
        return [
            '# No watchdog here: a frozen primary that wakes is stopped by Patroni alone.',
            'mode: "off"',
        ];
    }
    if (mode === 'automatic' || tuning === 'defaults')
        return [`mode: ${mode}`];
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
//# sourceMappingURL=patroni-yaml.js.map