import type { Facts } from '../../audit/facts.ts';

/** Files that a rule must find something in, and nearly the same where it must not. */
export interface RuleCase {
  readonly rule: string;
  readonly found: Readonly<Record<string, string>>;
  readonly nearMiss: Readonly<Record<string, string>>;
  readonly facts?: Facts;
  /** Facts of the near miss, when it is the facts that differ. */
  readonly nearFacts?: Facts;
}

/** A Deployment without a fault: every case changes one thing of it. */
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
spec:
  replicas: 3
  minReadySeconds: 10
  strategy:
    type: RollingUpdate
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
  selector:
    matchLabels: { app: api }
  template:
    metadata:
      labels: { app: api }
    spec:
      priorityClassName: serving
      terminationGracePeriodSeconds: 60
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: { app: api }
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: { app: api }
      containers:
        - name: api
          image: example.com/api:1.2.3
          ports:
            - { name: http, containerPort: 8080 }
          env:
            - { name: CATALOG, value: "http://catalog:80" }
          lifecycle: { preStop: { sleep: { seconds: 10 } } }
          startupProbe:
            httpGet: { path: /live, port: http }
            failureThreshold: 30
          livenessProbe:
            httpGet: { path: /live, port: http }
            periodSeconds: 10
            timeoutSeconds: 3
          readinessProbe:
            httpGet: { path: /ready, port: http }
            periodSeconds: 5
            timeoutSeconds: 3
            failureThreshold: 2
          resources:
            requests: { cpu: 500m, memory: 512Mi }
            limits: { memory: 512Mi }
`;

/** The same workload under another name: with the same labels. */
function more(workload: string, name: string): string {
  return workload.replace('name: api', `name: ${name}`);
}

const service = `apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec:
  selector: { app: api }
  ports:
    - { port: 80, targetPort: http }
`;

const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: api, namespace: shop }
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: { app: api }
`;

const scaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }
  minReplicas: 3
  maxReplicas: 9
  metrics:
    - type: Resource
      resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } }
`;

const etcd = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: etcd, namespace: shop }
spec:
  serviceName: etcd
  replicas: 3
  selector: { matchLabels: { app: etcd } }
  template:
    metadata: { labels: { app: etcd } }
    spec:
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector: { matchLabels: { app: etcd } }
      containers:
        - { name: etcd, image: "quay.io/coreos/etcd:v3.6.0", resources: { requests: { memory: 1Gi } } }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 8Gi } } }
`;

/** Brokers of Kafka apart on hosts, as etcd is. */
const kafka = etcd
  .replaceAll('etcd', 'kafka')
  .replace('quay.io/coreos/kafka:v3.6.0', 'apache/kafka:4.1.0')
  .replace(
    'requests: { memory: 1Gi } }',
    '$& , env: [{ name: KAFKA_PROCESS_ROLES, value: broker }]',
  );
const kafkaBudget = budget.replaceAll('api', 'kafka').replace('kafkaVersion', 'apiVersion');

const etcdService = `apiVersion: v1
kind: Service
metadata: { name: etcd, namespace: shop }
spec: { clusterIP: None, selector: { app: etcd } }
`;

const etcdBudget = budget.replaceAll('api', 'etcd').replace('etcdVersion', 'apiVersion');

/** A Deployment that must stand on nodes of its own, one a pod. */
const apart = deployment.replace(
  '      topologySpreadConstraints:',
  `      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector: { matchLabels: { app: api } }
      topologySpreadConstraints:`,
);

const hardZones = deployment.replace(
  `topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway`,
  `topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: DoNotSchedule`,
);

const patroni = `scope: orders
restapi: { listen: "10.0.0.11:8008", connect_address: "10.0.0.11:8008", authentication: { username: a, password: b } }
etcd3:
  hosts: [10.0.0.21:2379, 10.0.0.22:2379, 10.0.0.23:2379]
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 4
    retry_timeout: 8
    primary_start_timeout: 0
    maximum_lag_on_failover: 1048576
    failsafe_mode: true
    synchronous_mode: true
    postgresql:
      use_pg_rewind: true
      use_slots: true
      parameters:
        max_connections: 100
        shared_buffers: 2GB
        work_mem: 16MB
        max_wal_senders: 10
        max_replication_slots: 10
        max_slot_wal_keep_size: 10GB
        archive_mode: "on"
        archive_command: pgbackrest archive-push %p
  initdb: [data-checksums]
postgresql:
  listen: 10.0.0.11:5432
  connect_address: 10.0.0.11:5432
  pg_hba:
    - hostssl all all 10.0.0.0/24 scram-sha-256
watchdog: { mode: required }
`;

const broker = `node.id=1
process.roles=broker
controller.quorum.voters=11@c1:9093,12@c2:9093,13@c3:9093
listeners=CLIENTS://:9092,INNER://:9094
max.connections=5000
broker.rack=a
log.dirs=/var/lib/kafka
default.replication.factor=3
min.insync.replicas=2
replica.lag.time.max.ms=10000
`;

const producer = `bootstrap.servers=k1:9092,k2:9092,k3:9092
acks=all
enable.idempotence=true
key.serializer=S
value.serializer=S
delivery.timeout.ms=9000
request.timeout.ms=3000
linger.ms=5
`;

const nodePool = `apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: { name: brokers, namespace: shop, labels: { strimzi.io/cluster: events } }
spec:
  replicas: 3
  roles: [broker]
  storage: { type: jbod, volumes: [{ id: 0, type: ephemeral }] }
`;

const strimziKafka = `apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: events, namespace: shop }
spec:
  kafka:
    rack: { topologyKey: topology.kubernetes.io/zone }
    listeners: [{ name: tls, port: 9093, type: internal, tls: true }]
    config: { default.replication.factor: 3, min.insync.replicas: 2 }
`;
const strimziTopic = `apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: { name: orders, namespace: shop, labels: { strimzi.io/cluster: events } }
spec: { partitions: 6, replicas: 3 }
`;

const resolved = service.replace(
  'metadata: { name: api, namespace: shop }',
  'metadata: { name: api, namespace: shop, annotations: { external-dns.alpha.kubernetes.io/ttl: "60" } }',
);

const consumer = `bootstrap.servers=k1:9092,k2:9092
group.id=orders
enable.auto.commit=false
auto.offset.reset=earliest
`;

/** Two members of Patroni, 100 connections each, behind 150. */
function patroniBackend(path: string): string {
  return `global
  maxconn 150
defaults
  timeout connect 1s
  timeout client 30s
  timeout server 30s
listen postgres
  bind *:5000
  option httpchk OPTIONS ${path}
  http-check expect status 200
  server a 10.0.0.1:5432 maxconn 100 check port 8008
  server b 10.0.0.2:5432 maxconn 100 check port 8008
`;
}

const haproxy = `global
    maxconn 4000
defaults
    mode http
    timeout connect 1s
    timeout client 30s
    timeout server 10s
    timeout check 1s
    option redispatch 1
frontend web
    bind :80
    default_backend app
backend app
    default-server check inter 1s fall 2 maxconn 100
    server a 10.0.0.1:80
    server b 10.0.0.2:80
peers both
    peer x 10.0.0.8:1024
    peer y 10.0.0.9:1024
listen primary
    mode tcp
    bind :5432
    option httpchk OPTIONS /primary
    default-server check inter 1s fall 2 on-marked-down shutdown-sessions
    server pg-0 10.0.0.11:5432
    server pg-1 10.0.0.12:5432
`;

