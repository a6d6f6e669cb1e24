/** Roles of every store. Only `app` is told to the user's program. */
export const ROLES = { agent: 'ninefold', replicator: 'replicator', app: 'app' };
/** One row, one column: the term under which the log is written. In the store's database. */
export const TERM_TABLE = 'ninefold.leadership';
/** Rewritten by us whenever a member is pointed at another primary. */
export const FOLLOW_FILE = 'ninefold-follow.conf';
/** The slot on the primary through which a member streams. */
export function slotOf(index) {
    return `member_${index}`;
}
/**
 * postgresql.conf of every member: the same file, so that any of them can be primary. Durability
 * settings are PostgreSQL's own defaults (fsync, full_page_writes, synchronous_commit all on);
 * what is set here makes the cluster small, quick to fail over, and closed to other hosts.
 */
export function postgresqlConf({ members, synchronous }) {
    const settings = {
        listen_addresses: "'127.0.0.1'",
        unix_socket_directories: "''",
        max_connections: '200',
        password_encryption: "'scram-sha-256'",
        wal_level: 'replica',
        hot_standby: 'on',
        max_wal_senders: String(members + 5),
        max_replication_slots: String(members + 5),
        // A standby that stays away must not fill the primary's disk.
        max_slot_wal_keep_size: "'1GB'",
        // A commit is acknowledged when any one standby has flushed it too.
        synchronous_standby_names: synchronous ? "'ANY 1 (*)'" : "''",
        // How soon a standby tries its new primary; the default of 5 s would be most of the RTO.
        wal_retrieve_retry_interval: "'10ms'",
        wal_receiver_timeout: "'2s'",
        wal_sender_timeout: "'2s'",
        shared_buffers: "'16MB'",
        io_method: "'sync'",
        max_worker_processes: '2',
        max_parallel_workers: '0',
        max_logical_replication_workers: '0',
        jit: 'off',
        huge_pages: 'off',
        // Files in the data directory, which go with it, instead of /dev/shm, where they would stay.
        dynamic_shared_memory_type: 'mmap',
        min_wal_size: "'64MB'",
        max_wal_size: "'1GB'",
        checkpoint_timeout: "'30min'",
        log_line_prefix: "'%m [%p] '",
        // Statements that carry a password must not reach the log when they fail.
        log_min_error_statement: 'panic',
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
    return `${lines.join('\n')}\ninclude_if_exists = '${FOLLOW_FILE}'\n`;
}
/** pg_hba.conf: passwords by SCRAM, from this host only. */
export function pgHbaConf() {
    return [
        'host all all 127.0.0.1/32 scram-sha-256',
        `host replication ${ROLES.replicator} 127.0.0.1/32 scram-sha-256`,
        '',
    ].join('\n');
}
/**
 * Nobody listens there. A standby without an upstream is given it all the same: it then tries to
 * stream once its own log is replayed to the end, which is how we know that it is.
 */
export const NO_UPSTREAM = { host: '127.0.0.1', port: 1 };
/** The content of FOLLOW_FILE for a standby of `upstream`; for `undefined`, of a primary. */
export function followConf(upstream, { index, password }) {
    if (!upstream)
        return '';
    const conninfo = [
        `host=${upstream.host}`,
        `port=${upstream.port}`,
        `user=${ROLES.replicator}`,
        `password=${password}`,
        `application_name=${slotOf(index)}`,
        'sslmode=disable',
        'connect_timeout=2',
    ].join(' ');
    return `primary_conninfo = '${conninfo}'\nprimary_slot_name = '${slotOf(index)}'\n`;
}
//# sourceMappingURL=settings.js.map