import { formatDuration } from '../contract/duration.js';
import { synchronousStandbys } from '../render/cluster-of.js';
import { labels } from './promql.js';
import { countOf, engineAlert, minuteMs } from './engine-alert.js';
/**
 * By Patroni's own `/metrics` (3.0 and later): `patroni_primary`, `patroni_sync_standby`,
 * `patroni_postgres_running`, `patroni_xlog_location`, `patroni_xlog_received_location`,
 * `patroni_is_paused`; all have the label `scope`.
 */
export function patroniAlerts(contract, store, remedies) {
    const { promise, service } = contract;
    const { name, members } = store;
    const scope = labels({ scope: name });
    const standbys = synchronousStandbys(store);
    const common = {
        labels: { service, store: name },
        subject: name,
        confirm: [{ say: 'As Patroni sees it:', run: ['patronictl -c /etc/patroni/patroni.yml list'] }],
        ...remedies,
    };
    const alerts = [
        engineAlert({
            ...common,
            name: 'NoPrimary',
            severity: 'page',
            expr: `${countOf(`patroni_primary${scope} == 1`)} < 1`,
            forMs: Math.max(minuteMs, 2 * promise.rtoMs),
            summary: `${name}: there is no primary`,
            means: 'Patroni has had no leader for longer than a failover takes.',
            clients: 'Writes fail; reads from standbys go on.',
        }),
        engineAlert({
            ...common,
            name: 'TwoPrimaries',
            severity: 'page',
            expr: `count(patroni_primary${scope} == 1) > 1`,
            forMs: minuteMs,
            summary: `${name}: {{ $value }} members say that they are the primary`,
            means: 'Two members take themselves for the primary: writes may go to either, and some will be lost.',
            clients: 'Writes that seem to vanish.',
            mend: [
                { say: 'Fence the one without the lock in etcd at once: stop its host, not its service.' },
                ...remedies.mend,
            ],
        }),
        engineAlert({
            ...common,
            name: 'FailoverPaused',
            severity: 'ticket',
            expr: `max(patroni_is_paused${scope}) == 1`,
            forMs: 60 * minuteMs,
            summary: `${name}: automatic failover has been paused for an hour`,
            means: 'Somebody paused Patroni and did not resume it: a lost primary stays lost.',
            clients: 'Nothing, until the primary is lost.',
            mend: [{ say: 'Resume:', run: [`patronictl -c /etc/patroni/patroni.yml resume ${name}`] }],
        }),
        engineAlert({
            ...common,
            name: 'MembersLow',
            severity: 'ticket',
            expr: `${countOf(`patroni_postgres_running${scope} == 1`)} < ${members}`,
            forMs: 15 * minuteMs,
            summary: `${name}: {{ $value }} of ${members} members run`,
            means: 'A member has been away for 15 minutes; one more loss may be one too many.',
            clients: 'Nothing.',
        }),
    ];
    if (standbys > 0) {
        alerts.push(engineAlert({
            ...common,
            name: 'NoSynchronousStandby',
            severity: 'page',
            expr: `(sum(patroni_sync_standby${scope}) or vector(0)) < ${standbys}`,
            forMs: 2 * minuteMs,
            summary: `${name}: {{ $value }} of ${standbys} synchronous standbys are there`,
            means: `The RPO is ${formatDuration(promise.rpoMs)}, and writes are not on as many standbys as that needs.`,
            clients: 'With strict synchronous mode writes wait; without, they go on, and losing the primary loses some.',
        }));
    }
    return [...alerts, ...lagAlerts(contract, name, common)];
}
/** One segment of WAL, PostgreSQL's default. */
const segmentBytes = 16_777_216;
/**
 * Lag in bytes, and in seconds of writing at the present pace: what would be lost with the primary, if
 * the most advanced standby took over. An idle primary has none, however old its last write is.
 */
function lagAlerts({ promise }, name, common) {
    const scope = labels({ scope: name });
    const written = `max(patroni_xlog_location${scope})`;
    const received = `patroni_xlog_received_location${scope} and on (instance) patroni_replica${scope} == 1`;
    const bytes = engineAlert({
        ...common,
        name: 'ReplicationLagBytes',
        severity: 'ticket',
        expr: `${written} - min(${received}) > ${segmentBytes}`,
        forMs: 5 * minuteMs,
        summary: `${name}: a standby lacks {{ $value | humanize1024 }}B of WAL`,
        means: 'The slowest standby has been more than one segment of WAL behind for 5 minutes.',
        clients: 'Nothing; reads from that standby are old.',
    });
    if (promise.rpoMs === 0)
        return [bytes];
    const rpoS = promise.rpoMs / 1000;
    const seconds = `(${written} - max(${received}))\n/ max(rate(patroni_xlog_location${scope}[5m]) > 0)`;
    const lag = (severity, limit, words) => engineAlert({
        ...common,
        name: 'ReplicationLagSeconds',
        severity,
        expr: `${seconds} > ${limit}`,
        forMs: minuteMs,
        summary: `${name}: {{ $value | humanizeDuration }} of writes are on the primary alone; the RPO is ${formatDuration(promise.rpoMs)}`,
        means: words,
        clients: 'Nothing, until the primary is lost: then more writes than promised are lost with it.',
    });
    return [
        bytes,
        lag('page', rpoS, 'A failover now would lose more than the RPO allows.'),
        lag('ticket', rpoS / 2, 'A failover now would lose more than half of what the RPO allows.'),
    ];
}
//# sourceMappingURL=patroni-alerts.js.map