const alerts = `groups:
  - name: api
    rules:
      - record: job:errors:ratio5m
        expr: sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))
      - alert: FastBurn
        expr: job:errors:ratio5m > 0.0144 and job:errors:ratio1h > 0.0144 # burn 14.4
        labels: { severity: critical }
        annotations: { runbook_url: "https://example.com/burn" }
      - alert: Gone
        expr: absent(up{job="api"} == 1)
        labels: { severity: critical }
        annotations: { runbook_url: "https://example.com/gone" }
      - alert: Watchdog
        expr: vector(1)
`;

function alert(expr: string, rest = ''): string {
  return `groups:\n  - name: one\n    rules:\n      - alert: One\n        expr: ${JSON.stringify(expr)}\n${rest}`;
}

function panel(expr: string, rest = ''): string {
  return `panels:\n  - title: Panel\n    targets:\n      - expr: ${JSON.stringify(expr)}\n${rest}`;
}

const compose = `services:
  web:
    image: example.com/web:1.0
    restart: unless-stopped
    ports: ["80:80"]
    stop_grace_period: 30s
    depends_on: { db: { condition: service_healthy } }
  db:
    image: postgres:17
    restart: unless-stopped
    mem_limit: 1g
    healthcheck: { test: [CMD, pg_isready] }
    volumes: [data:/var/lib/postgresql]
`;

const python = (decorators: string, body = 'return requests.get(url, timeout=2)'): string =>
  `import requests\n\n${decorators}\ndef ask(url):\n    ${body}\n`;

const yaml = (text: string): Readonly<Record<string, string>> => ({ 'a.yaml': text });
const all = (...texts: readonly string[]): Readonly<Record<string, string>> =>
  yaml(texts.join('---\n'));
/** The text with one thing changed; the case is wrong when there is nothing to change. */
function but(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  if (changed === text) throw new RangeError(`nothing to change: ${String(from)}`);
  return changed;
}

const props = (text: string): Readonly<Record<string, string>> => ({ 'a.properties': text });
const cfg = (text: string): Readonly<Record<string, string>> => ({ 'haproxy.cfg': text });
const py = (text: string): Readonly<Record<string, string>> => ({ 'a.py': text });

