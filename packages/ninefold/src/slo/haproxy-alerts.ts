import type { Contract } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
import { haproxyBackend } from './haproxy-metrics.ts';
import type { Remedies } from './slo-alerts.ts';
import { engineAlert, minuteMs } from './engine-alert.ts';

/** By HAProxy's own exporter, 2.0 and later, under {@link haproxyJob}; as rendered it is at 127.0.0.1:8404/metrics. */
export function haproxyAlerts(contract: Contract, remedies: Remedies): readonly Alert[] {
  const { service, balancer, app } = contract;
  if (balancer.engine !== 'haproxy' || app === undefined) return [];
  const servers = `haproxy_backend_active_servers${haproxyBackend(service)}`;
  return [
    engineAlert({
      name: 'BalancerWithoutServers',
      severity: 'page',
      expr: `max(${servers}) < 1\nor absent(${servers})`,
      forMs: minuteMs,
      labels: { service },
      subject: service,
      summary: `${service}: no balancer has a server to send requests to`,
      means: 'Every HAProxy has marked every replica down, or no HAProxy can be seen.',
      clients: 'Every request ends with 503, or finds no balancer.',
      confirm: [],
      ...remedies,
    }),
  ];
}
