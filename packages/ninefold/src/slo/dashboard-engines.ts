import type { Contract, StoreSpec } from '../contract/contract.ts';
import { graph } from './dashboard-panels.ts';
import type { Line } from './dashboard-panels.ts';
import { haproxyBackend } from './haproxy-metrics.ts';
import { synchronousCount } from './patroni-alerts.ts';
import { labels } from './promql.ts';

type Graph = ReturnType<typeof graph>;

/** What runs below the service: the engines' own metrics, those that its alerts read. */
export function enginePanels(contract: Contract): readonly Graph[] {
  const { app, balancer, logs = [] } = contract;
  return [
    ...(app === undefined ? [] : replicaPanels(contract.service, app.replicas)),
    ...(balancer.engine === 'haproxy' && app !== undefined ? haproxyPanels(contract.service) : []),
    ...contract.stores.flatMap((store) =>
      store.patroni === undefined ? postgresPanels(store) : patroniPanels(store),
    ),
    ...logs.map(({ name }) => kafkaPanel(name)),
  ];
}

function replicaPanels(service: string, replicas: number): readonly Graph[] {
  const job = labels({ job: service });
  return [
    few('Replicas up', `Of ${replicas}; those that Prometheus can scrape.`, [
      { expr: `count(up${job} == 1) or vector(0)`, legend: 'up' },
      { expr: `vector(${replicas})`, legend: 'in the contract' },
    ]),
    graph(
      {
        title: 'Requests',
        description: 'Answered, by status; what is shed because of overload ends with 503.',
        unit: 'reqps',
        span: 12,
      },
      [
        {
          expr: `sum by (http_response_status_code) (rate(http_server_request_duration_seconds_count${job}[$__rate_interval]))`,
          legend: '{{http_response_status_code}}',
        },
      ],
    ),
  ];
}

function haproxyPanels(service: string): readonly Graph[] {
  const proxy = haproxyBackend(service);
  return [
    few('Servers in rotation, by balancer', 'HAProxy sends requests to these.', [
      { expr: `haproxy_backend_active_servers${proxy}`, legend: '{{instance}}' },
    ]),
    graph(
      {
        title: 'Answers of the balancers',
        description: 'By class of status.',
        unit: 'reqps',
        span: 12,
      },
      [
        {
          expr: `sum by (code) (rate(haproxy_backend_http_responses_total${proxy}[$__rate_interval]))`,
          legend: '{{code}}',
        },
      ],
    ),
  ];
}

function patroniPanels({ name, members }: StoreSpec): readonly Graph[] {
  const scope = labels({ scope: name });
  return [
    few(`${name}: roles`, `Of ${members} members; never two primaries.`, [
      { expr: `count(patroni_primary${scope} == 1) or vector(0)`, legend: 'primaries' },
      { expr: synchronousCount(scope), legend: 'synchronous standbys' },
      { expr: `count(patroni_postgres_running${scope} == 1) or vector(0)`, legend: 'running' },
    ]),
    graph(
      {
        title: `${name}: replication lag`,
        description: 'WAL that the primary has written and a standby has not received.',
        unit: 'bytes',
        span: 12,
      },
      [
        {
          expr: `scalar(max(patroni_xlog_location${scope})) - (patroni_xlog_received_location${scope} and on (instance) patroni_replica${scope} == 1)`,
          legend: '{{instance}}',
        },
      ],
    ),
  ];
}

function postgresPanels({ name, members }: StoreSpec): readonly Graph[] {
  const job = labels({ job: name });
  return [
    few(`${name}: roles`, `Of ${members} members; never two primaries.`, [
      { expr: `count(pg_replication_is_replica${job} == 0) or vector(0)`, legend: 'primaries' },
      { expr: `count(pg_replication_is_replica${job} == 1) or vector(0)`, legend: 'standbys' },
      { expr: `count(pg_up${job} == 1) or vector(0)`, legend: 'up' },
    ]),
    graph(
      {
        title: `${name}: replication lag`,
        description: 'WAL that a standby lacks.',
        unit: 'bytes',
        span: 12,
      },
      [{ expr: `pg_stat_replication_pg_wal_lsn_diff${job}`, legend: '{{application_name}}' }],
    ),
  ];
}

function kafkaPanel(name: string): Graph {
  const job = labels({ job: name });
  return few(`${name}: partitions in danger`, 'Under min ISR, writes are refused.', [
    {
      expr: `sum(kafka_server_replicamanager_underreplicatedpartitions${job})`,
      legend: 'under-replicated',
    },
    {
      expr: `sum(kafka_server_replicamanager_underminisrpartitioncount${job})`,
      legend: 'under min ISR',
    },
    {
      expr: `max(kafka_controller_kafkacontroller_offlinepartitionscount${job})`,
      legend: 'offline',
    },
  ]);
}

/** A count of few things over time. */
function few(title: string, description: string, lines: readonly Line[]): Graph {
  return graph({ title, description, unit: 'short', decimals: 0, span: 12 }, lines);
}

/** A query that is there for 5 minutes after a failover of a store, with the new primary's instance. */
export function failoverQuery({ name, patroni }: StoreSpec): string {
  const primary =
    patroni === undefined
      ? `pg_replication_is_replica${labels({ job: name })}`
      : `patroni_primary${labels({ scope: name })}`;
  const is = patroni === undefined ? '== 0' : '== 1';
  // Grafana looks every 4 minutes when 30 days are shown. A member that was not seen for a while is
  // taken to have been what it was last; the first primary ever seen is no failover.
  const before = `last_over_time(${primary}[15m] offset 5m)`;
  return `(${primary} ${is} unless on (instance) ${before} ${is}) and on () count(${before}) > 0`;
}