const kubernetesCases: readonly RuleCase[] = [
  { rule: 'K01', found: all(deployment, service), nearMiss: all(deployment, service, budget) },
  {
    rule: 'K02',
    found: all(deployment, but(budget, 'maxUnavailable: 1', 'minAvailable: 3')),
    nearMiss: all(deployment, but(budget, 'maxUnavailable: 1', 'minAvailable: 2')),
  },
  {
    rule: 'K02',
    found: all(
      deployment,
      more(deployment, 'web'),
      but(budget, 'maxUnavailable: 1', 'minAvailable: 6'),
    ),
    nearMiss: all(
      deployment,
      more(deployment, 'web'),
      but(budget, 'maxUnavailable: 1', 'minAvailable: 5'),
    ),
  },
  { rule: 'K03', found: all(but(budget, '  maxUnavailable: 1\n', '')), nearMiss: all(budget) },
  {
    rule: 'K04',
    found: all(deployment, scaler, but(budget, 'maxUnavailable: 1', 'minAvailable: 4')),
    nearMiss: all(deployment, scaler, but(budget, 'maxUnavailable: 1', 'minAvailable: 3')),
  },
  { rule: 'K05', found: all(but(budget, 'AlwaysAllow', 'IfHealthyBudget')), nearMiss: all(budget) },
  {
    rule: 'K06',
    found: all(deployment, budget, but(budget, 'name: api', 'name: other')),
    nearMiss: all(deployment, budget, but(budget, 'namespace: shop', 'namespace: other')),
  },
  {
    rule: 'K07',
    found: all(etcd, but(etcdBudget, 'maxUnavailable: 1', 'maxUnavailable: 2')),
    nearMiss: all(etcd, etcdBudget),
  },
  {
    rule: 'K07',
    found: all(kafka, but(kafkaBudget, 'maxUnavailable: 1', 'maxUnavailable: 2')),
    nearMiss: all(kafka, kafkaBudget),
  },
  {
    rule: 'K08',
    found: all(hardZones, budget),
    nearMiss: all(deployment, budget),
    facts: { zones: 3 },
  },
  {
    rule: 'K09',
    found: all(
      deployment,
      but(deployment, 'name: api\n  namespace', 'name: api-canary\n  namespace'),
      but(budget, 'maxUnavailable: 1', 'minAvailable: 3'),
    ),
    // One pod at a time empties neither.
    nearMiss: all(
      deployment,
      but(deployment, 'name: api\n  namespace', 'name: api-canary\n  namespace'),
      budget,
    ),
  },
  {
    rule: 'K10',
    found: all(service, deployment.replace('readinessProbe', 'x')),
    nearMiss: all(service, deployment),
  },
  {
    rule: 'K11',
    found: all(but(deployment, /(livenessProbe:\n.*path: )\/live/, '$1/health/db')),
    nearMiss: all(but(deployment, /(livenessProbe:\n.*path: )\/live/, '$1/feedback')),
  },
  {
    rule: 'K12',
    found: all(
      but(
        deployment,
        /(readinessProbe:\n.*)path: \/ready, port: http/,
        '$1path: /live, port: 8080',
      ).replace('periodSeconds: 10', 'periodSeconds: 3'),
    ),
    nearMiss: all(but(deployment, /(readinessProbe:\n.*)path: \/ready/, '$1path: /live')),
  },
  {
    rule: 'K13',
    found: all(service, deployment.replaceAll('timeoutSeconds: 3', 'timeoutSeconds: 1')),
    nearMiss: all(service, deployment),
    facts: { latencyMs: 2000 },
  },
  {
    rule: 'K14',
    found: all(deployment.replace('startupProbe', 'x')),
    nearMiss: all(deployment),
    facts: { bootMs: 40_000 },
  },
  {
    rule: 'K15',
    found: all(service, but(deployment, 'periodSeconds: 5', 'periodSeconds: 15')),
    nearMiss: all(service, deployment),
    facts: { rtoMs: 15_000 },
  },
  {
    rule: 'K16',
    found: all(service, but(deployment, 'periodSeconds: 10', 'periodSeconds: 2')),
    nearMiss: all(service, deployment),
  },
  {
    rule: 'K17',
    found: all(deployment, budget.replace('{ app: api }', '{ app: apj }')),
    nearMiss: all(deployment, budget),
  },
  {
    rule: 'K18',
    found: all(deployment.replace('maxUnavailable: 0', 'maxUnavailable: 100%')),
    // A budget counts what a rollout takes: the two never add up.
    nearMiss: all(
      deployment.replace('maxUnavailable: 0', 'maxUnavailable: 1'),
      but(budget, 'maxUnavailable: 1', 'maxUnavailable: 2'),
    ),
  },
  {
    rule: 'K19',
    found: all(service, deployment.replace('livenessProbe', 'x')),
    nearMiss: all(service, deployment),
  },
  {
    rule: 'K20',
    found: all(but(deployment, 'kubernetes.io/hostname', 'example.com/rack')),
    nearMiss: all(deployment),
  },
  {
    rule: 'K21',
    found: all(
      but(
        apart,
        'matchLabels: { app: api } }\n      topology',
        'matchLabels: { app: apj } }\n      topology',
      ),
    ),
    nearMiss: all(apart),
  },
  {
    rule: 'K22',
    found: all(apart),
    nearMiss: all(apart),
    facts: { nodes: 3 },
    nearFacts: { nodes: 4 },
  },
  {
    rule: 'K23',
    found: all(but(deployment, /(hostname\n.*\n.*\n.*)app: api/, '$1app: apj')),
    nearMiss: all(deployment),
  },
  {
    rule: 'K24',
    found: all(but(deployment, 'topology.kubernetes.io/zone', 'example.com/rack')),
    nearMiss: all(deployment),
    facts: { zones: 3 },
  },
  {
    rule: 'K25',
    found: all(hardZones),
    nearMiss: all(
      but(hardZones, 'DoNotSchedule', 'DoNotSchedule\n          nodeTaintsPolicy: Honor'),
    ),
    facts: { zones: 3 },
  },
  {
    rule: 'K26',
    found: all(hardZones),
    nearMiss: all(
      but(
        hardZones,
        'DoNotSchedule',
        'DoNotSchedule\n          matchLabelKeys: [pod-template-hash]',
      ),
    ),
  },
  {
    rule: 'K27',
    found: all(apart),
    nearMiss: all(apart),
    facts: { nodes: 2 },
    nearFacts: { nodes: 3 },
  },
  {
    rule: 'K28',
    found: all(apart),
    nearMiss: all(apart),
    facts: { nodes: 3 },
    nearFacts: { nodes: 5 },
  },
  {
    rule: 'K29',
    found: all(
      but(
        deployment,
        'priorityClassName: serving',
        'nodeSelector: { topology.kubernetes.io/zone: a }',
      ),
    ),
    nearMiss: all(but(deployment, 'priorityClassName: serving', 'nodeSelector: { disk: ssd }')),
  },
  {
    rule: 'K30',
    found: all(service, but(deployment, 'type: RollingUpdate', 'type: Recreate')),
    nearMiss: all(service, deployment),
  },
  {
    rule: 'K31',
    found: all(service, deployment),
    nearMiss: all(service, deployment),
    facts: { longestRequestMs: 50_000 },
    nearFacts: { longestRequestMs: 40_000 },
  },
  {
    rule: 'K31',
    found: all(service, deployment.replace('GracePeriodSeconds: 60', 'GracePeriodSeconds: 0')),
    // An agent that nobody asks may end at once.
    nearMiss: all(
      deployment
        .replace('kind: Deployment', 'kind: DaemonSet')
        .replace('GracePeriodSeconds: 60', 'GracePeriodSeconds: 0'),
    ),
  },
  {
    rule: 'K32',
    found: all(service, deployment.replace('preStop', 'postStart')),
    nearMiss: all(service, deployment),
  },
  {
    rule: 'K32',
    found: all(service, deployment),
    nearMiss: all(service, deployment),
    facts: { deregistrationMs: 15_000 },
    nearFacts: { deregistrationMs: 10_000 },
  },
  {
    rule: 'K33',
    found: all(but(deployment, '  minReadySeconds: 10\n', '')),
    nearMiss: all(deployment),
  },
  {
    rule: 'K36',
    found: all(etcd),
    nearMiss: all(
      but(etcd, 'topologyKey: kubernetes.io/hostname', 'topologyKey: topology.kubernetes.io/zone'),
    ),
    facts: { zones: 3 },
  },
  {
    rule: 'K36',
    found: all(
      but(kafka, 'topologyKey: kubernetes.io/hostname', 'topologyKey: topology.kubernetes.io/zone'),
    ),
    nearMiss: all(
      but(
        but(
          kafka,
          'topologyKey: kubernetes.io/hostname',
          'topologyKey: topology.kubernetes.io/zone',
        ),
        'env: [',
        'env: [{ name: KAFKA_BROKER_RACK, value: $(ZONE) }, ',
      ).replace('replicas: 3', 'replicas: 6'),
    ),
    facts: { zones: 2 },
    nearFacts: { zones: 3 },
  },
  // Something else of that name, and a broker more than may be away that has no host to share.
  {
    rule: 'K34',
    found: all(but(kafka, 'requiredDuring', 'preferredDuring')),
    nearMiss: all(
      but(kafka, 'requiredDuring', 'preferredDuring')
        .replace('apache/kafka:', 'a/kafka-exporter:')
        .replaceAll('name: kafka', 'name: kafka-metrics'),
    ),
  },
  { rule: 'K34', found: all(but(etcd, 'requiredDuring', 'preferredDuring')), nearMiss: all(etcd) },
  {
    rule: 'K35',
    found: all(but(deployment, 'maxUnavailable: 0', 'maxUnavailable: 70%')),
    nearMiss: all(but(deployment, 'maxUnavailable: 0', 'maxUnavailable: 25%')),
  },
  {
    rule: 'K40',
    found: all(service, but(deployment, '  replicas: 3\n', '')),
    nearMiss: all(service, deployment),
  },
  {
    rule: 'K41',
    found: all(but(scaler, 'minReplicas: 3', 'minReplicas: 1')),
    nearMiss: all(scaler),
  },
  {
    rule: 'K42',
    found: all(but(scaler, 'averageUtilization: 60', 'averageUtilization: 80')),
    nearMiss: all(but(scaler, 'averageUtilization: 60', 'averageUtilization: 66')),
  },
  {
    rule: 'K43',
    found: all(deployment, scaler),
    nearMiss: all(but(deployment, '  replicas: 3\n', ''), scaler),
  },
  {
    rule: 'K44',
    found: all(deployment.replace('cpu: 500m, ', ''), scaler),
    nearMiss: all(deployment, scaler),
  },
  {
    rule: 'K45',
    found: all(service, deployment),
    nearMiss: all(service, deployment),
    facts: { requestsPerSecond: 100, requestsPerSecondPerReplica: 40 },
    nearFacts: { requestsPerSecond: 80, requestsPerSecondPerReplica: 40 },
  },
  {
    rule: 'K46',
    found: all(scaler, but(scaler, 'name: api', 'name: other')),
    nearMiss: all(scaler),
  },
  {
    rule: 'K50',
    found: all(deployment.replace(/ {10}resources:[\s\S]*$/, '')),
    nearMiss: all(deployment),
  },
  {
    rule: 'K51',
    found: all(but(etcd, /  volumeClaimTemplates:[\s\S]*$/, '')),
    nearMiss: all(etcd),
  },
  {
    rule: 'K52',
    found: all(service, but(deployment, 'limits: { memory: 512Mi }', 'limits: { memory: 1Gi }')),
    nearMiss: all(service, deployment),
  },
  {
    rule: 'K53',
    found: all(
      but(
        deployment,
        '      containers:',
        '      volumes: [{ name: d, persistentVolumeClaim: { claimName: d } }]\n      containers:',
      ),
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: d, namespace: shop }\nspec: { accessModes: [ReadWriteOnce] }\n',
    ),
    nearMiss: all(
      but(
        deployment,
        '      containers:',
        '      volumes: [{ name: d, persistentVolumeClaim: { claimName: d } }]\n      containers:',
      ),
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: d, namespace: shop }\nspec: { accessModes: [ReadWriteMany] }\n',
    ),
  },
  {
    rule: 'K54',
    found: all(
      service,
      but(deployment, '      priorityClassName: serving\n', ''),
      'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: { name: serving }\nvalue: 1000\n',
    ),
    nearMiss: all(service, deployment),
  },
  {
    rule: 'K54',
    found: all(
      service,
      but(deployment, '      priorityClassName: serving\n', ''),
      more(deployment, 'web'),
    ),
    // That the cluster's own pods have a class is no choice of anybody's.
    nearMiss: all(
      service,
      but(deployment, '      priorityClassName: serving\n', ''),
      more(deployment, 'dns').replace(
        'priorityClassName: serving',
        'priorityClassName: system-cluster-critical',
      ),
    ),
  },
  { rule: 'K60', found: all(etcd, service), nearMiss: all(etcd, etcdService) },
  {
    rule: 'K61',
    found: all(but(deployment, 'labels: { app: api }', 'labels: { app: web }')),
    nearMiss: all(deployment),
  },
  {
    rule: 'K62',
    found: all(
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: "a:1" }] }\n',
    ),
    nearMiss: all(
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { restartPolicy: Never, containers: [{ name: a, image: "a:1" }] }\n',
    ),
  },
  {
    rule: 'K62',
    found: all(
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: kube-system }\nspec: { containers: [{ name: a, image: "a:1" }] }\n',
    ),
    // The kubelet starts it from a file.
    nearMiss: all(
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: kube-system, labels: { tier: control-plane } }\nspec: { containers: [{ name: a, image: "a:1" }] }\n',
    ),
  },
  {
    rule: 'K63',
    found: all(deployment, but(service, 'spec:\n', 'spec:\n  externalTrafficPolicy: Local\n')),
    nearMiss: all(deployment, service),
    facts: { nodes: 5 },
  },
  {
    rule: 'K64',
    found: all(
      deployment.replace('labels: { app: api }', 'labels: { app: api, tier: web }'),
      but(service, '{ app: api }', '{ app: api, tier: front }'),
    ),
    nearMiss: all(
      deployment.replace('labels: { app: api }', 'labels: { app: api, tier: web }'),
      but(service, '{ app: api }', '{ app: api, tier: web }'),
    ),
  },
  {
    rule: 'K65',
    found: all(deployment, but(service, 'targetPort: http', 'targetPort: web')),
    nearMiss: all(deployment, service),
  },
  {
    rule: 'K66',
    found: all(but(deployment, 'api:1.2.3', 'api:latest')),
    nearMiss: all(but(deployment, 'example.com/api:1.2.3', 'example.com:5000/api@sha256:abc')),
  },
  {
    rule: 'K67',
    found: all(
      service,
      but(deployment, 'image: example', 'imagePullPolicy: Always\n          image: example'),
    ),
    nearMiss: all(service, deployment),
  },
  {
    rule: 'K72',
    found: all(
      service,
      but(
        deployment,
        'env:\n',
        'env:\n            - { name: OTEL_TRACES_EXPORTER, value: none }\n',
      ),
    ),
    nearMiss: all(
      service,
      but(
        deployment,
        'env:\n',
        'env:\n            - { name: OTEL_TRACES_EXPORTER, value: otlp }\n',
      ),
    ),
  },
  { rule: 'K68', found: all(but(etcd, 'replicas: 3', 'replicas: 4')), nearMiss: all(etcd) },
  { rule: 'K70', found: all(but(budget, 'policy/v1', 'policy/v1beta1')), nearMiss: all(budget) },
  {
    rule: 'K71',
    found: all(
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { schedule: "* * * * *", jobTemplate: { spec: { template: { spec: { containers: [] } } } } }\n',
    ),
    nearMiss: all(
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { schedule: "* * * * *", concurrencyPolicy: Forbid, jobTemplate: { spec: { template: { spec: { containers: [] } } } } }\n',
    ),
  },
  {
    rule: 'X31',
    found: all(
      deployment,
      service,
      deployment
        .replaceAll('api', 'catalog')
        .replace('catalogVersion', 'apiVersion')
        .replace('replicas: 3', 'replicas: 1'),
      service.replaceAll('api', 'catalog').replace('catalogVersion', 'apiVersion'),
    ),
    nearMiss: all(
      deployment,
      service,
      deployment.replaceAll('api', 'catalog').replace('catalogVersion', 'apiVersion'),
      service.replaceAll('api', 'catalog').replace('catalogVersion', 'apiVersion'),
    ),
  },
];

