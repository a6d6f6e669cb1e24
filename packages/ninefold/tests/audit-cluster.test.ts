// `ninefold audit --cluster` against the recorded answers of a real API server.
import { afterEach, expect, it } from 'vitest';

import { audit } from '../src/audit/audit.ts';
import type { AuditResult } from '../src/audit/audit.ts';
import { auditMarkdown } from '../src/audit/output/documents.ts';
import { auditHtml } from '../src/audit/output/html-page.ts';
import { auditJunit } from '../src/audit/output/junit.ts';
import { auditSarif } from '../src/audit/output/sarif.ts';
import { renderAudit } from '../src/audit/output/terminal.ts';
import { allRules } from '../src/audit/rules/all.ts';
import { openApiServer } from '../src/cluster/api-server.ts';
import { readCluster } from '../src/cluster/read-cluster.ts';
import type { ClusterRead } from '../src/cluster/read-cluster.ts';
import { answers, failure, startRecordedApiServer } from './audit-cluster/api-server.ts';
import type { Instead, RecordedApiServer } from './audit-cluster/api-server.ts';
import { type Ending, ninefold } from './ninefold-command.ts';
import { type Scene, newScene } from './scene.ts';

let server: RecordedApiServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A scene whose kubeconfig leads to a server. */
async function sceneWith(instead?: Instead, pageSize?: number): Promise<Scene> {
  await server?.close();
  server = await startRecordedApiServer(instead, pageSize);
  const scene = newScene();
  scene.write(
    'kubeconfig',
    `apiVersion: v1
kind: Config
current-context: here
clusters: [{ name: here, cluster: { server: '${server.url}', insecure-skip-tls-verify: true } }]
users: [{ name: me, user: { token: secret-token } }]
contexts: [{ name: here, context: { cluster: here, user: me } }]
`,
  );
  return scene;
}

async function auditCluster(scene: Scene, ...args: readonly string[]): Promise<Ending> {
  return ninefold(scene, ['audit', '--cluster', '--kubeconfig', 'kubeconfig', ...args]);
}

async function read({ folder }: Scene, namespace?: string): Promise<ClusterRead> {
  const api = await openApiServer({ kubeconfig: `${folder}/kubeconfig`, environment: {} });
  return readCluster(api, namespace);
}

function audited({ parts, unread, denied, facts }: ClusterRead): AuditResult {
  return audit(parts, unread, { facts, rules: allRules, today: '2026-11-24', denied });
}

function found({ findings }: AuditResult): string[] {
  return findings.map(({ place, rule }) => `${place.file} ${rule}`);
}

it('finds the defects of a live cluster, each at its object and field', async () => {
  const { code, stdout } = await auditCluster(await sceneWith());
  expect(code).toBe(1);
  expect(stdout).toContain('production/PodDisruptionBudget/api-backend-pdb spec: medium K05');
  expect(stdout).toContain('production/ConfigMap/patroni data["patroni.yml"]:4:10: critical PG03');
  expect(stdout).toContain('production/Pod/alone kind: medium K62');
  // Three nodes that can be scheduled on: a rollout of three replicas, one a node, can't start.
  expect(stdout).toContain('a rollout needs 4 nodes, and there are 3');
  expect(stdout).not.toContain('nodes: how many nodes');
});

it('takes what people say of the nodes for true, and nothing in what Ninefold renders for wrong', async () => {
  const scene = await sceneWith();
  scene.write('facts.yaml', 'nodes: 9\n');
  const { stdout } = await auditCluster(scene, '--topology', 'facts.yaml');
  expect(stdout).not.toContain('a rollout needs');
  expect(stdout).not.toMatch(/^checkout\//m);
});

it('knows how many nodes and zones there are', async () => {
  expect((await read(await sceneWith())).facts).toEqual({ nodes: 3, zones: 2 });
});

it('says nothing of what a controller keeps, and lets Services lead to it', async () => {
  const { parts, ...rest } = await read(await sceneWith());
  const files = parts.map(({ file }) => file);
  // A ReplicaSet says what its Deployment says; the pod of an operator is there for its Service.
  expect(files).not.toContain('production/ReplicaSet/api-backend-5d9c7b8f6d');
  expect(files).toContain('production/Pod/orders-1');
  const reported = found(audited({ parts, ...rest })).join('\n');
  expect(reported).toContain('production/Deployment/api-backend');
  expect(reported).not.toMatch(/orders-1|Service\/orders-rw/);
});

it('only reads, and never Secrets', async () => {
  await read(await sceneWith());
  const asked = server?.asked ?? [];
  expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(['GET']));
  expect(asked.length).toBeGreaterThan(15);
  expect(asked.map(({ url }) => url).join('\n')).not.toContain('secrets');
});

it('reads one namespace, and knows when there is none', async () => {
  const scene = await sceneWith();
  const { parts } = await read(scene, 'production');
  expect(parts.map(({ file }) => file).join('\n')).not.toContain('checkout/');
  expect(parts.length).toBeGreaterThan(5);
  const none = await auditCluster(scene, '--namespace', 'nowhere');
  expect([none.code, none.stderr]).toEqual([2, 'ninefold: here has no namespace nowhere\n']);
  await expect(read(scene, '../../secrets')).rejects.toThrow('takes the name of a namespace');
});

it('reads every page of a list', async () => {
  const whole = found(audited(await read(await sceneWith())));
  const paged = found(audited(await read(await sceneWith(undefined, 1))));
  expect(paged).toEqual(whole);
  expect(server?.asked.filter(({ url }) => url.includes('continue=')).length).toBeGreaterThan(3);
});

