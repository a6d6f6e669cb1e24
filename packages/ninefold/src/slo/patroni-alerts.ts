import type { Contract, StoreSpec } from '../contract/contract.ts';
import { formatDuration } from '../contract/duration.ts';
import { synchronousStandbys } from '../render/cluster-of.ts';
import type { Alert } from './alert.ts';
import { dcsAlerts } from './dcs-alerts.ts';
import { labels } from './promql.ts';
import { PATRONI_LOGIN } from './remedies.ts';
import type { Remedies } from './slo-alerts.ts';
import { countOf, engineAlert, minuteMs } from './engine-alert.ts';
import type { SharedWords } from './engine-alert.ts';

/**
 * By Patroni's own `/metrics` (3.0 and later): `patroni_primary`, `patroni_sync_standby`,
 * `patroni_postgres_running`, `patroni_xlog_location`, `patroni_xlog_received_location`,
 * `patroni_is_paused`, `patroni_dcs_last_seen`, and since 4.0 `patroni_quorum_standby`; all have the label
 * `scope`.
 */
export function patroniAlerts(
  contract: Contract,
  store: StoreSpec,
  remedies: Remedies,
): readonly Alert[] {
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
      means:
        'Two members take themselves for the primary: writes may go to either, and some will be lost.',
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
      mend: [
        {
          say: 'Resume:',
          run: [PATRONI_LOGIN, `patronictl -c /etc/patroni/patroni.yml resume ${name}`],
        },
      ],
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
    alerts.push(
      engineAlert({
        ...common,
        name: 'NoSynchronousStandby',
        severity: 'page',
        expr: `${synchronousCount(scope)} < ${standbys}`,
        forMs: 2 * minuteMs,
        summary: `${name}: {{ $value }} of ${standbys} synchronous standbys are there`,
        means: `The RPO is ${formatDuration(promise.rpoMs)}, and writes are not on as many standbys as that needs.`,
        clients:
          'With strict synchronous mode writes wait; without, they go on, and losing the primary loses some.',
      }),
    );
  }
  return [...alerts, ...dcsAlerts(name, common), ...lagAlerts(contract, name, common)];
}

/**
 * How many standbys have each write before it is acknowledged. A standby is one or the other: with
 * `synchronous_mode: quorum` Patroni reports it as `patroni_quorum_standby` alone (api.py of 4.1.5).
 */
export function synchronousCount(scope: string): string {
  return ['sync', 'quorum']
    .map((mode) => `(sum(patroni_${mode}_standby${scope}) or vector(0))`)
    .join(' + ');
}

/** Over how long the pace of writing is measured (s). */
const paceS = 300;

/** One segment of WAL, PostgreSQL's default. */
const segmentBytes = 16_777_216;

/**
 * Lag in bytes, and in seconds of writing at the present pace: what would be lost with the primary, if
 * the most advanced standby took over. An idle primary has none, however old its last write is.
 *
 * The pace is how far the whole store has come since 5 minutes ago: WAL goes on from where it was when its
 * primary changes. A `rate` of members would count a new primary's location, which leaps from 0, as written
 * now. Locations only grow, so that the highest of the 5 minutes before is the last of them; a failover may
 * have left a moment of them without a primary.
 */
function lagAlerts({ promise }: Contract, name: string, common: SharedWords): Alert[] {
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
  if (promise.rpoMs === 0) return [bytes];
  const rpoS = promise.rpoMs / 1000;
  const seconds = `(${written} - max(${received}))\n/ ((${written} - max(max_over_time(patroni_xlog_location${scope}[5m] offset 5m))) / ${paceS} > 0)`;
  const lag = (severity: Alert['severity'], limit: number, words: string): Alert =>
    engineAlert({
      ...common,
      name: 'ReplicationLagSeconds',
      severity,
      expr: `${seconds} > ${limit}`,
      forMs: minuteMs,
      summary: `${name}: {{ $value | humanizeDuration }} of writes are on the primary alone; the RPO is ${formatDuration(promise.rpoMs)}`,
      means: words,
      clients:
        'Nothing, until the primary is lost: then more writes than promised are lost with it.',
    });
  return [
    bytes,
    lag('page', rpoS, 'A failover now would lose more than the RPO allows.'),
    lag('ticket', rpoS / 2, 'A failover now would lose more than half of what the RPO allows.'),
  ];
}
