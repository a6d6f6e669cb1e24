import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { audit } from '../../audit/audit.ts';
import { factsOf } from '../../audit/facts-file.ts';
import { kubernetesMistakes, parseKubernetesSchema } from '../../audit/kubernetes-validation.ts';
import { readFile } from '../../audit/read/read-file.ts';
import { allRules } from '../../audit/rules/all.ts';
import type { Contract } from '../../contract/contract.ts';
import { parseContract, problemsAt } from '../../contract/parse-contract.ts';
import type { RenderedFile } from '../rendered.ts';
import { renderKubernetesTarget } from './target.ts';

const example = readFileSync(
  new URL('../../../../../examples/kubernetes/ninefold.yaml', import.meta.url),
  'utf8',
);

const schema = parseKubernetesSchema(
  readFileSync(new URL('../../../kubernetes-schema.json', import.meta.url), 'utf8'),
);

/** What Kubernetes' own schemas say of every object in the files. */
function schemaMistakesIn(
  files: readonly RenderedFile[],
  change: (yaml: string) => string = (yaml) => yaml,
): string[] {
  return files.flatMap(({ path, text }) =>
    parseAllDocuments(change(text)).flatMap((document) =>
      kubernetesMistakes(document.toJS(), schema).map(
        (mistake) => `${path} ${mistake.path.join('.')}: ${mistake.message}`,
      ),
    ),
  );
}

/** Plain objects for the store, no zones, one path for both questions of health, and two regions. */
const plain = `service: shop
promise: { availability: 99.9%, rto: 30s, rpo: 0 }
regions: [eu, us]
app:
  run: [python3, -m, shop]
  replicas: 8
  health: /health
  environment: { LOG_LEVEL: info, API_KEY: never-shown }
stores: { line_items: patroni }
kubernetes:
  image: registry.example/shop@sha256:${'0'.repeat(64)}
  patroniImage: registry.example/patroni:4.1.5-pg17
  nodes: 7
  storage: { class: fast }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`;

const least = `service: shop
promise: { availability: 99%, rto: 4s, rpo: 1m }
app: { run: [shop], replicas: 2 }
kubernetes: { image: 'shop:1' }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`;

/** A log of plain objects, in two regions. */
const log = `service: shop
promise: { availability: 99.9%, rto: 30s, rpo: 0 }
regions: [eu, us]
app: { run: [shop], replicas: 8 }
logs:
  events: { brokers: 5, controllers: 3, mayFail: 1, topics: { orders.placed: { partitions: 6 } } }
kubernetes:
  image: registry.example/shop:1
  kafkaImage: registry.example/kafka:4.1.1
  nodes: 9
assumptions: { zone: { count: 3 } }
workload: { write: POST /orders, read: 'GET /orders/{{id}}' }
`;

