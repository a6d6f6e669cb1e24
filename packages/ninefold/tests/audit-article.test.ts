// The configuration of the article on high availability: settings typed in afresh, and what is wrong
// with them, each with the line it must be told at. The audit must name all of it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

import { audit } from '../src/audit/audit.ts';
import { parseFacts } from '../src/audit/facts-file.ts';
import { readFile } from '../src/audit/read/read-file.ts';
import { allRules } from '../src/audit/rules/all.ts';

const folder = fileURLToPath(new URL('audit-article', import.meta.url));

/** What is wrong, the rule that says so, the file, and what its line says. */
const defects: readonly (readonly [what: string, rule: string, file: string, line: string])[] = [
  // Kubernetes
  [
    'a rollout needs a fourth node and waits for ever with three',
    'K22',
    'api-backend.yaml',
    'kubernetes.io/hostname',
  ],
  [
    'with three nodes a lost one is not repaired',
    'K28',
    'api-backend.yaml',
    'kubernetes.io/hostname',
  ],
  [
    'after a zone is lost the strict spread refuses the replacement',
    'K25',
    'api-backend.yaml',
    'DoNotSchedule',
  ],
  ['the strict spread counts pods of the old release', 'K26', 'api-backend.yaml', 'maxSkew: 1'],
  [
    'with a zone away minAvailable 2 of 2 stops every drain',
    'K08',
    'api-backend.yaml',
    'minAvailable: 2',
  ],
  ['a pod that crashes stops drains', 'K05', 'api-backend.yaml', 'spec:'],
  ['no startup probe: a slow start is killed', 'K14', 'api-backend.yaml', 'livenessProbe:'],
  [
    'probes give up after 1 s where 2 s are accepted: liveness',
    'K13',
    'api-backend.yaml',
    'livenessProbe:',
  ],
  ['the same: readiness', 'K13', 'api-backend.yaml', 'readinessProbe:'],
  [
    'no wait before SIGTERM: requests are refused in each rollout',
    'K32',
    'api-backend.yaml',
    'name: api',
  ],
  ['no minReadySeconds: a release that flaps replaces all', 'K33', 'api-backend.yaml', 'spec:'],
  [
    'requests are half of limits: called guaranteed, and Burstable',
    'K52',
    'api-backend.yaml',
    '512Mi',
  ],
  ['two of three replicas do not carry the peak', 'K45', 'api-backend.yaml', 'replicas: 3'],
  // Patroni
  [
    'synchronous_commit is called crucial for RPO 0, and nothing is synchronous',
    'PG01',
    'patroni.yml',
    'synchronous_commit',
  ],
  ['1 MB of lag is allowed against RPO 0', 'PG02', 'patroni.yml', 'maximum_lag_on_failover'],
  ['a lost host takes 42 s, more than the RTO', 'PG04', 'patroni.yml', 'ttl: 30'],
  ['a crash of PostgreSQL is waited for 300 s', 'PG14', 'patroni.yml', 'dcs:'],
  ['an outage of etcd demotes the primary', 'PG06', 'patroni.yml', 'dcs:'],
  ['the watchdog is optional', 'PG07', 'patroni.yml', 'mode: automatic'],
  ['slots keep WAL until the disk is full', 'PG08', 'patroni.yml', 'parameters:'],
  ['200 x 64 MB and 2 GB are more than the host has', 'PG09', 'patroni.yml', 'work_mem'],
  ['no archive, so no recovery to a point in time', 'PG10', 'patroni.yml', 'parameters:'],
  ['POD_IP is not expanded in restapi', 'PG13', 'patroni.yml', '${POD_IP}:8008'],
  ['POD_IP is not expanded in postgresql', 'PG13', 'patroni.yml', '${POD_IP}:5432'],
  [
    'the password of replication is the text of a variable',
    'PG13',
    'patroni.yml',
    '${REPLICATION_PASSWORD}',
  ],
  [
    'the password of the superuser is the text of a variable',
    'PG13',
    'patroni.yml',
    '${POSTGRES_PASSWORD}',
  ],
  ['the REST API is open to all, without authentication', 'PG16', 'patroni.yml', '0.0.0.0:8008'],
  ['replication from the whole world', 'PG17', 'patroni.yml', 'host replication'],
  ['everything from the whole world', 'PG17', 'patroni.yml', 'host all'],
  ['md5 for replication', 'PG18', 'patroni.yml', 'host replication'],
  ['md5 for everybody', 'PG18', 'patroni.yml', 'host all'],
  ['standbys hold back the vacuum without a limit', 'PG19', 'patroni.yml', 'hot_standby_feedback'],
  ['a primary that is cut off goes on for 15 s after its lease', 'PG24', 'patroni.yml', 'ttl: 30'],
  // Kafka
  ['no broker.rack: all copies in one zone', 'KF06', 'broker.properties', 'broker.id'],
  ['data in /tmp by default', 'KF09', 'broker.properties', 'broker.id'],
  [
    'replica.lag.max.messages is gone since 0.9',
    'KF10',
    'broker.properties',
    'replica.lag.max.messages',
  ],
  ['ZooKeeper is gone since 4.0', 'KF10', 'broker.properties', 'zookeeper.connect'],
  ['its timeout too', 'KF10', 'broker.properties', 'zookeeper.session'],
  ['fsync by count', 'KF16', 'broker.properties', 'log.flush.interval.messages'],
  ['fsync by time', 'KF16', 'broker.properties', 'log.flush.interval.ms'],
  ['plaintext on all addresses', 'KF17', 'broker.properties', 'listeners=PLAINTEXT'],
  ['one listener for clients and replication', 'KF18', 'broker.properties', 'listeners=PLAINTEXT'],
  ['a restart and a failure stop writes', 'KF05', 'broker.properties', 'min.insync.replicas'],
  // Its producer
  ['no key serializer: it throws', 'KF14', 'Producer.java', 'bootstrap.servers'],
  ['clients know kafka-1, brokers say kafka-1.kafka', 'KF15', 'Producer.java', 'bootstrap.servers'],
  ['a send of 2 min for a caller of 10 s', 'KF11', 'Producer.java', 'delivery.timeout.ms'],
  ['request timeout not above the lag of a replica', 'KF13', 'Producer.java', 'request.timeout.ms'],
  // Prometheus
  ['pods: no series when all are gone', 'OB01', 'alerts.yml', 'expr:'],
  ['pods: an alert only below a half', 'OB10', 'alerts.yml', 'expr:'],
  ['pods: 2 min, over the RTO', 'OB09', 'alerts.yml', 'for: 2m'],
  ['latency: 2 s where 200 ms is promised', 'OB03', 'alerts.yml', 'expr:'],
  ['errors: 0.99% for ever is never told', 'OB02', 'alerts.yml', 'expr:'],
  ['errors: one window', 'OB07', 'alerts.yml', 'expr:'],
  ['Kafka: no series when the exporter is gone', 'OB01', 'alerts.yml', 'kafka_server'],
  ['latency: no series when all are gone', 'OB01', 'alerts.yml', 'expr:'],
  ['errors: no series when all are gone', 'OB01', 'alerts.yml', 'expr:'],
  ['Kafka: 5 min', 'OB09', 'alerts.yml', 'for: 5m'],
  [
    'Kafka: nothing on under-min-ISR, offline partitions, controllers',
    'OB05',
    'alerts.yml',
    'KafkaUnder',
  ],
  ['PostgreSQL: 30 s of lag against RPO 0', 'OB08', 'alerts.yml', 'pg_replication_lag'],
  ['PostgreSQL: no series when the primary is gone', 'OB01', 'alerts.yml', 'pg_replication_lag'],
  [
    'PostgreSQL: nothing on no primary, two, backups, etcd',
    'OB05',
    'alerts.yml',
    'PostgresReplicationLag',
  ],
  [
    'nothing on certificates, crash loops, the alerting itself',
    'OB05',
    'alerts.yml',
    'HighPodUnavailability',
  ],
  ['no runbook at night: pods', 'OB11', 'alerts.yml', 'HighPodUnavailability'],
  ['no runbook at night: errors', 'OB11', 'alerts.yml', 'HighErrorRate'],
  ['no runbook at night: Kafka', 'OB11', 'alerts.yml', 'KafkaUnder'],
  // Grafana
  ['the SLA panel is empty without errors', 'OB06', 'dashboard.yml', 'expr:'],
  ['30 d over samples of 15 d', 'OB04', 'dashboard.yml', 'expr:'],
  [
    'thresholds are a list that Grafana ignores, and green below the promise',
    'OB13',
    'dashboard.yml',
    'thresholds:',
  ],
  ['latency of all services in one line', 'OB14', 'dashboard.yml', '0.99'],
  // Code
  ['the breaker counts failures whatever the load', 'X15', 'calls.py', 'failure_threshold'],
  ['the breaker stays open longer than the RTO', 'X16', 'calls.py', 'circuit_breaker'],
  ['500 calls hang before it opens', 'X14', 'calls.py', 'circuit_breaker'],
  ['six attempts of 10 s outlive the caller', 'X11', 'calls.py', 'retry_with_backoff'],
  ['six times the load on what is down', 'X12', 'calls.py', 'retry_with_backoff'],
  ['the exceptions are not those of requests', 'X18', 'calls.py', 'retry_with_backoff'],
  ['the bulkhead of payments queues without a bound', 'X20', 'calls.py', 'payment-service'],
  ['the bulkhead of the inventory queues without a bound', 'X20', 'calls.py', 'inventory-service'],
];

const texts = new Map(
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
const { facts } = parseFacts(texts.get('facts.yaml') ?? '', 'facts.yaml');
const parts = [...texts].flatMap(([name, text]) =>
  name === 'facts.yaml' ? [] : readFile(name, text).parts,
);
const { findings } = audit(parts, [], { facts, rules: allRules, today: '2026-11-24' });

it.each(defects)('%s (%s)', (_what, rule, file, line) => {
  const lines = texts.get(file)?.split('\n') ?? [];
  const places = findings
    .filter((one) => one.rule === rule && one.place.file === file)
    .map(({ place }) => lines[place.line - 1]);
  expect(
    places.some((text) => text?.includes(line)),
    `${rule} is at ${JSON.stringify(places)}`,
  ).toBe(true);
});

it('lists more than sixty', () => {
  expect(defects.length).toBeGreaterThan(60);
});