const patroniCases: readonly RuleCase[] = [
  {
    rule: 'X31',
    found: all(
      deployment,
      service,
      more(deployment, 'catalog')
        .replaceAll('app: api', 'app: catalog')
        .replace('replicas: 3', 'replicas: 1'),
      service.replaceAll('api', 'catalog').replace('catalogVersion', 'apiVersion'),
    ),
    // The Service has another workload behind it too.
    nearMiss: all(
      deployment,
      service,
      more(deployment, 'catalog')
        .replaceAll('app: api', 'app: catalog')
        .replace('replicas: 3', 'replicas: 1'),
      more(deployment, 'catalog-b')
        .replaceAll('app: api', 'app: catalog')
        .replace('replicas: 3', 'replicas: 1'),
      service.replaceAll('api', 'catalog').replace('catalogVersion', 'apiVersion'),
    ),
  },
  {
    rule: 'PG01',
    found: yaml(
      but(patroni, '    synchronous_mode: true\n', '').replace(
        'parameters:',
        'parameters:\n        synchronous_commit: "on"',
      ),
    ),
    nearMiss: yaml(but(patroni, '    synchronous_mode: true\n', '')),
  },
  {
    rule: 'PG02',
    found: yaml(but(patroni, '    synchronous_mode: true\n', '')),
    nearMiss: yaml(but(patroni, '    synchronous_mode: true\n', '')),
    facts: { rpoMs: 10_000, walBytesPerSecond: 1e6 },
    nearFacts: { rpoMs: 60_000, walBytesPerSecond: 1e6 },
  },
  { rule: 'PG03', found: yaml(but(patroni, 'ttl: 20', 'ttl: 19')), nearMiss: yaml(patroni) },
  {
    rule: 'PG04',
    found: yaml(patroni),
    nearMiss: yaml(patroni),
    facts: { rtoMs: 20_000 },
    nearFacts: { rtoMs: 30_000 },
  },
  {
    rule: 'PG23',
    found: yaml(patroni),
    nearMiss: yaml(patroni),
    facts: { patroniVersion: '3.0.2' },
    nearFacts: { patroniVersion: '3.0.3' },
  },
  {
    // 4 + 3 x 8 + 4 + 1 = 33
    rule: 'PG24',
    found: yaml(but(patroni, 'mode: required', 'mode: off').replace('ttl: 20', 'ttl: 32')),
    nearMiss: yaml(but(patroni, 'mode: required', 'mode: off').replace('ttl: 20', 'ttl: 33')),
  },
  {
    rule: 'PG05',
    found: yaml(patroni),
    nearMiss: yaml(patroni),
    facts: { placement: { '10.0.0.21': 'a', '10.0.0.22': 'a' } },
    nearFacts: { placement: { '10.0.0.21': 'a', '10.0.0.22': 'b' } },
  },
  {
    rule: 'PG06',
    found: yaml(but(patroni, 'failsafe_mode: true', 'failsafe_mode: false')),
    nearMiss: yaml(patroni),
  },
  {
    rule: 'PG07',
    found: yaml(but(patroni, 'mode: required', 'mode: automatic')),
    nearMiss: yaml(patroni),
  },
  {
    rule: 'PG08',
    found: yaml(but(patroni, 'max_slot_wal_keep_size: 10GB', 'max_slot_wal_keep_size: -1')),
    nearMiss: yaml(patroni),
  },
  {
    rule: 'PG09',
    found: yaml(patroni),
    nearMiss: yaml(patroni),
    facts: { databaseMemoryBytes: 3 * 2 ** 30 },
    nearFacts: { databaseMemoryBytes: 4 * 2 ** 30 },
  },
  {
    rule: 'PG10',
    found: yaml(but(patroni, 'pgbackrest archive-push %p', '/bin/true')),
    nearMiss: yaml(patroni),
  },
  {
    rule: 'PG11',
    found: yaml(but(patroni, '    synchronous_mode: true\n', '')),
    nearMiss: yaml(but(patroni, '    synchronous_mode: true\n', '')),
    facts: { walBytesPerSecond: 10e6, replicationDelayMs: 200 },
    nearFacts: { walBytesPerSecond: 5e6, replicationDelayMs: 200 },
  },
  {
    rule: 'PG12',
    found: yaml(
      but(
        patroni,
        'synchronous_mode: true',
        'synchronous_mode: true\n    synchronous_mode_strict: true',
      ),
    ),
    nearMiss: yaml(
      but(
        patroni,
        'synchronous_mode: true',
        'synchronous_mode: true\n    synchronous_mode_strict: true',
      ),
    ),
    facts: { databaseMembers: 2 },
    nearFacts: { databaseMembers: 3 },
  },
  {
    rule: 'PG13',
    found: yaml(but(patroni, '"10.0.0.11:8008"', '"${POD_IP}:8008"')),
    nearMiss: yaml(but(patroni, 'archive-push %p', 'archive-push --stanza=$STANZA %p')),
  },
  {
    rule: 'PG14',
    found: yaml(but(patroni, '    primary_start_timeout: 0\n', '')),
    nearMiss: yaml(patroni),
  },
  {
    rule: 'PG15',
    found: yaml(but(patroni, 'initdb: [data-checksums]', 'initdb: []')),
    nearMiss: yaml(patroni),
  },
  {
    rule: 'PG16',
    found: yaml(
      patroni
        .replace('listen: "10.0.0.11:8008"', 'listen: "0.0.0.0:8008"')
        .replace(/, authentication: .* }/, ' }'),
    ),
    nearMiss: yaml(but(patroni, 'listen: "10.0.0.11:8008"', 'listen: "0.0.0.0:8008"')),
  },
  {
    rule: 'PG17',
    found: { 'pg_hba.conf': 'host all all 0.0.0.0/0 scram-sha-256\n' },
    nearMiss: {
      'pg_hba.conf': 'hostssl all all 0.0.0.0/0 scram-sha-256\nhost all all 0.0.0.0/0 reject\n',
    },
  },
  {
    rule: 'PG18',
    found: { 'pg_hba.conf': 'host all all 10.0.0.0/24 md5\n' },
    nearMiss: {
      'pg_hba.conf':
        '# host all all 10.0.0.0/24 md5\nlocal all all trust\nhost all all 10.0.0.0/24 scram-sha-256\n',
    },
  },
  {
    rule: 'PG19',
    found: yaml(but(patroni, 'parameters:', 'parameters:\n        hot_standby_feedback: "on"')),
    nearMiss: yaml(
      but(
        patroni,
        'parameters:',
        'parameters:\n        hot_standby_feedback: "on"\n        statement_timeout: 60s',
      ),
    ),
  },
  {
    rule: 'PG20',
    found: { 'postgresql.conf': 'fsync = off # for a test\n' },
    nearMiss: { 'postgresql.conf': '#fsync = off\nfsync = on\n' },
  },
  {
    rule: 'PG21',
    found: yaml(but(patroni, 'max_wal_senders: 10', 'max_wal_senders: 3')),
    nearMiss: yaml(patroni),
  },
  {
    rule: 'PG22',
    found: yaml(
      but(
        patroni,
        'postgresql:\n  listen',
        'postgresql:\n  authentication: { superuser: { username: postgres, password: secret } }\n  listen',
      ),
    ),
    nearMiss: yaml(
      but(
        patroni,
        'postgresql:\n  listen',
        'postgresql:\n  authentication: { superuser: { username: postgres } }\n  listen',
      ),
    ),
  },
];

