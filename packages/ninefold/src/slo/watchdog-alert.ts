import type { Contract } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
import { engineAlert } from './engine-alert.ts';

export const WATCHDOG = 'Watchdog';

/**
 * The dead-man switch: always on, so that whoever hears of it (`slo.alerts.watchdog`) knows by its
 * absence that Prometheus, Alertmanager or the way between them is down. It pages nobody.
 */
export function watchdogAlert({ service }: Contract): Alert {
  return engineAlert({
    name: WATCHDOG,
    severity: 'none',
    expr: 'vector(1)',
    forMs: 0,
    labels: { service },
    subject: service,
    summary: `${service}: alerts reach whoever they are for`,
    means:
      'Nothing is wrong: it is always on. When it stops, no other alert is sent either. Whoever receives it (slo.alerts.watchdog) must call somebody when it has not come for 5 minutes.',
    clients: 'Nothing. While it is away, an outage is told by clients alone.',
    confirm: [{ say: 'Do rules run, and do alerts leave? (Prometheus)', run: DELIVERY }],
    mend: [
      {
        say: 'When it is away: is Prometheus up, does it have the rules, does it reach Alertmanager?',
        run: [
          'systemctl status prometheus',
          'systemctl status prometheus-alertmanager',
          'promtool check rules /etc/prometheus/rules/*.yml',
          'amtool check-config /etc/prometheus/alertmanager.yml',
        ],
      },
      { say: 'Until it is back, watch the dashboard: nobody is called.' },
    ],
    failover: [{ say: 'Never for this.' }],
  });
}

const DELIVERY = [
  'rate(prometheus_rule_evaluation_failures_total[5m]) > 0',
  'prometheus_notifications_alertmanagers_discovered < 1',
  'rate(prometheus_notifications_dropped_total[5m]) > 0',
];