function contractOf(text: string): Contract {
  const result = parseContract(text, 'ninefold.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.contract;
}

function filesOf(text: string): readonly RenderedFile[] {
  const rendered = renderKubernetesTarget(contractOf(text));
  if (!rendered.ok) throw new Error(JSON.stringify(rendered));
  return rendered.files;
}

function problemsOf(text: string): string[] {
  const rendered = renderKubernetesTarget(contractOf(text));
  if (rendered.ok) return [];
  return problemsAt(rendered.mistakes, text, 'ninefold.yaml').map(
    ({ line, path, message, expected }) => `${line} ${path}: ${message}; expected ${expected}`,
  );
}

/** Rules that find something in the files, each with what it says. */
function findingsIn(text: string, change: (yaml: string) => string = (yaml) => yaml): string[] {
  const reads = filesOf(text).map((file) => readFile(file.path, change(file.text)));
  const facts = factsOf(contractOf(text));
  const parts = reads.flatMap((read) => read.parts);
  expect(parts.length).toBeGreaterThan(7);
  const result = audit(parts, [], { facts, rules: allRules, today: '2026-11-24' });
  expect(result.ignored).toEqual([]);
  return result.findings.map(({ rule, message }) => `${rule} ${message}`);
}

describe.each([
  ['example', example],
  ['plain', plain],
  ['least', least],
  ['log', log],
])('%s', (name, text) => {
  test('gives the golden files', async () => {
    const shown = filesOf(text).map((file) => `# >>> ${file.path}\n${file.text}`);
    const golden = `../../../tests/golden/${name}.kubernetes.txt`;
    await expect(shown.join('\n')).toMatchFileSnapshot(golden);
  });

  test('has nothing that the audit finds', () => {
    // Patroni as plain objects is rendered without an archive, and a note says so.
    const known = name === 'plain' ? ['PG10 archive_mode is off'] : [];
    expect(findingsIn(text)).toEqual(known);
  });

  test("is what Kubernetes' own schemas allow, to the last field", () => {
    expect(schemaMistakesIn(filesOf(text))).toEqual([]);
  });

  test('names every file in a kustomization, and every object once', () => {
    const files = filesOf(text);
    const paths = new Set(files.map(({ path }) => path));
    const names: string[] = [];
    for (const { path, text: yaml } of files) {
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      for (const document of parseAllDocuments(yaml)) {
        expect(document.errors).toEqual([]);
        const object = document.toJS() as {
          kind: string;
          metadata?: { name: string };
          resources?: string[];
        };
        if (object.kind === 'Kustomization') {
          for (const resource of object.resources ?? []) {
            const target = new URL(resource, `file:///${folder}`).pathname.slice(1);
            expect(paths).toContain(
              target.endsWith('.yaml') ? target : `${target}/kustomization.yaml`,
            );
          }
        } else names.push(`${object.kind}/${object.metadata?.name}`);
      }
    }
    expect(new Set(names).size).toBe(names.length);
  });
});

test('the audit sees what would be wrong', () => {
  const changes: readonly (readonly [string, RegExp, string])[] = [
    ['K02', /maxUnavailable: 1\n/, 'maxUnavailable: 0\n'],
    ['K04', /maxUnavailable: 1\n/, 'minAvailable: 7\n'],
    ['K10', /readinessProbe:/, 'readinessProbes:'],
    ['K31', /terminationGracePeriodSeconds: 37/, 'terminationGracePeriodSeconds: 5'],
  ];
  for (const [rule, from, to] of changes) {
    const found = findingsIn(example, (yaml) => yaml.replace(from, to)).map(
      (one) => one.split(' ')[0],
    );
    expect(found, `${String(from)}`).toContain(rule);
  }
  const inPatroni: readonly (readonly [string, RegExp, string])[] = [
    ['PG07', /synchronous_mode_strict: true/, 'synchronous_mode_strict: false'],
    ['PG16', /PATRONI_RESTAPI_PASSWORD/, 'RESTAPI_PASSWORD'],
    ['PG17', /hostssl all all all/, 'host all all all'],
  ];
  for (const [rule, from, to] of inPatroni) {
    const found = findingsIn(plain, (yaml) => yaml.replace(from, to)).map(
      (one) => one.split(' ')[0],
    );
    expect(found, `${String(from)}`).toContain(rule);
  }
});

test('a misspelt field, which kubectl would drop without a word, is seen', () => {
  const misspelt = (yaml: string): string =>
    yaml.replace('nodeTaintsPolicy', 'nodeTaintPolicy').replace('preStop:', 'prestop:');
  const found = schemaMistakesIn(filesOf(plain), misspelt).join('\n');
  expect(found).toMatch(/base\/deployment\.yaml .*nodeTaintPolicy/);
  expect(found).toMatch(/base\/deployment\.yaml .*prestop/);
});

test('a misspelt field and a value that an operator does not take are seen', () => {
  const wrong = (yaml: string): string =>
    yaml
      .replace('switchoverDelay:', 'switchoverDelays:')
      .replace('primaryUpdateStrategy: unsupervised', 'primaryUpdateStrategy: automatic')
      .replace('topicName:', 'topic:')
      .replace('kraftMetadata: shared', 'kraftMetadata: mine');
  const found = schemaMistakesIn(filesOf(example), wrong).join('\n');
  for (const field of ['switchoverDelays', 'primaryUpdateStrategy', 'topic', 'kraftMetadata']) {
    expect(found).toMatch(new RegExp(`^stores/\\S+ spec\\.\\S*${field}: `, 'm'));
  }
});

test('a value whose name says that it is secret comes from a Secret', () => {
  const all = filesOf(plain)
    .map(({ text }) => text)
    .join('\n');
  expect(all).not.toContain('never-shown');
  expect(all).toMatch(/name: shop-secrets\n\s+key: API_KEY/);
  expect(all).toMatch(/name: line-items-app\n\s+key: uri/);
});

test('a log of plain objects starts where its certificates, its volume and its peers are', () => {
  const files = new Map(filesOf(log).map((file) => [file.path, file.text]));
  const text = files.get('stores/events-log.yaml') ?? '';
  expect(text).toContain('echo "node.id=$((1000 + ${POD_NAME##*-}))"');
  expect(text).toContain('address="$POD_NAME.events-broker.shop.svc"');
  expect(text).toContain('1002@events-controller-2.events-controller.shop.svc:9093');
  expect(text).toContain('broker.rack=${env:ZONE}');
  expect(text).not.toContain('strimzi');
  // The app reaches the brokers where they listen.
  expect(files.get('base/deployment.yaml')).toContain('value: events-kafka-bootstrap:9092');
  expect(files.get('base/network-policy.yaml')).toMatch(
    /app.kubernetes.io\/name: events-broker\n\s+ports:\n\s+- protocol: TCP\n\s+port: 9092/,
  );
  const reckless = (yaml: string): string =>
    yaml
      .replaceAll('min.insync.replicas=2', 'min.insync.replicas=3')
      .replace(/ *broker.rack.*\n/, '');
  const found = findingsIn(log, reckless).map((one) => one.split(' ')[0]);
  expect(found).toEqual(expect.arrayContaining(['KF02', 'KF06']));
});

test('stores run in the first region alone, and it is told', () => {
  const files = new Map(filesOf(plain).map(({ path, text }) => [path, text]));
  expect(files.get('overlays/eu/kustomization.yaml')).toContain('../../stores');
  expect(files.get('overlays/us/kustomization.yaml')).not.toContain('../../stores');
  const rendered = renderKubernetesTarget(contractOf(plain));
  expect(rendered.ok && rendered.notes.join('\n')).toContain('stores and logs run in region eu');
});

test('a drain that would take what is needed is refused', () => {
  expect(problemsOf(least.replace('replicas: 2', 'replicas: 1'))).toEqual(
    [
      '3 app.replicas: draining a node takes 1 of 1, and 1 are needed; expected replicas: at least 2',
      expect.stringContaining('expected an rto'),
    ].slice(0, 1),
  );
  expect(problemsOf(`${least}assumptions: { app: { needed: 2 } }\n`)).toEqual([
    expect.stringMatching(/draining a node takes 1 of 2, and 2 are needed; .* at least 3$/),
  ]);
});

test('what Kubernetes and its operators can not keep is refused, with the least that they can', () => {
  expect(problemsOf(least.replace('rto: 4s', 'rto: 3s'))).toEqual([
    expect.stringMatching(/^2 promise\.rto: .*; expected an rto of at least 4s$/),
  ]);
  expect(problemsOf(example.replace('rto: 60s', 'rto: 58s'))).toEqual([
    expect.stringMatching(/CloudNativePG hears of a lost node .* at least 59s, a cluster/),
  ]);
  expect(problemsOf(plain.replace('rto: 30s', 'rto: 20s'))).toEqual([
    expect.stringMatching(/Patroni's least ttl, 20 s, .* at least 25500ms$/),
  ]);
  expect(problemsOf(plain.replace('rto: 30s', 'rto: 25500ms'))).toEqual([]);
  const kept = plain.replace('stores: { line_items: patroni }', 'logs: { events: kafka }');
  expect(problemsOf(kept.replace('rto: 30s', 'rto: 14s'))).toEqual([
    expect.stringMatching(
      /Strimzi keeps a broker's session at 9s.* costs up to 14\.5s; expected an rto of at least 14\.5s$/,
    ),
  ]);
});

test('asynchronous Patroni waits for a crash within the rto, and its missing watchdog is told', () => {
  for (const rto of ['25500ms', '30s', '60s', '1h']) {
    const text = plain.replace(/rto: \S+ rpo: 0/, `rto: ${rto}, rpo: 1m`);
    expect(text).toContain('rpo: 1m');
    expect(findingsIn(text).toSorted()).toEqual([
      'PG07 watchdog.mode is off',
      'PG10 archive_mode is off',
    ]);
    const rendered = renderKubernetesTarget(contractOf(text));
    expect(rendered.ok && rendered.notes.join('\n')).toContain('a pod has no watchdog');
  }
});

test('what the contract must say is asked for where it would stand', () => {
  expect(problemsOf(least.replace("{ image: 'shop:1' }", '{ nodes: 3 }'))).toEqual([
    expect.stringMatching(/there is an app, and no image of it; expected kubernetes: \{ image: /),
  ]);
  expect(problemsOf(plain.replace(/ {2}patroniImage.*\n/, ''))).toEqual([
    expect.stringContaining('line_items is under Patroni, and the contract names no image with it'),
  ]);
  expect(problemsOf(least.replace(/kubernetes.*\n/, ''))).toEqual([
    expect.stringContaining('the contract says nothing of a Kubernetes cluster'),
  ]);
});