const kafkaCases: readonly RuleCase[] = [
  {
    rule: 'KF01',
    found: props(but(broker, 'default.replication.factor=3', 'default.replication.factor=2')),
    nearMiss: props(broker),
  },
  {
    rule: 'KF02',
    found: props(but(broker, 'min.insync.replicas=2', 'min.insync.replicas=3')),
    nearMiss: props(broker),
  },
  {
    rule: 'KF03',
    found: props(but(producer, 'acks=all', 'acks=1')),
    nearMiss: props(but(producer, 'acks=all', 'acks=-1')),
  },
  {
    rule: 'KF04',
    found: props(`${broker}unclean.leader.election.enable=true\n`),
    nearMiss: props(`${broker}#unclean.leader.election.enable=true\n`),
  },
  {
    rule: 'KF05',
    found: props(broker),
    nearMiss: props(broker),
    facts: { objective: 0.9999 },
    nearFacts: { objective: 0.999 },
  },
  { rule: 'KF06', found: props(but(broker, 'broker.rack=a\n', '')), nearMiss: props(broker) },
  { rule: 'KF07', found: props(but(broker, ',13@c3:9093', '')), nearMiss: props(broker) },
  {
    rule: 'KF08',
    found: props(but(broker, 'process.roles=broker', 'process.roles=broker,controller')),
    nearMiss: props(broker),
  },
  {
    rule: 'KF09',
    found: props(but(broker, '/var/lib/kafka', '/tmp/kafka')),
    nearMiss: props(but(broker, '/var/lib/kafka', '/data/tmpl')),
  },
  {
    rule: 'KF10',
    found: props(`${broker}replica.lag.max.messages=4000\n`),
    // Deprecated, and still there in Kafka 4.
    nearMiss: props(`${broker}log.cleaner.enable=true\n`),
  },
  {
    rule: 'KF11',
    found: props(producer),
    nearMiss: props(producer),
    facts: { upstreamDeadlineMs: 8000 },
    nearFacts: { upstreamDeadlineMs: 10_000 },
  },
  {
    rule: 'KF12',
    found: props(`${producer}max.in.flight.requests.per.connection=6\n`),
    nearMiss: props(`${producer}max.in.flight.requests.per.connection=5\n`),
  },
  {
    rule: 'KF13',
    found: { 'b.properties': broker, 'p.properties': producer },
    nearMiss: {
      'b.properties': but(broker, 'max.ms=10000', 'max.ms=2000'),
      'p.properties': producer,
    },
  },
  {
    rule: 'KF14',
    found: props(but(producer, 'value.serializer=S\n', '')),
    nearMiss: props(producer),
  },
  { rule: 'KF15', found: props(but(producer, ',k2:9092,k3:9092', '')), nearMiss: props(producer) },
  { rule: 'KF16', found: props(`${broker}log.flush.interval.ms=1000\n`), nearMiss: props(broker) },
  {
    rule: 'KF17',
    found: props(but(broker, 'CLIENTS://:9092', 'PLAINTEXT://0.0.0.0:9092')),
    nearMiss: props(but(broker, 'CLIENTS://:9092', 'PLAINTEXT://127.0.0.1:9092')),
  },
  {
    rule: 'KF18',
    found: props(broker.replace(',INNER://:9094', '').replace('max.connections=5000\n', '')),
    nearMiss: props(but(broker, 'max.connections=5000\n', '')),
  },
  {
    rule: 'KF19',
    found: props(but(consumer, 'enable.auto.commit=false\n', '')),
    nearMiss: props(consumer),
  },
  { rule: 'KF20', found: props(but(consumer, 'earliest', 'latest')), nearMiss: props(consumer) },
  {
    rule: 'KF21',
    found: props(`${consumer}session.timeout.ms=6000\n`),
    nearMiss: props(`${consumer}session.timeout.ms=9000\n`),
  },
  {
    rule: 'KF22',
    found: props(broker),
    nearMiss: props(broker),
    facts: { brokers: 2 },
    nearFacts: { brokers: 3 },
  },
  {
    rule: 'KF22',
    found: all(strimziKafka, but(nodePool, 'replicas: 3', 'replicas: 2')),
    // Two pools with brokers, and one of another cluster.
    nearMiss: all(
      strimziKafka,
      but(nodePool, 'replicas: 3', 'replicas: 2'),
      but(nodePool, 'replicas: 3', 'replicas: 1').replace('name: brokers', 'name: more'),
      but(nodePool, 'replicas: 3', 'replicas: 2').replace('cluster: events', 'cluster: other'),
    ),
  },
  {
    rule: 'KF22',
    found: all(
      strimziTopic,
      but(nodePool, '[broker]', '[controller]'),
      but(nodePool, 'replicas: 3', 'replicas: 1').replace('name: brokers', 'name: more'),
    ),
    nearMiss: all(strimziTopic, nodePool),
  },
  // Before node pools.
  {
    rule: 'KF22',
    found: all(
      but(strimziKafka, '  kafka:\n', '  kafka:\n    replicas: 2\n').replace('io/v1', 'io/v1beta2'),
    ),
    nearMiss: all(
      but(strimziKafka, '  kafka:\n', '  kafka:\n    replicas: 3\n').replace('io/v1', 'io/v1beta2'),
    ),
  },
  {
    rule: 'KF23',
    found: yaml(nodePool),
    nearMiss: yaml(but(nodePool, 'type: ephemeral', 'type: persistent-claim, size: 100Gi')),
  },
  {
    rule: 'KF24',
    found: props(producer),
    nearMiss: props(producer),
    facts: { rtoMs: 10_000 },
    nearFacts: { rtoMs: 9000 },
  },
];

