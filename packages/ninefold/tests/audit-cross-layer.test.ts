// What no layer's own checker can see: settings of two or three files, and facts, against each other.
// Each through the command, as its users start it, with the arithmetic that it must show.
import { describe, expect, it } from 'vitest';

import { ninefold } from './ninefold-command.ts';
import { newScene } from './scene.ts';

interface Layers {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  /** The `--topology` file. */
  readonly facts?: string;
  /** The finding's rule, and the numbers that it must show. */
  readonly finds: readonly (readonly [rule: string, text: string])[];
}

const deployment = (spec: string, pod: string, container = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app: api } }
  ${spec}
  template:
    metadata: { labels: { app: api } }
    spec:
      ${pod}
      containers:
        - name: api
          image: example.com/api:1.2.3
          ports: [{ name: http, containerPort: 8080 }]
          ${container}
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: http }] }
`;

const budget = (bound: string): string => `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: api, namespace: shop }
spec: { ${bound}, selector: { matchLabels: { app: api } } }
`;

const autoscaler = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }
  minReplicas: 2
  maxReplicas: 9
`;

const patroni = (dcs: string, more = ''): string => `scope: orders
name: pg-0
restapi: { listen: "10.0.0.11:8008" }
etcd3: { hosts: ["10.0.0.21:2379", "10.0.0.22:2379", "10.0.0.23:2379"] }
bootstrap:
  dcs:
    ${dcs.split('\n').join('\n    ')}
postgresql: { listen: "10.0.0.11:5432" }
${more}`;

const hosts = (term: string): string =>
  `affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: ${term}, labelSelector: { matchLabels: { app: api } } }] } }`;

