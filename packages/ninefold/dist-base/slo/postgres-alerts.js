import { formatDuration } from '../contract/duration.js';
import { labels } from './promql.js';
import { countOf, engineAlert, minuteMs } from './engine-alert.js';
/**
 * By postgres_exporter, scraped under the store's name as `job`: `pg_up`, `pg_replication_is_replica`,
 * `pg_replication_lag_seconds` (before 0.12 `pg_replication_lag`) and
 * `pg_stat_replication_pg_wal_lsn_diff`.
 */
export function postgresAlerts(contract, store, remedies) {
    const { promise, service } = contract;
    const { name, members } = store;
    const job = labels({ job: name });
    const common = { labels: { service, store: name }, subject: name, confirm: [], ...remedies };
    const alerts = [
        engineAlert({
            ...common,
            name: 'NoPrimary',
            severity: 'page',
            expr: `${countOf(`pg_replication_is_replica${job} == 0`)} < 1`,
            forMs: Math.max(minuteMs, 2 * promise.rtoMs),
            summary: `${name}: there is no primary`,
            means: 'No member has been out of recovery for longer than a failover takes.',
            clients: 'Writes fail; reads from standbys go on.',
        }),
        engineAlert({
            ...common,
            name: 'TwoPrimaries',
            severity: 'page',
            expr: `count(pg_replication_is_replica${job} == 0) > 1`,
            forMs: minuteMs,
            summary: `${name}: {{ $value }} members are out of recovery`,
            means: 'Two members take writes: some will be lost.',
            clients: 'Writes that seem to vanish.',
        }),
        engineAlert({
            ...common,
            name: 'MembersLow',
            severity: 'ticket',
            expr: `${countOf(`pg_up${job} == 1`)} < ${members}`,
            forMs: 15 * minuteMs,
            summary: `${name}: {{ $value }} of ${members} members are up`,
            means: 'A member has been away for 15 minutes; one more loss may be one too many.',
            clients: 'Nothing.',
        }),
        engineAlert({
            ...common,
            name: 'ReplicationLagBytes',
            severity: 'ticket',
            expr: `max(pg_stat_replication_pg_wal_lsn_diff${job}) > 16777216`,
            forMs: 5 * minuteMs,
            summary: `${name}: a standby lacks {{ $value | humanize1024 }}B of WAL`,
            means: 'The slowest standby has been more than one segment of WAL behind for 5 minutes.',
            clients: 'Nothing; reads from that standby are old.',
        }),
    ];
    if (promise.rpoMs === 0)
        return alerts;
    const replicas = `and on (instance) pg_replication_is_replica${job} == 1`;
    const behind = `and on () max(pg_stat_replication_pg_wal_lsn_diff${job}) > 0`;
    const lag = (severity, limitS) => engineAlert({
        ...common,
        name: 'ReplicationLagSeconds',
        severity,
        expr: `min((pg_replication_lag_seconds${job} or pg_replication_lag${job}) ${replicas}) > ${limitS}\n${behind}`,
        forMs: minuteMs,
        summary: `${name}: the best standby is {{ $value | humanizeDuration }} behind; the RPO is ${formatDuration(promise.rpoMs)}`,
        means: 'A failover now would lose more than it may. A primary that is idle is no lag.',
        clients: 'Nothing, until the primary is lost: then more writes than promised may be lost.',
    });
    return [...alerts, lag('page', promise.rpoMs / 1000), lag('ticket', promise.rpoMs / 2000)];
}
//# sourceMappingURL=postgres-alerts.js.map