const balancerCases: readonly RuleCase[] = [
  { rule: 'LB01', found: cfg(but(haproxy, /peers both\n.*\n.*\n/, '')), nearMiss: cfg(haproxy) },
  {
    rule: 'LB02',
    found: cfg(
      but(haproxy, 'default-server check inter 1s fall 2 maxconn 100', 'balance leastconn'),
    ),
    nearMiss: cfg(haproxy),
  },
  {
    rule: 'LB03',
    found: cfg(but(haproxy, '    timeout client 30s\n', '')),
    nearMiss: cfg(haproxy),
  },
  {
    rule: 'LB04',
    found: cfg(but(haproxy, 'server b 10.0.0.2:80', 'server b 10.0.0.2:80 maxconn 5000')),
    nearMiss: cfg(but(haproxy, 'server b 10.0.0.2:80', 'server b 10.0.0.2:80 maxconn 3000')),
  },
  {
    rule: 'LB04',
    found: cfg(patroniBackend('/replica')),
    // Only the primary takes connections.
    nearMiss: cfg(patroniBackend('/')),
  },
  {
    rule: 'LB05',
    found: cfg(but(haproxy, ' on-marked-down shutdown-sessions', '')),
    nearMiss: cfg(haproxy),
  },
  {
    rule: 'LB06',
    found: cfg(haproxy),
    nearMiss: cfg(haproxy),
    facts: { longestRequestMs: 20_000 },
    nearFacts: { longestRequestMs: 5000 },
  },
  {
    rule: 'LB07',
    found: cfg(haproxy),
    nearMiss: cfg(haproxy),
    facts: { rtoMs: 2000 },
    nearFacts: { rtoMs: 5000 },
  },
  {
    rule: 'LB08',
    found: cfg(but(haproxy, '    option redispatch 1\n', '')),
    nearMiss: cfg(haproxy),
  },
  {
    rule: 'LB09',
    found: cfg(but(haproxy, '10.0.0.1:80', 'app.example.com:80')),
    nearMiss: cfg(but(haproxy, '10.0.0.1:80', 'app.example.com:80 init-addr last,libc,none')),
  },
  {
    rule: 'LB10',
    found: all(service),
    nearMiss: all(service),
    facts: { dnsTtlMs: 60_000, rtoMs: 30_000 },
    nearFacts: { dnsTtlMs: 20_000, rtoMs: 30_000 },
  },
  {
    rule: 'LB10',
    found: all(resolved),
    nearMiss: all(resolved),
    facts: { rtoMs: 30_000 },
    nearFacts: { rtoMs: 60_000 },
  },
];

const observed: readonly RuleCase[] = [
  { rule: 'OB01', found: yaml(alert('rate(errors_total[5m]) > 1')), nearMiss: yaml(alerts) },
  {
    rule: 'OB02',
    found: yaml(alert('sum(rate(x{code=~"5.."}[5m])) / sum(rate(x[5m])) > 0.01')),
    nearMiss: yaml(alert('sum(rate(x{code=~"5.."}[5m])) / sum(rate(x[5m])) > 0.01')),
    facts: { objective: 0.999 },
    nearFacts: { objective: 0.99 },
  },
  {
    rule: 'OB03',
    found: yaml(alert('histogram_quantile(0.99, sum(rate(h_bucket[5m])) by (le)) > 2')),
    nearMiss: yaml(alert('histogram_quantile(0.99, sum(rate(h_bucket[5m])) by (le)) > 0.2')),
    facts: { latencyMs: 200 },
  },
  {
    rule: 'OB04',
    found: yaml(panel('rate(x[30d])')),
    nearMiss: yaml(panel('rate(x[30d])')),
    facts: { retentionMs: 15 * 86_400_000 },
    nearFacts: { retentionMs: 40 * 86_400_000 },
  },
  {
    rule: 'OB05',
    found: yaml(but(alerts, 'vector(1)', 'kafka_x > 0').replace('Watchdog', 'Kafka')),
    nearMiss: yaml(alerts),
  },
  {
    rule: 'OB05',
    found: yaml(
      but(alerts, 'vector(1)', 'patroni_x > 0 or vector(1) # patroni_primary, backup').replace(
        'Watchdog',
        'Patroni',
      ),
    ),
    // PostgreSQL alone needs no etcd.
    nearMiss: yaml(
      but(alerts, 'vector(1)', 'pg_is_in_recovery > 0 or vector(1)').replace(
        'Watchdog',
        'BackupOfPostgres',
      ),
    ),
  },
  {
    rule: 'OB06',
    found: yaml(panel('1 - sum(rate(x{code=~"5.."}[5m])) / sum(rate(x[5m]))')),
    nearMiss: yaml(panel('1 - (sum(rate(x{code=~"5.."}[5m])) or vector(0)) / sum(rate(x[5m]))')),
  },
  {
    rule: 'OB07',
    found: yaml(alert('sum(rate(x{code=~"5.."}[5m])) / sum(rate(x[5m])) > 0.01')),
    nearMiss: yaml(alerts),
  },
  {
    rule: 'OB08',
    found: yaml(alert('pg_replication_lag_seconds > 30')),
    nearMiss: yaml(alert('pg_replication_lag_seconds > 3')),
    facts: { rpoMs: 10_000 },
  },
  {
    rule: 'OB09',
    found: yaml(alert('up == 0', '        for: 5m\n        labels: { severity: critical }\n')),
    nearMiss: yaml(alert('up == 0', '        for: 1m\n        labels: { severity: critical }\n')),
    facts: { rtoMs: 120_000 },
  },
  {
    rule: 'OB10',
    found: yaml(
      alert('(kube_deployment_status_replicas_available / kube_deployment_spec_replicas) < 0.5'),
    ),
    nearMiss: yaml(
      alert('kube_deployment_status_replicas_available < kube_deployment_spec_replicas'),
    ),
  },
  {
    rule: 'OB11',
    found: yaml(
      but(alerts, 'annotations: { runbook_url: "https://example.com/gone" }', 'annotations: {}'),
    ),
    nearMiss: yaml(alerts),
  },
  {
    rule: 'OB12',
    found: yaml(alert('rate(sum(x_total)[5m:]) > 1')),
    nearMiss: yaml(alert('sum(rate(x_total[5m])) > 1')),
  },
  {
    rule: 'OB13',
    found: yaml(
      panel(
        'x',
        '    fieldConfig: { defaults: { unit: percent, thresholds: { steps: [{ color: green, value: 99 }] } } }\n',
      ),
    ),
    nearMiss: yaml(
      panel(
        'x',
        '    fieldConfig: { defaults: { unit: percent, thresholds: { steps: [{ color: green, value: 99.9 }] } } }\n',
      ),
    ),
    facts: { objective: 0.999 },
  },
  {
    rule: 'OB14',
    found: yaml(panel('histogram_quantile(0.9, sum(rate(h_bucket[5m])) by (le))')),
    nearMiss: yaml(panel('histogram_quantile(0.9, sum(rate(h_bucket[5m])) by (le, service))')),
  },
  {
    rule: 'OB15',
    found: yaml('rule_files: [a.yml]\nscrape_configs: []\n'),
    // A file for "promtool test rules".
    nearMiss: yaml(
      `${alert('up == 0')}---\nrule_files: [a.yml]\nevaluation_interval: 1m\ntests: []\n`,
    ),
  },
  {
    rule: 'OB15',
    found: yaml('rule_files: [a.yml]\nscrape_configs: []\n'),
    nearMiss: yaml(
      'rule_files: [a.yml]\nalerting: { alertmanagers: [{ static_configs: [] }] }\nscrape_configs: []\n',
    ),
  },
];