const cases: readonly Layers[] = [
  {
    what: 'a budget against the replicas',
    files: { 'a.yaml': deployment('replicas: 3', '') + budget('minAvailable: 3') },
    finds: [['K02', '3 replicas, minAvailable 3: no node can ever be drained']],
  },
  {
    what: "a budget against the autoscaler's least",
    files: { 'a.yaml': deployment('', '') + autoscaler + budget('minAvailable: 3') },
    finds: [['K04', "minAvailable 3 is more than the autoscaler's minReplicas 2"]],
  },
  {
    what: 'anti-affinity against nodes and maxSurge',
    files: {
      'a.yaml': deployment(
        'replicas: 3\n  strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }',
        hosts('kubernetes.io/hostname'),
      ),
    },
    facts: 'nodes: 3\n',
    finds: [
      ['K22', 'a rollout needs 4 nodes, and there are 3: 3 replicas + maxSurge 1'],
      ['K28', 'needs 4 nodes to be repaired after the loss of one, and there are 3'],
    ],
  },
  {
    what: 'probes against the RTO',
    files: {
      'a.yaml': deployment(
        'replicas: 3',
        '',
        'readinessProbe: { httpGet: { path: /ready, port: http }, periodSeconds: 15, failureThreshold: 3, timeoutSeconds: 2 }',
      ),
    },
    facts: 'rto: 30s\n',
    finds: [['K15', 'period 15 x failureThreshold 3 + timeout 2 = 47 s, in which 1 of 3']],
  },
  {
    what: 'liveness equal to readiness, by the name of a port',
    files: {
      'a.yaml': deployment(
        'replicas: 3',
        '',
        'livenessProbe: { httpGet: { path: /up, port: 8080 } }\n          readinessProbe: { httpGet: { path: /up, port: http } }',
      ),
    },
    finds: [['K12', 'liveness and readiness of api ask the same (http :8080/up)']],
  },
  {
    what: 'liveness equal to readiness over gRPC',
    files: {
      'a.yaml': deployment(
        'replicas: 3',
        '',
        'livenessProbe: { grpc: { port: 8080 } }\n          readinessProbe: { grpc: { port: 8080 } }',
      ),
    },
    finds: [['K12', 'ask the same (grpc 8080 ), and fail after 30 s and 30 s']],
  },
  {
    what: 'liveness that reaches a dependency',
    files: {
      'a.yaml': deployment(
        'replicas: 3',
        '',
        'livenessProbe: { exec: { command: [sh, -c, "pg_isready -h orders-db"] }, periodSeconds: 5 }',
      ),
    },
    finds: [['K11', 'when what it depends on is away for 5 x 3 = 15 s, all 3 pods are restarted']],
  },
  {
    what: "grace against preStop, the balancer's deregistration and the longest request",
    files: {
      'a.yaml': deployment(
        'replicas: 3',
        'terminationGracePeriodSeconds: 30',
        'lifecycle: { preStop: { sleep: { seconds: 5 } } }',
      ),
    },
    facts: 'deregistration: 15s\nlongestRequest: 20s\n',
    finds: [
      [
        'K31',
        'preStop 5 s (the balancer sends for 15 s) + longest request 20 s = 35 s >= grace 30',
      ],
      ['K32', 'waits 5 s before it stops, and the balancer goes on sending for 15 s'],
    ],
  },
  {
    what: 'copies against min.insync.replicas and acks',
    files: {
      'b.properties': 'node.id=1\ndefault.replication.factor=3\nmin.insync.replicas=3\n',
      'p.properties': 'bootstrap.servers=a:1,b:1\nacks=1\n',
    },
    finds: [
      ['KF02', '3 - 1 = 2 < 3: with one broker away every write with acks=all is refused'],
      ['KF03', 'of 3 copies 1 must have a write, and min.insync.replicas 3 is never asked'],
    ],
  },
  {
    what: 'synchronous_commit without synchronous_mode',
    files: { 'p.yml': patroni('postgresql: { parameters: { synchronous_commit: "on" } }') },
    finds: [['PG01', 'synchronous_commit on waits for nobody: synchronous_mode is off']],
  },
  {
    what: 'maximum_lag_on_failover against the RPO',
    files: { 'p.yml': patroni('ttl: 30\nmaximum_lag_on_failover: 10485760') },
    facts: 'rpo: 30s\nwalPerSecond: 5MB\n',
    finds: [['PG02', '10485760 B / 5000000 B/s + ttl 30 s']],
  },
  {
    what: 'ttl against loop_wait and retry_timeout, by the rule of Patroni',
    files: { 'p.yml': patroni('ttl: 20\nloop_wait: 90\nretry_timeout: 60') },
    finds: [['PG03', 'ttl 20 is shorter than loop_wait 90 + 2 x retry_timeout 60 = 210']],
  },
  {
    what: 'ttl against how long a primary that is cut off goes on',
    files: {
      'p.yml': patroni('ttl: 30\nloop_wait: 10\nretry_timeout: 10', 'watchdog: { mode: off }'),
    },
    finds: [
      [
        'PG24',
        'loop_wait 10 + 3 x retry_timeout 10 (walks through etcd) + 4 (questions to the members) + 1 = 45 > ttl 30',
      ],
    ],
  },
  {
    what: 'ttl against the RTO, with the check of HAProxy',
    files: {
      'p.yml': patroni('ttl: 30'),
      'haproxy.cfg': `defaults
    mode tcp
    timeout connect 1s
    timeout client 30m
    timeout server 30m
listen primary
    bind :5432
    option httpchk OPTIONS /primary
    default-server inter 3s fall 3 rise 2 on-marked-down shutdown-sessions
    server a 10.0.0.11:5432 check port 8008
    server b 10.0.0.12:5432 check port 8008
`,
    },
    facts: 'rto: 30s\n',
    finds: [
      [
        'PG04',
        "ttl 30 + end of the lease 0.5 + leader race 2 + promotion 0.5 + balancer's check 6 = 39 s",
      ],
    ],
  },
  {
    what: 'retries against timeouts and the deadline upstream',
    files: {
      'a.py':
        'import requests\n\n\n@retry(max_retries=5, base_delay=1.0)\ndef fetch(url):\n    return requests.get(url, timeout=10)\n',
    },
    facts: 'upstreamDeadline: 10s\n',
    finds: [['X11', '6 attempts x 10 s + pauses 31 s']],
  },
  {
    what: "an alert's threshold against the SLO",
    files: {
      'a.yml':
        'groups:\n  - name: a\n    rules:\n      - alert: Errors\n        expr: sum(rate(x{code=~"5.."}[5m])) / sum(rate(x[5m])) > 0.01\n',
    },
    facts: 'objective: 99.99%\n',
    finds: [['OB02', '1% / (1 - 99.99%) = 100 times the budget']],
  },
  {
    what: 'a single replica on the request path',
    files: {
      'a.yaml':
        deployment('replicas: 3', '', 'env: [{ name: CATALOG, value: "http://catalog:80" }]') +
        `---\n${deployment('replicas: 1', '').replaceAll(/\bapi\b/g, 'catalog')}`,
    },
    finds: [
      ['X31', 'Deployment api has 3 replicas and needs Deployment catalog, which has one'],
      ['K40', 'Deployment catalog is behind a Service with 1 replica'],
    ],
  },
  {
    what: 'all members of a quorum in one zone',
    files: {
      'a.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: etcd }
spec:
  serviceName: etcd
  replicas: 3
  selector: { matchLabels: { app: etcd } }
  template:
    metadata: { labels: { app: etcd } }
    spec:
      nodeSelector: { topology.kubernetes.io/zone: eu-1a }
      containers: [{ name: etcd, image: "quay.io/coreos/etcd:v3.6.0" }]
`,
    },
    facts: 'zones: 3\n',
    finds: [
      ['K36', 'with that zone 3 are lost: 3 - 3 = 0 < 2: no quorum is left'],
      ['K29', 'all 3 pods of StatefulSet etcd must stand in eu-1a'],
    ],
  },
  {
    what: 'two of three etcd members on one host',
    files: { 'p.yml': patroni('ttl: 30') },
    facts: 'placement: { 10.0.0.21: host-a, 10.0.0.22: host-a, 10.0.0.23: host-b }\n',
    finds: [['PG05', 'without it 1 remain, and 2 are a quorum']],
  },
  {
    what: 'pg_hba open to the world, with md5',
    files: { 'pg_hba.conf': 'host all all 0.0.0.0/0 md5\n' },
    finds: [
      ['PG17', 'all as all from 0.0.0.0/0, without TLS'],
      ['PG18', 'md5 for all as all'],
    ],
  },
  {
    what: 'a Patroni that writes the leader key blindly, by its image',
    files: {
      'p.yml': patroni('ttl: 30'),
      'compose.yaml':
        'services: { pg: { image: "registry.example/patroni:3.0.2", restart: always } }\n',
    },
    finds: [['PG23', 'Patroni 3.0.2 with etcd3 writes the leader key without comparing']],
  },
  {
    what: 'the TTL of a name against the RTO',
    files: {
      'a.yaml': deployment('replicas: 3', '').replace(
        'metadata: { name: api, namespace: shop }\nspec: { selector: { app',
        'metadata: { name: api, namespace: shop, annotations: { external-dns.alpha.kubernetes.io/ttl: "300" } }\nspec: { selector: { app',
      ),
    },
    facts: 'rto: 60s\n',
    finds: [['LB10', 'the record of Service api is kept 5 min, and the RTO is 60 s']],
  },
];

interface Found {
  readonly rule: string;
  readonly message: string;
  readonly why: string;
  readonly place: { readonly line: number };
}

describe('ninefold audit holds', () => {
  it.each(cases)('$what', async ({ files, facts, finds }) => {
    const scene = newScene();
    for (const [name, text] of Object.entries(files)) scene.write(name, text);
    if (facts !== undefined) scene.write('facts.topology', facts);
    const { code, stdout, stderr } = await ninefold(scene, [
      'audit',
      '.',
      '--json',
      ...(facts === undefined ? [] : ['--topology', 'facts.topology']),
    ]);
    expect(stderr).toBe('');
    expect(code).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: readonly Found[] };
    for (const [rule, text] of finds) {
      const shown = findings
        .filter((one) => one.rule === rule && one.place.line > 0)
        .map(({ message, why }) => `${message}\n${why}`)
        .join('\n');
      expect(shown, `${rule} of ${findings.map((one) => one.rule).join(' ')}`).toContain(text);
    }
  });
});