it('begins a list again that the server forgot, and gives up when it forgets it again', async () => {
  let forgotten = 0;
  const forget =
    (times: number): Instead =>
    (path, { url = '' }) => {
      if (path !== '/api/v1/pods' || !url.includes('continue=') || forgotten >= times) return;
      forgotten += 1;
      return failure(410, 'The provided continue parameter is too old');
    };
  const once = await read(await sceneWith(forget(1), 1));
  expect(forgotten).toBe(1);
  expect(found(audited(once))).toContain('production/Pod/alone K62');
  expect(once.parts.filter(({ file }) => file === 'production/Pod/alone')).toHaveLength(1);
  forgotten = 0;
  await expect(read(await sceneWith(forget(2), 1))).rejects.toThrow('forgets the list of pods');
});

it('can not tell what it may not list, and does not take it for missing', async () => {
  const forbidden: Instead = (path) =>
    path.endsWith('/poddisruptionbudgets') || path.endsWith('/nodes')
      ? failure(403, 'poddisruptionbudgets.policy is forbidden: User "me" cannot list')
      : undefined;
  const { code, stdout, stderr } = await auditCluster(await sceneWith(forbidden));
  expect(code).toBe(3);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'here: unread cannot tell about poddisruptionbudgets: they may not be listed (poddisruptionbudgets.policy is forbidden: User "me" cannot list); grant list on them',
  );
  expect(stdout).toMatch(/Cannot tell: \d+, without PodDisruptionBudget \(.*K01/);
  expect(stdout).not.toMatch(/(?:critical|high|medium|low) K01/);
  expect(stderr).toContain('nodes may not be read');
  expect(stdout).toMatch(/nodes: how many nodes/);
});

it.each([
  ['a page of somebody else', '<html>Sign in</html>', 'is no API server of Kubernetes'],
  ['JSON of somebody else', { status: 200, body: { hello: 1 } }, 'is no API server of Kubernetes'],
  ['no name for who asks', failure(401, 'Unauthorized'), 'does not know who asks (401)'],
])('ends when it gets %s', async (_what, answer, said) => {
  const scene = await sceneWith(() => answer);
  await expect(read(scene)).rejects.toMatchObject({
    code: 'ENVIRONMENT',
    message: expect.stringContaining(said) as string,
  });
});

it('ends when a list fails, rather than take it for empty', async () => {
  const scene = await sceneWith((path) =>
    path.endsWith('/deployments') ? failure(500, 'etcdserver: no leader') : undefined,
  );
  const { code, stdout, stderr } = await auditCluster(scene);
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toContain('answered 500, etcdserver: no leader');
  expect(stderr).not.toContain('secret-token');
});

it('ends when nobody answers', async () => {
  const scene = await sceneWith();
  await server?.close();
  const { code, stderr } = await auditCluster(scene);
  expect([code, stderr]).toEqual([3, expect.stringContaining("can't reach http://127.0.0.1:")]);
});

it('says what is wrong with a kubeconfig, and shows nothing of it', async () => {
  const scene = await sceneWith();
  const { folder } = scene;
  const opened = (options: object, environment = {}): Promise<unknown> =>
    openApiServer({ ...options, environment });
  const kubeconfig = `${folder}/kubeconfig`;
  await expect(opened({ kubeconfig, context: 'her' })).rejects.toThrow(
    'kubeconfig has no context "her"; did you mean "here"?',
  );
  await expect(opened({ kubeconfig: `${folder}/nowhere` })).rejects.toThrow('no kubeconfig');
  await expect(opened({}, { KUBECONFIG: `${folder}/nowhere` })).rejects.toThrow('no such file');
  await expect(opened({}, { HOME: folder })).rejects.toThrow('there is no kubeconfig: expected');
  scene.write('broken', '{ token: secret-token\n');
  const broken = opened({ kubeconfig: `${folder}/broken` });
  await expect(broken).rejects.toThrow(/^can't read .*\/broken as a kubeconfig: [^\n]*$/);
  await expect(broken).rejects.not.toThrow('secret-token');
});

it('takes the files of KUBECONFIG together, as kubectl does', async () => {
  const scene = await sceneWith();
  scene.write('first', 'apiVersion: v1\nkind: Config\ncurrent-context: here\n');
  const files = ['missing', 'first', 'kubeconfig'].map((name) => `${scene.folder}/${name}`);
  const api = await openApiServer({ environment: { KUBECONFIG: files.join(':') } });
  expect([api.context, api.server]).toEqual(['here', server?.url]);
});

it.each([
  [['--cluster', 'a.yaml'], 'not both at once'],
  [['a.yaml', '--namespace', 'x'], '--namespace goes with --cluster'],
  [['--cluster', '--fix'], 'a live cluster is only read'],
])('refuses %j', async (args, said) => {
  const { code, stderr } = await ninefold(newScene(), ['audit', ...args]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
});

it('tells places without a file in every format', async () => {
  const result = audited(await read(await sceneWith()));
  const sarif = auditSarif(result, allRules, '0.1.0');
  expect(sarif).toContain(
    '"logicalLocations":[{"name":"production/Pod/alone","fullyQualifiedName":"production/Pod/alone kind","kind":"object"}]',
  );
  expect(sarif).not.toContain('physicalLocation');
  for (const text of [
    auditJunit(result, allRules),
    auditMarkdown(result, []),
    auditHtml(result, []),
    renderAudit(result, { color: false, width: 100 }),
  ]) {
    expect(text).toContain('production/Pod/alone kind');
    expect(text).not.toContain('Pod/alone:0');
  }
});

it('was recorded from a real API server', () => {
  expect(answers['/version']?.body).toMatchObject({ gitVersion: 'v1.36.3' });
});