const composeCases: readonly RuleCase[] = [
  {
    rule: 'CO01',
    found: yaml(but(compose, '    restart: unless-stopped\n', '')),
    nearMiss: yaml(compose),
  },
  {
    rule: 'CO02',
    found: yaml(but(compose, '    healthcheck: { test: [CMD, pg_isready] }\n', '')),
    nearMiss: yaml(compose),
  },
  {
    rule: 'CO03',
    found: yaml(but(compose, '{ db: { condition: service_healthy } }', '[db]')),
    nearMiss: yaml(compose),
  },
  {
    rule: 'CO04',
    found: yaml(but(compose, '    volumes: [data:/var/lib/postgresql]\n', '')),
    nearMiss: yaml(compose),
  },
  {
    rule: 'CO05',
    found: yaml(but(compose, '    stop_grace_period: 30s\n', '')),
    nearMiss: yaml(compose),
    facts: { longestRequestMs: 20_000 },
  },
  {
    rule: 'CO06',
    found: yaml(
      'services: { a: { image: "etcd:3" }, b: { image: "etcd:3" }, c: { image: "etcd:3" } }\n',
    ),
    nearMiss: yaml(
      'services: { a: { image: "etcd:3" }, b: { image: "zookeeper:3" }, c: { image: "kafka:4" }, d: { image: "kafka-ui:1" }, e: { image: "kafka-exporter:1" } }\n',
    ),
  },
  { rule: 'CO07', found: yaml(but(compose, 'web:1.0', 'web')), nearMiss: yaml(compose) },
  {
    rule: 'CO09',
    found: yaml(but(compose, 'mem_limit: 1g', 'mem_limit: 1g\n    logging: { driver: none }')),
    nearMiss: yaml(
      but(compose, 'mem_limit: 1g', 'mem_limit: 1g\n    logging: { driver: journald }'),
    ),
  },
  { rule: 'CO08', found: yaml(but(compose, '    mem_limit: 1g\n', '')), nearMiss: yaml(compose) },
];

const callCases: readonly RuleCase[] = [
  {
    rule: 'X11',
    found: py(python('@retry(max_retries=4)')),
    nearMiss: py(python('@retry(max_retries=1)')),
    facts: { upstreamDeadlineMs: 10_000 },
  },
  {
    rule: 'X12',
    found: py(python('@retry(max_retries=5)')),
    nearMiss: py(python('@circuit_breaker(failure_threshold=3)\n@retry(max_retries=5)')),
  },
  {
    rule: 'X13',
    found: py(python('@retry(max_retries=2)')),
    nearMiss: py(python('@retry(max_retries=5)')),
    facts: { rtoMs: 10_000 },
  },
  {
    rule: 'X14',
    found: py(python('@circuit_breaker(failure_threshold=3)')),
    nearMiss: py(python('@circuit_breaker(failure_threshold=3)')),
    facts: { requestsPerSecond: 500 },
    nearFacts: { requestsPerSecond: 50 },
  },
  {
    rule: 'X15',
    found: py(python('@circuit_breaker(failure_threshold=3)')),
    nearMiss: py(python('@circuit_breaker(failure_threshold=3, window_seconds=10)')),
  },
  {
    rule: 'X16',
    found: py(python('@circuit_breaker(recovery_timeout=60)')),
    nearMiss: py(python('@circuit_breaker(recovery_timeout=5)')),
    facts: { rtoMs: 30_000 },
  },
  { rule: 'X17', found: py(python('', 'return requests.get(url)')), nearMiss: py(python('')) },
  {
    rule: 'X18',
    found: py(python('@retry(retryable_exceptions=(ConnectionError, TimeoutError))')),
    nearMiss: py(python('@retry(retryable_exceptions=(requests.ConnectionError,))')),
  },
  {
    rule: 'X19',
    found: py(python('@retry(max_retries=2)', 'return requests.post(url, timeout=2)')),
    nearMiss: py(
      python(
        '@retry(max_retries=2)',
        'return requests.post(url, timeout=2, headers={"Idempotency-Key": key})',
      ),
    ),
  },
  {
    rule: 'X20',
    found: py(`pool = ThreadPoolExecutor(4)\n${python('@bulkhead(max_concurrent=4)')}`),
    nearMiss: py(
      `pool = ThreadPoolExecutor(4)\nroom = BoundedSemaphore(4)\n${python('@bulkhead(max_concurrent=4)')}`,
    ),
  },
  {
    rule: 'X32',
    found: all(service),
    nearMiss: all(service),
    facts: { objective: 0.999, dependencies: { a: 0.9995, b: 0.999 } },
    nearFacts: { objective: 0.99, dependencies: { a: 0.9995, b: 0.999 } },
  },
  {
    rule: 'X33',
    found: all(service),
    nearMiss: all(service),
    facts: { objective: 0.99999, rtoMs: 160_000, failoversPerYear: 2 },
    nearFacts: { objective: 0.9999, rtoMs: 160_000, failoversPerYear: 2 },
  },
  {
    rule: 'X34',
    found: all(
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a }\nspec: { ingressClassName: nginx }\n',
    ),
    nearMiss: all(
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a }\nspec: { ingressClassName: traefik }\n',
    ),
    facts: { upstreamDeadlineMs: 10_000 },
  },
];

