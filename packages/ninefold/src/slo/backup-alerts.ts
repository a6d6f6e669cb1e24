import type { Contract, StoreSpec } from '../contract/contract.ts';
import { formatDuration } from '../contract/duration.ts';
import type { BackupSpec } from '../contract/real-engines.ts';
import type { Alert } from './alert.ts';
import { labels, range } from './promql.ts';
import { engineAlert, minuteMs } from './engine-alert.ts';

const dayMs = 86_400_000;

/**
 * By pgbackrest_exporter (`pgbackrest_backup_since_last_completion_seconds`; of a type it counts those
 * that it can stand on, too) and postgres_exporter, scraped under the store's name as `job`
 * (`pg_stat_archiver_failed_count`, `pg_stat_archiver_archived_count`).
 */
export function backupAlerts(contract: Contract, store: StoreSpec): readonly Alert[] {
  const backup = store.patroni?.backup;
  if (backup === undefined) return [];
  return [backupOld(contract, store, backup), ...archiveAlerts(contract, store, backup)];
}

function backupOld({ service }: Contract, { name }: StoreSpec, { fullEveryMs }: BackupSpec): Alert {
  const metric = 'pgbackrest_backup_since_last_completion_seconds';
  const any = `${metric}${labels({ stanza: name })}`;
  const full = `${metric}${labels({ stanza: name, backup_type: 'full' })}`;
  const mostMs = fullEveryMs + dayMs;
  return engineAlert({
    name: 'BackupOld',
    severity: 'ticket',
    expr: `min(${full}) > ${mostMs / 1000}\nor min(${any}) > ${(2 * dayMs) / 1000}\nor absent(${full})`,
    forMs: 60 * minuteMs,
    labels: { service, store: name },
    subject: name,
    summary: `${name}: the last backup is too old, or nobody knows of one`,
    means: `A full backup is taken every ${formatDuration(fullEveryMs)}, an incremental one daily. For a day longer than that there was none, or the exporter is away.`,
    clients: 'Nothing. A mistake that deletes data could not be undone.',
    confirm: [{ say: 'What there is:', run: [`pgbackrest --stanza=${name} info`] }],
    mend: [
      {
        say: 'Take one now, on the primary:',
        run: [
          `systemctl start pgbackrest-${name}.service`,
          `journalctl -u pgbackrest-${name} --since -1d`,
          `pgbackrest --stanza=${name} check`,
        ],
      },
    ],
    failover: [{ say: 'Never for this.' }],
  });
}

/**
 * PostgreSQL tries again and again, three times and then after a minute, until a segment is archived: what
 * fails and then succeeds is no alert. An idle store archives nothing and fails nothing.
 */
function archiveAlerts(
  { service }: Contract,
  { name }: StoreSpec,
  { rpoMs }: BackupSpec,
): readonly Alert[] {
  const job = labels({ job: name });
  const failed = `pg_stat_archiver_failed_count${job}`;
  const alert = (severity: 'page' | 'ticket', overMs: number, or: string): Alert => {
    const window = `[${range(overMs)}]`;
    return engineAlert({
      name: 'WalArchiveFailing',
      severity,
      expr: `(increase(${failed}${window}) > 0 unless on (instance) increase(pg_stat_archiver_archived_count${job}${window}) > 0)${or}`,
      forMs: 5 * minuteMs,
      labels: { service, store: name },
      subject: name,
      summary: `${name}: WAL is not archived, or nobody knows whether it is`,
      means: `Archiving has failed for ${formatDuration(overMs)} without one success, or postgres_exporter is away. The promise for the loss of the whole store, ${formatDuration(rpoMs)}, is not kept meanwhile; and the primary keeps every segment until its disk is full, which stops it.`,
      clients: 'Nothing, until the disk of the primary is full: then writes fail.',
      confirm: [
        {
          say: 'What fails, and since when, on the primary:',
          run: [`psql -XAt -c 'select * from pg_stat_archiver'`],
        },
        {
          say: 'Whether the repository takes a segment:',
          run: [`pgbackrest --stanza=${name} check`],
        },
      ],
      mend: [
        {
          say: 'Mend what pgBackRest says: is the repository mounted, writable, and not full? PostgreSQL tries again by itself.',
          run: [`pgbackrest --stanza=${name} info`, 'journalctl -u patroni --since -15min'],
        },
        {
          say: 'Take a backup then: one without a gap in its WAL.',
          run: [`systemctl start pgbackrest-${name}.service`],
        },
      ],
      failover: [
        { say: 'Only when the disk of the primary fills up and a standby reaches the repository.' },
      ],
    });
  };
  return [
    alert('page', 60 * minuteMs, ''),
    alert('ticket', 10 * minuteMs, `\nor absent(${failed})`),
  ];
}
