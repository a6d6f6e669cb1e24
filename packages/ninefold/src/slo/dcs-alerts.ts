import type { Alert } from './alert.ts';
import { engineAlert, minuteMs } from './engine-alert.ts';
import type { SharedWords } from './engine-alert.ts';
import { labels } from './promql.ts';

/** Six rounds of Patroni's longest loop (10 s), and far beyond what clocks of hosts differ by (s). */
const dcsSilenceS = 60;

/**
 * `patroni_dcs_last_seen` is the Unix time (s) at which a member last read the cluster from etcd, which it
 * does in every loop; 0 before the first time.
 */
export function dcsAlerts(name: string, common: SharedWords): readonly Alert[] {
  const seen = `patroni_dcs_last_seen${labels({ scope: name })}`;
  const steps = {
    confirm: [
      ...common.confirm,
      {
        say: 'etcd, on each of its hosts:',
        run: ['systemctl status etcd', 'journalctl -u etcd --since -15min'],
      },
    ],
    mend: [
      { say: 'Bring back as many hosts of etcd as make a majority, or the way to them.' },
      ...common.mend,
    ],
  };
  return [
    engineAlert({
      ...common,
      ...steps,
      name: 'DcsLost',
      severity: 'page',
      expr: `time() - max(${seen}) > ${dcsSilenceS}`,
      forMs: minuteMs,
      summary: `${name}: no member of Patroni has reached etcd for {{ $value | humanizeDuration }}`,
      means:
        'etcd has no leader, or nobody reaches it. The primary can not renew its lease and is demoted when that ends; only with failsafe_mode does it go on while it reaches every standby. Nothing fails over meanwhile.',
      clients: 'Writes fail as soon as the primary is demoted; reads from standbys go on.',
      failover: [
        { say: 'Not before etcd is back: without it nobody knows whether another primary lives.' },
      ],
    }),
    engineAlert({
      ...common,
      ...steps,
      name: 'DcsLost',
      severity: 'ticket',
      expr: `time() - min(${seen}) > ${dcsSilenceS}`,
      forMs: 5 * minuteMs,
      summary: `${name}: a member of Patroni has not reached etcd for {{ $value | humanizeDuration }}`,
      means: 'A member is cut off from etcd: it can not be promoted, nor learn of a new primary.',
      clients: 'Nothing.',
    }),
  ];
}
