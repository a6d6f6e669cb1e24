/** The twenty-four things a service that must stay up has, in five groups. */
export type ChecklistItem =
  | 'replicas'
  | 'zones'
  | 'balancer'
  | 'dns'
  | 'storage'
  | 'health'
  | 'shutdown'
  | 'breaker'
  | 'retry'
  | 'timeouts'
  | 'idempotency'
  | 'replication'
  | 'failover'
  | 'backup'
  | 'pitr'
  | 'sli'
  | 'alerts'
  | 'dashboard'
  | 'logs'
  | 'tracing'
  | 'runbooks'
  | 'chaos'
  | 'postmortems'
  | 'capacity';

type Group = 'Infrastructure' | 'Application' | 'Database' | 'Monitoring' | 'Process';

export interface ItemWords {
  readonly group: Group;
  readonly title: string;
  /** What would show that it is kept. */
  readonly shownBy: string;
}

function item(group: Group, title: string, shownBy: string): ItemWords {
  return { group, title, shownBy };
}

/** Each item's words. */
export const checklist: Readonly<Record<ChecklistItem, ItemWords>> = {
  replicas: item(
    'Infrastructure',
    'Three replicas of what is critical',
    'a workload behind a Service with three replicas or more',
  ),
  zones: item(
    'Infrastructure',
    'Spread over zones',
    'a spread over topology.kubernetes.io/zone, or rack awareness',
  ),
  balancer: item(
    'Infrastructure',
    'A balancer that may fail',
    'two HAProxy hosts with VRRP, or a prove report of "kill balancer"',
  ),
  dns: item(
    'Infrastructure',
    'Names that fail over',
    'a prove report of "partition region" or "stop region"',
  ),
  storage: item('Infrastructure', 'Data in three copies', 'a replication factor of 3'),
  health: item(
    'Application',
    'Liveness and readiness',
    'both probes, apart, on each container behind a Service',
  ),
  shutdown: item(
    'Application',
    'A stop that loses no request',
    'a preStop wait and grace for it, or a prove report of "rolling restart"',
  ),
  breaker: item(
    'Application',
    'Circuit breakers on calls out',
    'a breaker in the code, or outlier ejection in a balancer',
  ),
  retry: item(
    'Application',
    'Retries that back off',
    'a retry with a backoff, within the caller’s deadline',
  ),
  timeouts: item(
    'Application',
    'A timeout on every wait',
    'timeouts in the balancer, on calls and on probes',
  ),
  idempotency: item(
    'Application',
    'Writes that may be repeated',
    'enable.idempotence, or a prove report where nothing was there twice',
  ),
  replication: item(
    'Database',
    'Replication as the RPO asks',
    'synchronous_mode with RPO 0, or a prove report with the RPO kept',
  ),
  failover: item(
    'Database',
    'Failover, tested',
    'a prove report of "kill store primary" with the RTO kept',
  ),
  backup: item('Database', 'Backups, restored', 'a prove report of "lose the whole store"'),
  pitr: item(
    'Database',
    'Recovery to a point in time',
    'archive_mode with an archive command, or a prove report of "lose the whole store"',
  ),
  sli: item('Monitoring', 'Indicators measured', 'a rule over a ratio of requests'),
  alerts: item(
    'Monitoring',
    'Alerts on the objective',
    'an alert on the burn rate over two windows',
  ),
  dashboard: item('Monitoring', 'A dashboard of availability', 'a Grafana panel of the objective'),
  logs: item('Monitoring', 'Logs in one place', 'a log agent on every node'),
  tracing: item(
    'Monitoring',
    'Traces across services',
    'an OpenTelemetry exporter in the environment',
  ),
  runbooks: item('Process', 'Runbooks', 'a runbook_url on every critical alert'),
  chaos: item('Process', 'Faults tried regularly', 'a prove report not older than 30 days'),
  postmortems: item('Process', 'Lessons written down', 'nothing that a file can show by itself'),
  capacity: item(
    'Process',
    'Capacity planned',
    'the peak load and what a replica carries, with one replica to spare',
  ),
};
