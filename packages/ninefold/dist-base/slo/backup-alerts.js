import { formatDuration } from '../contract/duration.js';
import { labels } from './promql.js';
import { engineAlert, minuteMs } from './engine-alert.js';
const dayMs = 86_400_000;
/** By pgbackrest_exporter: `pgbackrest_backup_since_last_completion_seconds`. */
export function backupAlerts(contract, { name, patroni }) {
    if (patroni?.backup === undefined)
        return [];
    const { fullEveryMs } = patroni.backup;
    const age = `pgbackrest_backup_since_last_completion_seconds${labels({ stanza: name, backup_type: 'full' })}`;
    const mostMs = fullEveryMs + dayMs;
    return [
        engineAlert({
            name: 'BackupOld',
            severity: 'ticket',
            expr: `min(${age}) > ${mostMs / 1000}\nor absent(${age})`,
            forMs: 60 * minuteMs,
            labels: { service: contract.service, store: name },
            subject: name,
            summary: `${name}: the last full backup is too old, or nobody knows of one`,
            means: `A full backup is taken every ${formatDuration(fullEveryMs)}; for a day longer than that there was none, or its exporter is away.`,
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
        }),
    ];
}
//# sourceMappingURL=backup-alerts.js.map