const cnpg = (update: string): string => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders }
spec: { instances: 3, primaryUpdateStrategy: ${update}, storage: { size: 10Gi } }
`;

const schemaCases: readonly RuleCase[] = [
  {
    rule: 'V01',
    found: all(but(deployment, 'readinessProbe:', 'readinesProbe:')),
    nearMiss: all(deployment),
  },
  {
    rule: 'V02',
    found: all(but(deployment, 'replicas: 3', 'replicas: "3"')),
    nearMiss: all(but(budget, 'maxUnavailable: 1', 'maxUnavailable: 34%')),
  },
  {
    rule: 'V03',
    found: all(but(deployment, /  selector:\n.*\n/, '')),
    nearMiss: all(deployment),
  },
  {
    rule: 'V04',
    found: all(but(deployment, 'apiVersion: apps/v1', 'apiVersion: v1')),
    nearMiss: all(but(deployment, 'apiVersion: apps/v1', 'apiVersion: apps.example.com/v1')),
  },
  {
    rule: 'V05',
    found: all(cnpg('automatic')),
    nearMiss: all(cnpg('supervised')),
  },
];

const metricsService = but(service, 'port: 80, targetPort', 'name: metrics, port: 80, targetPort');
const recreate = but(deployment, 'type: RollingUpdate', 'type: Recreate');
const unready = recreate.replace('readinessProbe', 'x');
const unprobed = deployment.replace('readinessProbe', 'x');
const busyScaler = but(scaler, 'averageUtilization: 60', 'averageUtilization: 80');
const unclassed = but(deployment, '      priorityClassName: serving\n', '');
const redis = etcd
  .replace('quay.io/coreos/etcd:v3.6.0', 'redis:7.2')
  .replace(/  volumeClaimTemplates:[\s\S]*$/, '');
const zone = (name: string): string =>
  more(deployment, `api-${name}`)
    .replaceAll('{ app: api }', `{ app: api, zone: ${name} }`)
    .replace('replicas: 3', 'replicas: 1');
const kafkaAlerts = (metric: string): string =>
  but(alerts, 'vector(1)', `${metric} > 0 or vector(1)`).replace('Watchdog', 'WatchdogKafka');
/** An object of a chart whose values stand in for themselves. */
const template = deployment
  .replace('namespace: shop', 'namespace: "{{ .Release.Namespace }}"')
  .replace('replicas: 3', 'replicas: SUBST_REPLICAS')
  .replace('priorityClassName: serving', 'dnsPolicy: SUBST_POLICY')
  .replace('minReadySeconds: 10', 'SUBST: x');

/** What public files called a defect that is none. */
const sampled: readonly RuleCase[] = [
  {
    rule: 'K10',
    found: all(but(service, 'port: 80,', 'name: http-metrics, port: 80,'), unprobed),
    nearMiss: all(but(service, 'port: 80,', 'name: frrmetricshttps, port: 80,'), unprobed),
  },
  // What an operator keeps has pods that are in no file.
  {
    rule: 'K17',
    found: all(deployment, but(budget, '{ app: api }', '{ app: other }')),
    nearMiss: all(
      deployment,
      but(budget, '{ app: api }', '{ app: other }'),
      'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: { name: k8s, namespace: shop }\nspec: {}\n',
    ),
  },
  {
    rule: 'K54',
    found: { 'a/b/s.yaml': `${service}---\n${unclassed}`, 'a/c/d.yaml': more(deployment, 'web') },
    nearMiss: {
      'a/b/s.yaml': `${service}---\n${unclassed}`,
      'd/c/d.yaml': more(deployment, 'web'),
    },
  },
  { rule: 'K30', found: all(service, unready), nearMiss: all(metricsService, unready) },
  {
    rule: 'K10',
    found: all(service, deployment.replace('readinessProbe', 'x')),
    nearMiss: all(metricsService, deployment.replace('readinessProbe', 'x')),
  },
  {
    rule: 'K32',
    found: all(service, deployment.replace('preStop', 'postStart')),
    nearMiss: all(
      service,
      deployment
        .replace('preStop', 'postStart')
        .replace('          env:', '          args: [-shutdown-delay=90s]\n          env:'),
    ),
  },
  // Three zones of one system, of which one may be away.
  {
    rule: 'K40',
    found: all(service, zone('a'), budget),
    nearMiss: all(service, zone('a'), zone('b'), zone('c'), budget),
  },
  // A Service in the folder of another example; there is the Deployment that it is for.
  {
    rule: 'K40',
    found: { 'a/all.yaml': `${service}---\n${but(deployment, 'replicas: 3', 'replicas: 1')}` },
    nearMiss: {
      'a/all.yaml': `${service}---\n${deployment}`,
      'b/all.yaml': but(deployment, 'replicas: 3', 'replicas: 1').replace('readinessProbe', 'x'),
    },
  },
  {
    rule: 'K42',
    found: all(busyScaler, but(deployment, 'limits: {', 'limits: { cpu: 500m,')),
    nearMiss: all(busyScaler, but(deployment, 'limits: {', 'limits: { cpu: 1,')),
  },
  {
    rule: 'K51',
    found: all(redis),
    nearMiss: all(but(redis, 'resources:', 'args: [--save, "", --appendonly, "no"], resources:')),
  },
  {
    rule: 'K54',
    found: all(service, unclassed, more(deployment, 'web')),
    nearMiss: all(
      service,
      unclassed,
      but(more(deployment, 'web'), 'namespace: shop', 'namespace: other'),
    ),
  },
  {
    rule: 'K54',
    found: all(service, unclassed, more(deployment, 'web')),
    nearMiss: { 'a.yaml': `${service}---\n${unclassed}`, 'b.yaml': deployment },
  },
  {
    rule: 'K60',
    found: all(etcd, service),
    nearMiss: all(but(etcd, 'apps/v1', 'apps.kruise.io/v1beta1'), service),
  },
  {
    rule: 'K60',
    found: all(etcd, service),
    nearMiss: all(but(etcd, 'replicas: 3', 'replicas: 0'), service),
  },
  {
    rule: 'OB05',
    found: yaml(kafkaAlerts('kafka_server_replicamanager_underminisrpartitioncount')),
    nearMiss: yaml(kafkaAlerts('mimir_reader_of_kafka_errors')),
  },
  // Of Loki's ruler.
  {
    rule: 'OB05',
    found: yaml(alerts.replace('vector(1)', 'a > 1').replace('Watchdog', 'Other')),
    nearMiss: yaml(
      alerts
        .replace('vector(1)', 'a > 1')
        .replace('Watchdog', 'Other')
        .replaceAll(/expr: .*/g, `expr: 'rate({app="a"} |= "x" [5m]) > 1'`),
    ),
  },
  {
    rule: 'V01',
    found: all(template.replace('"{{ .Release.Namespace }}"', 'shop')),
    nearMiss: all(template),
  },
  {
    rule: 'V02',
    found: all(template.replace('"{{ .Release.Namespace }}"', 'shop')),
    nearMiss: all(template),
  },
  {
    rule: 'V05',
    found: all(but(deployment, 'priorityClassName: serving', 'dnsPolicy: some')),
    nearMiss: all(
      but(deployment, 'priorityClassName: serving', 'dnsPolicy: "{{ .Values.policy }}"'),
    ),
  },
  {
    rule: 'V04',
    found: all('apiVersion: v1\nkind: ksonnet.io/app\nmetadata: { name: a }\n'),
    nearMiss: all('apiVersion: 0.1.0\nkind: ksonnet.io/app\nmetadata: { name: a }\n', service),
  },
  {
    rule: 'V03',
    found: all(but(deployment, /  selector:\n.*\n/, '')),
    nearMiss: { 'manager_patch.yaml': but(deployment, /  selector:\n.*\n/, '') },
  },
  {
    rule: 'K66',
    found: all(but(deployment, 'example.com/api:1.2.3', 'example.com/cmd/api')),
    nearMiss: all(but(deployment, 'example.com/api:1.2.3', 'ko://example.com/cmd/api')),
  },
  // Alternatives that stand elsewhere are for something else.
  {
    rule: 'K10',
    found: { 'a/x/s.yaml': service, 'a/y/d.yaml': unprobed, 'b/z/d.yaml': deployment },
    nearMiss: { 'a/x/s.yaml': service, 'b/y/d.yaml': unprobed, 'b/z/d.yaml': unprobed },
  },
  {
    rule: 'V04',
    found: all('apiVersion: v1\nkind: LabelTransformer\nmetadata: { name: a }\n'),
    nearMiss: all('apiVersion: builtin\nkind: LabelTransformer\nmetadata: { name: a }\n', service),
  },
];

export const ruleCases: readonly RuleCase[] = [
  ...sampled,
  ...schemaCases,
  ...kubernetesCases,
  ...patroniCases,
  ...kafkaCases,
  ...balancerCases,
  ...observed,
  ...composeCases,
  ...callCases,
];

/** Files that are as they should be: no rule finds anything in them. */
export const soundFiles: readonly (readonly [
  what: string,
  files: Readonly<Record<string, string>>,
])[] = [
  ['a Deployment with its Service and budget', all(deployment, service, budget)],
  ['etcd', all(etcd, etcdService, etcdBudget)],
  ['Patroni', yaml(patroni)],
  ['a Kafka broker', props(broker)],
  ['a Kafka producer', props(producer)],
  ['a Kafka consumer', props(consumer)],
  ['HAProxy', cfg(haproxy)],
  ['alerts', yaml(alerts)],
  ['Compose', yaml(compose)],
];
